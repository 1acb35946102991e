import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfiguration } from "../../model/parse.ts";
import { valid } from "../model/example.ts";
import { accessFixture, make, types } from "./fixture.ts";

type Fixture = Awaited<ReturnType<typeof accessFixture>>;

interface Field {
  /** Sections of a configuration that has the text there. */
  readonly configured: (text: string) => Record<string, unknown>;
  readonly type: keyof typeof types;
  /** What the components make of it. */
  readonly inputs: (text: string, fixture: Fixture) => Record<string, unknown>;
}

const administrator = { managedPolicies: ["AWSSSOMasterAccountAdministrator"] };
const ada = { givenName: "Ada", familyName: "Lovelace", email: "ada@example.com" };
const set = (changed: object) => ({
  permissionSets: { administrator, other: { managedPolicies: ["SecurityAudit"], ...changed } },
});
const person = (changed: object) => ({
  people: { ada, bob: { givenName: "Bob", familyName: "Ross", ...changed } },
});
const group = (changed: object) => ({
  groups: { ...(valid().groups as object), other: { members: ["ada"], ...changed } },
});
const user = (changed: object, { identityStoreId }: Fixture) => ({
  identityStoreId,
  userName: "bob",
  displayName: "Bob Ross",
  name: { givenName: "Bob", familyName: "Ross" },
  ...changed,
});
const setOf = ({ instanceArn, permissionSetArn }: Fixture) => ({ instanceArn, permissionSetArn });
const policy = (text: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: text }],
});

const fields: Readonly<Record<string, Field>> = {
  "a permission set's name": {
    configured: (name) => set({ name }),
    type: "permissionSet",
    inputs: (name, { instanceArn }) => ({ instanceArn, name }),
  },
  "a permission set's description": {
    configured: (description) => set({ description }),
    type: "permissionSet",
    inputs: (description, { instanceArn }) => ({ instanceArn, name: "other", description }),
  },
  "a relay state": {
    configured: (relayState) => set({ relayState }),
    type: "permissionSet",
    inputs: (relayState, { instanceArn }) => ({ instanceArn, name: "other", relayState }),
  },
  "a tag's key": {
    configured: (key) => set({ tags: { [key]: "x" } }),
    type: "permissionSet",
    inputs: (key, { instanceArn }) => ({ instanceArn, name: "other", tags: { [key]: "x" } }),
  },
  "a tag's value": {
    configured: (value) => set({ tags: { key: value } }),
    type: "permissionSet",
    inputs: (value, { instanceArn }) => ({ instanceArn, name: "other", tags: { key: value } }),
  },
  "an inline policy": {
    configured: (text) => set({ inlinePolicy: policy(text) }),
    type: "inlinePolicy",
    inputs: (text, fixture) => ({ ...setOf(fixture), inlinePolicy: JSON.stringify(policy(text)) }),
  },
  "a customer managed policy's name": {
    configured: (name) => set({ customerManagedPolicies: [{ name }] }),
    type: "customerPolicies",
    inputs: (name, fixture) => ({
      ...setOf(fixture),
      customerManagedPolicyReferences: [{ name, path: "/" }],
    }),
  },
  "a customer managed policy's path": {
    configured: (path) => set({ customerManagedPolicies: [{ name: "own", path }] }),
    type: "customerPolicies",
    inputs: (path, fixture) => ({
      ...setOf(fixture),
      customerManagedPolicyReferences: [{ name: "own", path }],
    }),
  },
  "an attribute for access control": {
    configured: (key) => ({
      identityCenter: { region: "eu-west-1", attributes: { [key]: "$" + "{path:userName}" } },
    }),
    type: "attributes",
    inputs: (key, { instanceArn }) => ({
      instanceArn,
      attributes: [{ key, values: [{ sources: ["$" + "{path:userName}"] }] }],
    }),
  },
  "a group's name": {
    configured: (displayName) => group({ displayName }),
    type: "group",
    inputs: (displayName, { identityStoreId }) => ({ identityStoreId, displayName }),
  },
  "a group's description": {
    configured: (description) => group({ description }),
    type: "group",
    inputs: (description, { identityStoreId }) => ({
      identityStoreId,
      displayName: "other",
      description,
    }),
  },
  "a user name": {
    configured: (userName) => person({ userName }),
    type: "user",
    inputs: (userName, fixture) => user({ userName }, fixture),
  },
  "a person's given name": {
    configured: (givenName) => person({ givenName }),
    type: "user",
    inputs: (givenName, fixture) => user({ name: { givenName, familyName: "Ross" } }, fixture),
  },
  "a person's title": {
    configured: (title) => person({ title }),
    type: "user",
    inputs: (title, fixture) => user({ title }, fixture),
  },
};

/** Texts that are usual, odd, and at the ends of what is allowed. */
const texts = fc
  .oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
    fc.string({ minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      "AWSAdministrators",
      "awsAdministrators",
      "aws:team",
      "AWS:x",
      "a b",
      "/",
      "//",
      "/a/",
      "é",
    ),
    fc.constantFrom(
      "Team\u00a0A",
      "a\u3000b",
      "a\u2003b",
      "a\u200eb",
      "a\u200bc",
      "a\u2011b",
      "日本",
      "👩‍💻",
    ),
    fc
      .record({
        letter: fc.constantFrom("a", "ü", "日", "👩"),
        length: fc.constantFrom(
          20,
          32,
          33,
          64,
          65,
          128,
          129,
          240,
          241,
          256,
          257,
          512,
          700,
          701,
          1024,
          1025,
        ),
      })
      .map(({ letter, length }) => letter.repeat(length)),
  )
  // No key in a configuration, whatever AWS takes (tests/model/parse.test.ts).
  .filter((text) => text !== "__proto__");

describe("sandbox and configuration", () => {
  for (const [name, { configured, type, inputs }] of Object.entries(fields)) {
    it(`agree on ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(texts, async (text) => {
          const raw = { ...valid(), ...configured(text) };
          const { problems } = parseConfiguration(raw, { readFile: () => "{}" });
          const errors = problems.filter(({ severity }) => severity === "error");
          const fixture = await accessFixture();
          const made = make(fixture.provider, types[type], inputs(text, fixture));
          const refusal = await made.then(
            () => undefined,
            (error: Error) => error.message,
          );
          assert.equal(
            errors.length > 0,
            refusal !== undefined,
            `${JSON.stringify(text)}: configuration: ${errors.map(({ message }) => message)}; sandbox: ${refusal}`,
          );
        }),
        { numRuns: 300 },
      );
    });
  }
});

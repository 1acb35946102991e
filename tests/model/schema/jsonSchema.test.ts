import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { stackFileSchema } from "../../../model/schema/jsonSchema.ts";
import { undescribed, wordless } from "../../support/jsonSchema.ts";
import { type Raw, stackFile, valid, withLines } from "../example.ts";

// Read back from JSON, so that what is tested is what editors get.
const file = readFileSync(new URL("../../../model/stack.schema.json", import.meta.url), "utf8");
const schema = z.fromJSONSchema(JSON.parse(file));

const accepts = (config: Raw) => schema.safeParse({ config }).success;
const prefixed = (sections: Raw) =>
  Object.fromEntries(Object.entries(sections).map(([name, value]) => [`access:${name}`, value]));

describe("the JSON Schema of stack files", () => {
  it("is the committed one (else run `npm run schema`)", () => {
    assert.deepEqual(JSON.parse(file), stackFileSchema());
  });

  it("is draft 7, which editors understand", () => {
    assert.equal(JSON.parse(file).$schema, "http://json-schema.org/draft-07/schema#");
  });

  it("accepts stack dev", () => {
    const result = schema.safeParse(stackFile("Pulumi.dev.yaml"));
    assert.ok(result.success, result.error?.message);
  });

  it("leaves other namespaces and Pulumi's own keys free", () => {
    const own = { secretsprovider: "awskms://alias/x", encryptionsalt: "v1:x", environment: ["a"] };
    assert.ok(schema.safeParse({ ...own, config: { "aws:region": 5, "accessory:x": 1 } }).success);
    assert.ok(schema.safeParse({}).success);
  });

  it("accepts empty sections and existing entries", () => {
    const existing = { existing: true };
    const people = { ada: existing };
    const groups = { team: { existing: true, displayName: "Team", access: null } };
    assert.ok(accepts(prefixed({ accounts: {}, people, groups, permissionSets: { a: existing } })));
  });

  const person = { givenName: "A", familyName: "B" };
  for (const [title, sections] of [
    ["a section is unknown", { peple: {} }],
    ["nothing stands below a section", { people: null }],
    ["nothing says whether a section is on", { alarms: { emails: ["a@example.com"] } }],
    [
      "nothing says whether a part of a section is on",
      { detection: { enabled: true, config: {} } },
    ],
    ["a stage is empty", { rootGuardrails: { enabled: true, stage: [] } }],
    ["a key is unknown", { people: { ada: { ...person, titel: "x" } } }],
    ["a family name is missing", { people: { ada: { givenName: "A" } } }],
    ["an existing person has a title", { people: { ada: { existing: true, title: "x" } } }],
    ["an account id is a number", { accounts: { shop: 111_111_111_111 } }],
    ["an account id has 11 digits", { accounts: { shop: "11111111111" } }],
    ["a permission set's name is too long", { permissionSets: { a: { name: "n".repeat(33) } } }],
    ["a session is a number", { permissionSets: { a: { sessionDuration: 8 } } }],
    ["an existing group has members", { groups: { a: { existing: true, members: [] } } }],
    ["a selector's key is unknown", withLines("[{ permissionSet: a, accounts: [{ uo: x }] }]")],
    ["a line has no accounts", withLines("[{ permissionSet: a }]")],
    ["a last day is in words", withLines("[{ permissionSet: a, accounts: [all], until: soon }]")],
    [
      "an MFA mode is unknown",
      { identityCenter: { mfa: { mode: "x", attestedOn: "2026-01-01", attestedBy: "a" } } },
    ],
    ["the audit trail is text", { auditTrail: { enabled: "yes" } }],
  ] as const) {
    it(`refuses a file in which ${title}`, () => {
      assert.ok(accepts(prefixed(valid())));
      assert.ok(!accepts(prefixed(sections as Raw)));
    });
  }

  it("explains every key", () => {
    assert.deepEqual(undescribed(JSON.parse(file).properties.config), []);
  });

  it("says in words what a pattern allows, wherever it has one", () => {
    assert.deepEqual(wordless(JSON.parse(file)), []);
  });
});

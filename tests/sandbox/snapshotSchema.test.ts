import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { parseSnapshot } from "../../sandbox/snapshot.ts";
import { organizationFileSchema } from "../../sandbox/snapshotSchema.ts";
import { devOrganization } from "../support/engine.ts";
import { undescribed, wordless } from "../support/jsonSchema.ts";
import { organizationYaml } from "./fixture.ts";

// Read back from JSON, so that what is tested is what editors get.
const file = new URL("../../model/organization.schema.json", import.meta.url);
const json = JSON.parse(readFileSync(file, "utf8"));
const schema = z.fromJSONSchema(json);

const accepts = (yaml: string) => schema.safeParse(parse(yaml)).success;
const isRead = (yaml: string) => {
  try {
    parseSnapshot(yaml, "organization.yaml");
    return true;
  } catch {
    return false;
  }
};

/** A small file, with lines more. */
const small = (more = "") => `managementAccount: "000000000001"
accounts: [{ id: "000000000001", name: acme }]
identityCenter: { region: eu-west-1 }
${more}`;

describe("the JSON Schema of organization files", () => {
  it("is the committed one (else run `npm run schema`)", () => {
    assert.deepEqual(json, organizationFileSchema());
  });

  it("is draft 7, which editors understand", () => {
    assert.equal(json.$schema, "http://json-schema.org/draft-07/schema#");
  });

  it("explains every key", () => assert.deepEqual(undescribed(json), []));

  it("says in words what a pattern allows, wherever it has one", () => {
    assert.deepEqual(wordless(json), []);
  });

  for (const [what, yaml] of [
    ["the organization of stack dev", readFileSync(devOrganization, "utf8")],
    ["the one of the sandbox's tests", organizationYaml],
    ["the least", small()],
    ["an organization without Identity Center", small().replace(/\{ region.*\}/, "none")],
    ["what exists by name or with more", small("existing: { groups: [a, { name: b }] }")],
    ["people by name or with more", small("existing: { people: [ada, { userName: alan }] }")],
    ["sets by name or with more", small("existing: { permissionSets: [a, { name: b }] }")],
    ["a unit as a list of names", small("organizationalUnits: [Tools, [CI/CD, Build]]")],
    ["what a configuration alone says", small("complete: false")],
    ["raised quotas", small("quotas: { policiesPerRole: 20, accounts: {} }")],
    ["what was deleted", small("deleted: { groups: [engineers] }")],
    ["attributes", small("attributes: { team: any }")],
  ] as const) {
    it(`accepts ${what}, as its reader does`, () => {
      assert.ok(isRead(yaml));
      assert.ok(accepts(yaml));
    });
  }

  for (const [what, yaml] of [
    ["nothing", "{}"],
    ["a list", "[]"],
    ["no management account", small().replace(/managementAccount.*\n/, "")],
    ["no accounts", small().replace(/\[\{.*\}\]/, "[]")],
    ["an account without a name", small().replace(", name: acme", "")],
    ["an account id without quotes", small().replaceAll('"000000000001"', "111111111111")],
    ["an account id of 11 digits", small().replaceAll("000000000001", "00000000001")],
    ["an unknown key", small("exsting: {}")],
    ["an unknown key of an account", small().replace("name:", "nmae: a, name:")],
    ["an unknown state", small().replace("name: acme", "name: acme, state: CLOSING")],
    ["a tag that is a number", small().replace("name: acme", "name: acme, tags: { a: 1 }")],
    ["Identity Center in words", small().replace(/\{ region.*\}/, "disabled")],
    ["Identity Center without a Region", small().replace(/\{ region.*\}/, "{}")],
    ["an unknown kind", small().replace("eu-west-1 }", "eu-west-1, kind: mine }")],
    ["a group without a name", small("existing: { groups: [{ members: [] }] }")],
    ["a group that is a number", small("existing: { groups: [1] }")],
    ["a unit that is an empty list", small("organizationalUnits: [[]]")],
    ["a quota above 25", small("quotas: { policiesPerRole: 26 }")],
    ["a quota below 10", small("quotas: { policiesPerRole: 9 }")],
    [
      "a path without slashes",
      small("customerManagedPolicies: [{ name: a, path: b, accounts: [all] }]"),
    ],
    ["a policy in no account", small("customerManagedPolicies: [{ name: a, accounts: [] }]")],
    ["an administrator without an account", small("delegatedAdministrators: [{ service: a }]")],
    ["completeness in words", small("complete: maybe")],
    ["an instance without a Region", small("otherInstances: [{}]")],
    ["what was deleted as text", small("deleted: { groups: engineers }")],
  ] as const) {
    it(`refuses ${what}, as its reader does`, () => {
      assert.ok(!isRead(yaml));
      assert.ok(!accepts(yaml));
    });
  }
});

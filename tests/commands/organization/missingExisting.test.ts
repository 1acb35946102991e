import assert from "node:assert/strict";
import { missingExisting } from "../../../commands/organization/missingExisting.ts";
import { parseStackFile, toStackFile } from "../../../commands/stack/stackFile.ts";
import { problemLine } from "../../../model/problems/problem.ts";
import { parseSnapshot, snapshotFromConfiguration } from "../../../sandbox/snapshot.ts";

const snapshot = parseSnapshot(
  `
managementAccount: "000000000001"
accounts: [{ id: "000000000001", name: management }]
identityCenter: { region: eu-west-1 }
existing:
  groups: [Platform Team, Security, Old Team]
  people: [ada@acme.com]
  permissionSets: [AWSAdministratorAccess]
deleted: { groups: [Old Team] }
`,
  "organization.yaml",
);

const lines = (yaml: string, where = snapshot) => {
  const { configuration, places } = parseStackFile(toStackFile("new", `config:\n${yaml}`));
  return places.on(missingExisting(configuration, where)).map(problemLine);
};
const group = (name: string) =>
  `  access:groups:\n    team: { existing: true, displayName: ${name} }`;

describe("what is called existing, and the organization file", () => {
  it("agree, the case of people and groups aside", () => {
    assert.deepEqual(lines(group("platform team")), []);
    assert.deepEqual(
      lines(`  access:people: { ada: { existing: true, userName: Ada@acme.com } }
  access:permissionSets: { admin: { existing: true, name: AWSAdministratorAccess } }`),
      [],
    );
  });

  it("says how service control policies are told to be on, where guardrails want them", () => {
    const guarded = "  access:rootGuardrails: { enabled: true }";
    const [line = "", ...others] = lines(guarded);
    assert.deepEqual(others, []);
    assert.match(
      line,
      /^Pulumi\.new\.yaml:2: error: access:rootGuardrails: .*write policyTypes: \[SERVICE_CONTROL_POLICY\]/,
    );
    const on = parseSnapshot(
      `
managementAccount: "000000000001"
accounts: [{ id: "000000000001", name: management }]
policyTypes: [SERVICE_CONTROL_POLICY]
identityCenter: { region: eu-west-1 }
`,
      "organization.yaml",
    );
    assert.deepEqual(lines(guarded, on), []);
    assert.deepEqual(lines("  access:rootGuardrails: { enabled: false }"), []);
  });

  for (const [what, yaml, meant] of [
    ["a group", group("Platfrom Team"), "Platform Team"],
    [
      "a person",
      "  access:people:\n    ada: { existing: true, userName: ada@acme.co }",
      "ada@acme.com",
    ],
    [
      "a permission set",
      "  access:permissionSets:\n    admin: { existing: true, name: AWSAdministatorAccess }",
      "AWSAdministratorAccess",
    ],
    [
      "a permission set in other case",
      "  access:permissionSets:\n    admin: { existing: true, name: awsAdministratorAccess }",
      "AWSAdministratorAccess",
    ],
  ] as const) {
    it(`disagree about the spelling of ${what}, which is told with its line and what was meant`, () => {
      const [line = "", ...others] = lines(yaml);
      assert.deepEqual(others, []);
      assert.match(line, /^Pulumi\.new\.yaml:3: error: access:/);
      assert.ok(line.includes(`did you mean "${meant}"?`), line);
    });
  }

  it("disagree about what was deleted, and what is like nothing", () => {
    assert.equal(lines(group("Old Team")).length, 1);
    assert.match(lines(group("finance"))[0] ?? "", /check its spelling \(displayName\)/);
  });

  it("aren't compared without such a file", () => {
    assert.deepEqual(lines(group("Platfrom Team"), snapshotFromConfiguration([])), []);
  });

  it("disagree about log group and recorder, which is told with how to write them", () => {
    const yaml = (
      recorder: string,
    ) => `  access:alarms: { enabled: true, emails: [a@example.com], logGroup: trail }
  access:detection: { enabled: true, config: { enabled: true, recorder: ${recorder} } }`;
    const [first = "", second = "", ...others] = lines(yaml("existing"));
    assert.deepEqual(others, []);
    assert.match(first, /:2: error: access:alarms\.logGroup: .*logGroups: \[\{ name: trail \}\]/);
    assert.match(second, /:3: error: access:detection\.config\.recorder: .*recorder: create/);
    assert.equal(lines(yaml("create")).length, 1);
    const both = (region: string) =>
      parseSnapshot(
        `managementAccount: "000000000001"
accounts: [{ id: "000000000001", name: management }]
identityCenter: { region: eu-west-1 }
logGroups: [{ name: trail, region: ${region} }]
recorders: [{ region: ${region} }]`,
        "organization.yaml",
      );
    assert.deepEqual(lines(yaml("existing"), both("eu-west-1")), []);
    assert.equal(lines(yaml("existing"), both("us-east-1")).length, 2);
  });
});

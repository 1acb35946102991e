import assert from "node:assert/strict";
import { loadSnapshot, snapshotFromConfiguration } from "../../sandbox/snapshot.ts";
import { devOrganization } from "../support/engine.ts";
import { organization, organizationYaml } from "./fixture.ts";

describe("sandbox: organization file", () => {
  it("reads the one of stack dev", () => {
    const snapshot = loadSnapshot(devOrganization);
    assert.equal(snapshot.accounts.length, 8);
    assert.equal(snapshot.callerAccount, "000000000001");
    assert.equal(snapshot.customerManagedPolicies[0]?.accounts.length, 8);
    assert.deepEqual(snapshot.existing.groups, [{ name: "security" }]);
  });

  it("adds the parents of organizational units", () => {
    assert.deepEqual(organization().organizationalUnits, ["Workloads", "Workloads/Production"]);
  });

  const problems: [string, string, RegExp][] = [
    ["name: prod,", "nmae: prod,", /accounts\[1\].*"nmae" \(did you mean "name"\?\)/],
    ['id: "111111111111"', "id: 111111111111", /accounts\[1\]\.id/],
    ["state: SUSPENDED", "state: CLOSING", /accounts\[3\]\.state: .*"SUSPENDED"/],
    [
      "accounts: [prod]",
      "accounts: [pord]",
      /customerManagedPolicies\[0\]\.accounts\[0\]: no account "pord" \(did you mean "prod"\?\)/,
    ],
    [
      "members: [grace]",
      "members: [garce]",
      /existing\.groups\[0\]\.members: no "garce".*did you mean "grace"/,
    ],
    [
      'managementAccount: "000000000001"',
      'managementAccount: "000000000002"',
      /managementAccount: no account 000000000002.*did you mean "000000000001"/,
    ],
    [
      "existing:",
      "quotas: { accounts: { porD: { policiesPerRole: 11 } } }\nexisting:",
      /quotas\.accounts\.porD: no account "porD" \(did you mean "prod"\?\)/,
    ],
    ["existing:", "quotas: { policiesPerRole: 26 }\nexisting:", /quotas\.policiesPerRole: .*<=25/],
    ["existing:", "delted: { groups: [] }\nexisting:", /"delted" \(did you mean "deleted"\?\)/],
    ["path: /team/", "path: team", /a path starts and ends with \//],
    ['"333333333333"', '"222222222222"', /accounts\[3\]\.id: 222222222222 is listed twice/],
  ];
  for (const [from, to, message] of problems) {
    it(`refuses ${to}, and says where`, () => {
      assert.ok(organizationYaml.includes(from));
      assert.throws(() => organization((yaml) => yaml.replace(from, to)), message);
    });
  }

  it("reports all problems at once, each with the file", () => {
    const broken = (yaml: string) =>
      yaml.replace("accounts: [prod]", "accounts: [x]").replace("members: [grace]", "members: [y]");
    assert.throws(() => organization(broken), /^Error: (organization\.yaml: .*\n?){2}$/);
  });

  it("is made up from a configuration's accounts when there is none", () => {
    const snapshot = snapshotFromConfiguration([{ id: "111111111111", name: "prod" }], {
      managementAccount: "000000000001",
      region: "eu-west-1",
    });
    assert.equal(snapshot.complete, false);
    assert.deepEqual(
      snapshot.accounts.map(({ id, state }) => [id, state]),
      [
        ["000000000001", "ACTIVE"],
        ["111111111111", "ACTIVE"],
      ],
    );
  });
});

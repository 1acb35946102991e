import assert from "node:assert/strict";
import {
  organizationName,
  readOrganizationFile,
  toOrganization,
} from "../../../commands/organization/organizationFile.ts";
import { parseStackFile, toStackFile } from "../../../commands/stack/stackFile.ts";
import { parseSnapshot } from "../../../sandbox/snapshot.ts";
import { Project, smallStack } from "../project.ts";

const read = (stack: string, yaml: string) => {
  const file = toStackFile(stack, yaml);
  return readOrganizationFile(file, parseStackFile(file).configuration);
};

describe("the organization of a stack", () => {
  it("is in its file", () => {
    const snapshot = read("dev", "config: {}");
    assert.equal(snapshot.complete, true);
    const organization = toOrganization(snapshot);
    assert.equal(organization.managementAccountId, "000000000001");
    assert.ok(organization.organizationalUnits?.includes("Workloads/Production"));
    const account = organization.accounts.find(({ name }) => name === "payments-prod");
    assert.deepEqual(account, {
      id: "111111111111",
      name: "payments-prod",
      state: "ACTIVE",
      organizationalUnit: "Workloads/Production",
      tags: { env: "prod" },
    });
  });

  it("has accounts at its root, and without tags, where the file says nothing of them", () => {
    const snapshot = parseSnapshot(
      'managementAccount: "000000000001"\naccounts: [{ id: "000000000001", name: acme }]\nidentityCenter: none',
      "organization.yaml",
    );
    assert.deepEqual(toOrganization(snapshot).accounts, [
      { id: "000000000001", name: "acme", state: "ACTIVE", organizationalUnit: "", tags: {} },
    ]);
  });

  it("is, without a file, what the configuration says of accounts, Region and what exists", () => {
    const marked = (yaml: string) => `${yaml}    platform:
      existing: true
      displayName: Platform Team
      access: [{ permissionSet: legacy, accounts: [prod] }]
`;
    const withSet = (yaml: string) =>
      yaml.replace(
        "  access:groups:",
        "    legacy: { existing: true, name: Old }\n  access:groups:",
      );
    const snapshot = read(
      "nowhere",
      smallStack((yaml) => withSet(marked(yaml))),
    );
    assert.equal(snapshot.complete, false);
    assert.equal(snapshot.managementAccount, "000000000001");
    assert.deepEqual(snapshot.identityCenter, { region: "eu-west-1", kind: "organization" });
    assert.deepEqual(
      [snapshot.existing.groups[0]?.name, snapshot.existing.permissionSets[0]?.name],
      ["Platform Team", "Old"],
    );
    assert.deepEqual(toOrganization(snapshot), {
      managementAccountId: "000000000001",
      accounts: [
        { id: "000000000001", name: "management", state: "ACTIVE" },
        { id: "111111111111", name: "prod", state: "ACTIVE" },
      ],
    });
  });

  describe("where such files were before", () => {
    let project: Project;
    before(() => {
      project = new Project();
      project.write("Pulumi.acme.yaml", smallStack());
      project.write("sandbox/organizations/acme.yaml", "{}");
    });
    after(() => project.remove());

    for (const command of ["start", "previewOffline", "snapshot"]) {
      it(`is not read past by ${command}, which says how it moves`, async () => {
        const { code, stderr } = await project.run(command, ["--stack", "acme"]);
        assert.equal(code, 1);
        assert.match(
          stderr,
          /sandbox\/organizations\/acme\.yaml: .* git mv sandbox\/organizations\/acme\.yaml organizations\/acme\.yaml \(/,
        );
      });
    }
  });

  it("is in one place only", async () => {
    const project = new Project();
    try {
      project.write("Pulumi.acme.yaml", smallStack());
      for (const folder of ["organizations", "sandbox/organizations"]) {
        project.write(`${folder}/acme.yaml`, "{}");
      }
      const { code, stderr } = await project.run("previewOffline", ["--stack", "acme"]);
      assert.equal(code, 1);
      assert.match(stderr, /compare them, and remove sandbox\/organizations\/acme\.yaml/);
    } finally {
      await project.remove();
    }
  });

  it("is named as people find it", () => {
    assert.equal(organizationName("dev"), "organizations/dev.yaml");
  });
});

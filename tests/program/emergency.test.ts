import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { runInProcess } from "../../sandbox/inProcess.ts";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { devOrganization } from "../support/engine.ts";

const file = new URL("../../emergency/Pulumi.dev.yaml", import.meta.url);

/** Stack dev of emergency/, in the organization of stack dev, whose Identity Center was deleted. */
async function deployed(edit: (emergency: Record<string, unknown>) => void = () => {}) {
  const world = new World({
    snapshot: loadSnapshot(devOrganization),
    journal: new MemoryJournal(),
  });
  world.call("ActivateOrganizationsAccess", {});
  const region = "eu-west-1";
  for (const { InstanceArn } of world.call("ListInstances", {}, region).Instances) {
    world.call("DeleteInstance", { InstanceArn }, region);
  }
  const emergency = parse(readFileSync(file, "utf8")).config["access:emergency"];
  edit(emergency);
  const { diagnostics } = await runInProcess({
    program: new URL("../../emergency/index.ts", import.meta.url),
    project: "identity-center-emergency",
    stack: "dev",
    config: { "aws:region": region, "access:emergency": JSON.stringify(emergency) },
    preview: false,
    world,
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return { world, errors: errors.map(({ message }) => message) };
}

describe("the stack for emergencies", () => {
  it("deploys without Identity Center, and reaches every active account", async () => {
    const { world, errors } = await deployed();
    assert.deepEqual(errors, []);
    const { MasterAccountId } = world.call("DescribeOrganization", {}).Organization;
    for (const { Id, State } of world.call("ListAccounts", {}).Accounts) {
      const { Roles } = world.call("ListRoles", { PathPrefix: "/emergency/" }, undefined, {
        account: Id,
      });
      const wanted = Id === MasterAccountId ? "identity-repair" : "read-only";
      const names = Roles.map(({ RoleName }) => RoleName);
      assert.deepEqual(names, State === "ACTIVE" ? [wanted] : [], Id);
    }
  });

  it("says which units there are, and which is named twice", async () => {
    const units = (...names: string[]) =>
      deployed((emergency) => {
        emergency.roles = { reader: { units: names } };
      });
    assert.match(
      (await units("Nowhere")).errors.join(),
      /units\[0\].*there is no unit "Nowhere"; write all/s,
    );
    assert.match((await units("all", "Workloads")).errors.join(), /Workloads is below all already/);
  });
});

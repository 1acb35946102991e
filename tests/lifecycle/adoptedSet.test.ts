import assert from "node:assert/strict";
import { acme } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi } from "./deployment.ts";
import { finalGrants, isWrite } from "./effectiveAccess.ts";
import { failing } from "./faults.ts";

const narrowed = acme((config) => {
  config["access:permissionSets"].reader = { managedPolicies: ["SecurityAudit"] };
});

describe("a permission set that was taken over with its assignments, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  it("is brought to its accounts by the next update, where provisioning failed with its first policies", async () => {
    const { deployment } = stack;
    // As docs/adopting.md leaves them out of the import.
    const { deployment: state } = JSON.parse(await deployment.exported());
    const urns = (state.resources as { urn: string }[])
      .map(({ urn }) => urn)
      .filter((urn) => /AttachmentsExclusive::reader/.test(urn));
    for (const urn of urns.reverse()) await deployment.advised(`pulumi state delete '${urn}'`);
    const faults = failing(["ProvisionPermissionSet"], "Conflict", 1);
    const failed = await deployment.up(narrowed, { faults });
    assert.ok(!failed.ok, failed.said);
    assert.match(failed.said, /AWS did not bring it to its accounts; .*run pulumi up again/);
    assert.notDeepEqual(deployment.staleRoles, []);
    const run = await deployment.up(narrowed);
    assert.ok(run.ok, run.said);
    assert.deepEqual(deployment.staleRoles, []);
    const role = finalGrants(run).find(({ permissionSet }) => permissionSet === "reader")?.role;
    assert.deepEqual(role?.managedPolicies, ["arn:aws:iam::aws:policy/SecurityAudit"]);
    const idle = await deployment.up(narrowed);
    assert.deepEqual([idle.steps, idle.history.filter(isWrite)], [[], []], idle.said);
    assert.doesNotMatch(idle.said, /an update ended/);
  });
});

import assert from "node:assert/strict";
import { deny } from "../acme.ts";
import { needsPulumi } from "../deployment.ts";
import { assertAlwaysReached, calls, finalGrants, inShort } from "../effectiveAccess.ts";
import { changedAcme } from "./changedAcme.ts";

describe("a permission set that changes, on the real engine", function () {
  needsPulumi(this);
  const { stack, changeOnce } = changedAcme();

  it("provisions once when a policy is added, and renames a group and a person in place; when all managed policies go, too", async () => {
    const run = await changeOnce((config) => {
      Object.assign(config["access:permissionSets"].reader as object, {
        managedPolicies: ["job-function/ViewOnlyAccess", "SecurityAudit"],
      });
      Object.assign(config["access:groups"].engineers as object, { displayName: "Engineering" });
      Object.assign(config["access:people"].grace as object, { familyName: "Murray Hopper" });
      config["access:permissionSets"].builder = {
        inlinePolicy: deny("iam:*"),
        permissionsBoundary: { managedPolicy: "PowerUserAccess" },
      };
    });
    const setsOf = (name: string) =>
      run.history.flatMap(({ operation, request }) =>
        operation === name ? [(request as { PermissionSetArn: string }).PermissionSetArn] : [],
      );
    const [reader] = setsOf("AttachManagedPolicyToPermissionSet");
    const provisioned = setsOf("ProvisionPermissionSet");
    assert.equal(provisioned.filter((set) => set === reader).length, 1);
    assert.deepEqual(inShort(finalGrants(run)), inShort(finalGrants(stack.created)));
    assert.deepEqual([calls(run, "UpdateGroup"), calls(run, "UpdateUser")], [1, 1]);
    assert.deepEqual(
      run.history.filter(({ operation }) => /^(Create|Delete)/.test(operation)),
      [],
    );
    const role = finalGrants(run).find((grant) => grant.permissionSet === "builder")?.role;
    assert.deepEqual([role?.managedPolicies, role?.customerManagedPolicies], [[], []]);
  });

  it("renames a permission set without an outage, and the administrators' own", async () => {
    const run = await changeOnce((config) => {
      Object.assign(config["access:permissionSets"].builder as object, { name: "developer" });
      Object.assign(config["access:permissionSets"].administrator as object, { name: "admin" });
    });
    for (const person of ["ada", "grace"]) {
      assertAlwaysReached(run, person, "333333333333", "builder", "developer");
    }
    for (const grant of ["grace developer 333333333333", "ada admin 000000000001"]) {
      assert.ok(inShort(finalGrants(run)).includes(grant), grant);
    }
  });

  it("removes a permission set, its assignments first", async () => {
    const run = await changeOnce((config) => {
      delete config["access:permissionSets"].builder;
      config["access:groups"].engineers?.access.shift();
    });
    const operations = run.history.map(({ operation }) => operation);
    const lastRevocation = operations.lastIndexOf("DeleteAccountAssignment");
    assert.ok(lastRevocation >= 0 && lastRevocation < operations.indexOf("DeletePermissionSet"));
    assert.equal(calls(run, "ProvisionPermissionSet"), 0);
  });
});

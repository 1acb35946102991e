import assert from "node:assert/strict";
import { acme, type StackConfig } from "../acme.ts";
import { needsPulumi, type Run } from "../deployment.ts";
import { calls, finalGrants } from "../effectiveAccess.ts";
import { changedAcme } from "./changedAcme.ts";

describe("what limits a permission set, on the real engine", function () {
  needsPulumi(this);
  const { stack, change, changeOnce } = changedAcme();

  const roleOf = (run: Run) =>
    finalGrants(run).find((grant) => grant.permissionSet === "builder")?.role;

  it("keeps a boundary attached that changes to another managed policy, and to a customer managed one, at every instant", async () => {
    const bounded = (boundary: object) => (config: StackConfig) => {
      Object.assign(config["access:permissionSets"].builder as object, {
        permissionsBoundary: boundary,
      });
    };
    const managed = await change(bounded({ managedPolicy: "ReadOnlyAccess" }));
    assert.match(String(roleOf(managed)?.permissionsBoundary), /ReadOnlyAccess/);
    const own = { name: "workload-boundary", path: "/boundaries/" };
    const customerManaged = await changeOnce(
      bounded({ customerManagedPolicy: own }),
      finalGrants(managed),
    );
    assert.match(String(roleOf(customerManaged)?.permissionsBoundary), /\/boundaries\/workload-/);
    for (const run of [managed, customerManaged]) {
      for (const { operation, grants } of run.history) {
        for (const { permissionSet, role } of grants) {
          if (permissionSet === "builder") assert.ok(role.permissionsBoundary, operation);
        }
      }
      assert.equal(calls(run, "DeletePermissionsBoundaryFromPermissionSet"), 0);
    }
  });

  it("takes a boundary off when the configuration gives it up, and puts a later one on", async () => {
    const without = await changeOnce((config) => {
      delete config["access:permissionSets"].builder?.permissionsBoundary;
    });
    assert.equal(roleOf(without)?.permissionsBoundary, null);
    const again = await stack.deployment.up(acme());
    assert.match(String(roleOf(again)?.permissionsBoundary), /PowerUserAccess/);
  });

  it("puts a boundary on before it widens a set, and takes it off after it narrowed one", async () => {
    const wide = await change((config) => {
      config["access:permissionSets"].reader = {
        managedPolicies: ["AdministratorAccess"],
        permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
      };
    });
    const narrow = await stack.deployment.up(acme());
    assert.ok(narrow.ok, narrow.said);
    for (const { grants } of [...wide.history, ...narrow.history]) {
      for (const { permissionSet, role } of grants) {
        if (permissionSet !== "reader") continue;
        const isWide = role.managedPolicies.some((arn) => arn.endsWith("AdministratorAccess"));
        assert.ok(!isWide || role.permissionsBoundary, "administrator without a boundary");
      }
    }
  });

  it("puts denials on before it widens a set, and takes them off after it narrowed one", async () => {
    const wide = await stack.deployment.up(
      acme((config) => {
        config["access:permissionSets"].reader = {
          managedPolicies: ["AdministratorAccess"],
          inlinePolicy: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }],
          },
        };
      }),
    );
    const narrow = await stack.deployment.up(acme());
    assert.ok(wide.ok && narrow.ok, wide.said + narrow.said);
    for (const { grants } of [...wide.history, ...narrow.history]) {
      for (const { permissionSet, role } of grants) {
        const isWide = role.managedPolicies.some((arn) => arn.endsWith("AdministratorAccess"));
        if (permissionSet === "reader" && isWide) assert.ok(role.inlinePolicy, "no denials");
      }
    }
  });
});

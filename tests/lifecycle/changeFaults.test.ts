import assert from "node:assert/strict";
import { acme, type StackConfig } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi, type Run } from "./deployment.ts";
import {
  assertAlwaysAdministered,
  assertNeverMore,
  calls,
  finalGrants,
  inShort,
} from "./effectiveAccess.ts";
import { failing } from "./faults.ts";

/** The calls of one update that changes and removes something of every kind. */
const CHANGE = [
  "UpdateUser",
  "UpdateGroup",
  "UpdatePermissionSet",
  "AttachManagedPolicyToPermissionSet",
  "DetachManagedPolicyFromPermissionSet",
  "DetachCustomerManagedPolicyReferenceFromPermissionSet",
  "PutInlinePolicyToPermissionSet",
  "DeletePermissionsBoundaryFromPermissionSet",
  "DeleteAccountAssignment",
  "DeleteGroupMembership",
  "DeleteUser",
];

/** The same in the order in which they are made, each with those that don't wait for it: one update meets them all. */
const REFUSED = [
  ["UpdateUser", "UpdateGroup", "UpdatePermissionSet", "PutInlinePolicyToPermissionSet"],
  ["AttachManagedPolicyToPermissionSet", "DetachCustomerManagedPolicyReferenceFromPermissionSet"],
  ["DetachManagedPolicyFromPermissionSet"],
  [
    "DeletePermissionsBoundaryFromPermissionSet",
    "DeleteAccountAssignment",
    "DeleteGroupMembership",
  ],
  ["DeleteUser"],
];

function changed(config: StackConfig): void {
  // One update shall meet them all.
  config["access:limits"] = { unplannedTransitions: "allow" };
  config["access:people"] = {
    ada: { ...config["access:people"].ada, title: "Countess" },
  };
  Object.assign(config["access:permissionSets"].reader as object, {
    description: "Reads",
    managedPolicies: ["SecurityAudit"],
  });
  config["access:permissionSets"].builder = {
    managedPolicies: ["PowerUserAccess"],
    inlinePolicy: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: ["iam:*", "organizations:*"], Resource: "*" }],
    },
  };
  Object.assign(config["access:groups"].engineers as object, {
    displayName: "Engineering",
    members: ["ada"],
    access: [
      { permissionSet: "builder", accounts: ["web-dev"] },
      { permissionSet: "reader", accounts: ["web-dev"] },
    ],
  });
}

describe("faults while a stack changes, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  it("gets over Throttling, twice for each kind of call", async () => {
    const run = await stack.deployment.up(acme(changed), {
      faults: failing(CHANGE, "Throttling", 2),
    });
    assert.ok(run.ok, run.said);
    assertAlwaysAdministered(run, "start");
    for (const operation of CHANGE) assert.ok(calls(run, operation) > 1, `${operation} is called`);
  });

  it("goes on after each kind of call met a refusal, with the next update", async () => {
    // What one update was refused, the next one does, up to what waits for it.
    const runs: Run[] = [];
    for (const operations of REFUSED) {
      const failed = await stack.deployment.up(acme(changed), {
        faults: failing(operations, "AccessDenied", "always"),
        flags: operations.length > 1 ? ["--continue-on-error"] : [],
      });
      assert.ok(!failed.ok && failed.said.includes("AccessDenied"), failed.said);
      for (const operation of operations) {
        assert.ok(calls(failed, operation) > 0, `${operation} isn't called: ${failed.said}`);
      }
      runs.push(failed);
    }
    const run = await stack.deployment.up(acme(changed));
    assert.ok(run.ok, run.said);
    for (const one of [...runs, run]) assertAlwaysAdministered(one, "start");
    assert.deepEqual(inShort(finalGrants(run)), [
      "ada administrator 000000000001",
      "ada builder 333333333333",
      "ada reader 333333333333",
    ]);
    const again = await stack.deployment.preview(acme(changed));
    assert.deepEqual(again.steps, []);
  });

  for (const error of ["FAILED", "TIMEOUT", "Crash"] as const) {
    it(`removes an assignment after all when its removal met ${error}`, async () => {
      const failed = await stack.deployment.up(acme(changed), {
        faults: failing(["DeleteAccountAssignment"], error, 1),
      });
      assert.ok(!failed.ok, failed.said);
      const run = await stack.deployment.up(acme(changed));
      assert.ok(run.ok, run.said);
      assert.ok(!inShort(finalGrants(run)).some((grant) => grant.includes("222222222222")));
    });
  }

  for (const error of ["FAILED", "Throttling"] as const) {
    it(`says when AWS did not bring a changed set to its accounts (${error}), and how to mend it`, async () => {
      const narrowed = acme((config) => {
        config["access:permissionSets"].reader = { managedPolicies: ["SecurityAudit"] };
      });
      const failed = await stack.deployment.up(narrowed, {
        faults: failing(["ProvisionPermissionSet"], error, 1),
      });
      assert.ok(!failed.ok, failed.said);
      assert.match(failed.said, /run pulumi up again, which has it brought there/);
      const mended = await stack.deployment.up(narrowed);
      assert.ok(mended.ok, mended.said);
      assertNeverMore(finalGrants(stack.created), mended);
      const role = finalGrants(mended).find((grant) => grant.permissionSet === "reader")?.role;
      assert.deepEqual(role?.managedPolicies, ["arn:aws:iam::aws:policy/SecurityAudit"]);
    });
  }
});

import assert from "node:assert/strict";
import { acme, type StackConfig } from "./acme.ts";
import { byUnit, withoutWebProd } from "./closedAccount.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi } from "./deployment.ts";
import { finalGrants, isWrite } from "./effectiveAccess.ts";
import { assertWithin } from "./within.ts";

type Edit = (config: StackConfig) => void;

const builder =
  (edit: (set: Record<string, unknown>) => void): Edit =>
  (config) =>
    edit(config["access:permissionSets"].builder as Record<string, unknown>);

const reader =
  (...managedPolicies: string[]): Edit =>
  (config) => {
    config["access:permissionSets"].reader = { managedPolicies };
  };

/** The call after which the provider dies, and the change that makes it. */
const CASES: readonly (readonly [operation: string, what: string, change: Edit])[] = [
  ["DetachManagedPolicyFromPermissionSet", "another policy", reader("SecurityAudit")],
  [
    "DetachCustomerManagedPolicyReferenceFromPermissionSet",
    "a customer managed policy less",
    builder((set) => {
      delete set.customerManagedPolicies;
    }),
  ],
  [
    "DeleteInlinePolicyFromPermissionSet",
    "no inline policy",
    builder((set) => {
      delete set.inlinePolicy;
    }),
  ],
  [
    "DeletePermissionsBoundaryFromPermissionSet",
    "no boundary",
    builder((set) => {
      delete set.permissionsBoundary;
    }),
  ],
  [
    "PutPermissionsBoundaryToPermissionSet",
    "another boundary",
    builder((set) => {
      set.permissionsBoundary = { managedPolicy: "ReadOnlyAccess" };
    }),
  ],
];

describe("a provider that is killed before AWS brought a set to its accounts, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  for (const [operation, what, change] of CASES) {
    it(`leaves ${what} to the next update, after ${operation}`, async () => {
      const { deployment, created } = stack;
      const failed = await deployment.up(acme(change), {
        faults: [{ operation, error: "Crash", times: 1 }],
      });
      assert.ok(!failed.ok, failed.said);
      assert.notDeepEqual(deployment.staleRoles, []);
      const run = await deployment.up(acme(change));
      assert.ok(run.ok, run.said);
      assert.deepEqual(deployment.staleRoles, []);
      assert.match(run.said, /an update ended while this permission set was changed/);
      assertWithin(finalGrants(created), [failed, run]);
      const idle = await deployment.up(acme(change));
      assert.deepEqual([idle.steps, idle.history.filter(isWrite)], [[], []], idle.said);
    });
  }

  const changed: Edit = (config) => {
    byUnit(config);
    reader("SecurityAudit")(config);
  };

  for (const [what, then] of [
    ["the change", changed],
    ["what was before", byUnit],
  ] as const) {
    it(`leaves ${what} to the update after the one that leaves an account that was closed meanwhile`, async () => {
      const { deployment } = stack;
      assert.ok((await deployment.up(acme(byUnit))).ok);
      const failed = await deployment.up(acme(changed), {
        faults: [{ operation: "DetachManagedPolicyFromPermissionSet", error: "Crash", times: 1 }],
      });
      assert.ok(!failed.ok, failed.said);
      const organization = withoutWebProd;
      const runs = await deployment.planned(acme(then), { organization });
      assert.deepEqual(
        runs.map(({ ok }) => ok),
        [true, true],
        runs.map(({ said }) => said).join("\n"),
      );
      assert.match(runs[0]?.said ?? "", /the next update does, when this one has taken its assign/);
      assert.deepEqual(deployment.staleRoles, []);
      const idle = await deployment.up(acme(then), { organization });
      assert.deepEqual([idle.steps, idle.history.filter(isWrite)], [[], []], idle.said);
      assert.doesNotMatch(idle.said, /an update ended/);
    });
  }
});

import assert from "node:assert/strict";
import { acme } from "./acme.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";
import { finalGrants, isWrite } from "./effectiveAccess.ts";
import { assertWithin } from "./within.ts";

type Content = Record<string, unknown>;

const full = acme()["access:permissionSets"].builder as Content;
const without = (key: string): Content =>
  Object.fromEntries(Object.entries(full).filter(([name]) => name !== key));

/** The call after which the provider dies, the change of a set that makes it, and where that set is assigned. */
const CASES: readonly (readonly [
  operation: string,
  before: Content,
  after: Content,
  account: string,
])[] = [
  [
    "DetachManagedPolicyFromPermissionSet",
    { managedPolicies: ["job-function/ViewOnlyAccess"] },
    { managedPolicies: ["SecurityAudit"] },
    "web-dev",
  ],
  [
    "DetachCustomerManagedPolicyReferenceFromPermissionSet",
    full,
    without("customerManagedPolicies"),
    "web-prod",
  ],
  ["DeleteInlinePolicyFromPermissionSet", full, without("inlinePolicy"), "payments-prod"],
  [
    "DeletePermissionsBoundaryFromPermissionSet",
    full,
    without("permissionsBoundary"),
    "playground",
  ],
  [
    "PutPermissionsBoundaryToPermissionSet",
    full,
    { ...full, permissionsBoundary: { managedPolicy: "ReadOnlyAccess" } },
    "log-archive",
  ],
];

/** A set for each case, the first of them changed. */
const changed = (count: number) =>
  acme((config) => {
    config["access:permissionSets"] = {
      administrator: config["access:permissionSets"].administrator as Content,
    };
    delete config["access:groups"].security;
    const access = CASES.map(([permissionSet, before, after, account], index) => {
      config["access:permissionSets"][permissionSet] = {
        name: `set-${index}`,
        ...(index < count ? after : before),
      };
      return { permissionSet, accounts: [account] };
    });
    Object.assign(config["access:groups"].engineers as object, { access });
  });

describe("a provider that is killed before AWS brought a set to its accounts, on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  before(() => {
    deployment = Deployment.create();
  });
  after(() => deployment?.remove());

  it(`leaves the change to the next update, after ${CASES.map(([operation]) => operation).join(", ")}`, async () => {
    const created = await deployment.up(changed(0));
    assert.ok(created.ok, created.said);
    const runs: Run[] = [];
    for (const [index, [operation]] of CASES.entries()) {
      const failed = await deployment.up(changed(index + 1), {
        faults: [{ operation, error: "Crash", times: 1 }],
      });
      assert.ok(!failed.ok, failed.said);
      assert.ok(
        deployment.staleRoles.some((role) => role.startsWith(`set-${index} `)),
        operation,
      );
      runs.push(failed);
    }
    const run = await deployment.up(changed(CASES.length));
    assert.ok(run.ok, run.said);
    assert.deepEqual(deployment.staleRoles, []);
    runs.push(run);
    const said = runs.map((one) => one.said).join("\n");
    for (const [operation] of CASES) {
      assert.match(
        said,
        new RegExp(`${operation}: an update ended while this permission set was changed`),
      );
    }
    assertWithin(finalGrants(created), runs);
    const idle = await deployment.up(changed(CASES.length));
    assert.deepEqual([idle.steps, idle.history.filter(isWrite)], [[], []], idle.said);
  });
});

import assert from "node:assert/strict";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { acme, deny, type StackConfig } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi, type Run } from "./deployment.ts";
import { calls, finalGrants } from "./effectiveAccess.ts";

type Edit = (config: StackConfig) => void;

const set =
  (key: string, edit: (set: Record<string, unknown>) => void): Edit =>
  (config) =>
    edit(config["access:permissionSets"][key] as Record<string, unknown>);

const narrowed = set("reader", (reader) => {
  reader.managedPolicies = ["SecurityAudit"];
});

/** Two updates with a change of each kind, and the call of it whose answer is lost. */
const UPDATES: readonly (readonly (readonly [operation: string, change: Edit])[])[] = [
  [
    [
      "DeletePermissionsBoundaryFromPermissionSet",
      set("builder", (builder) => {
        delete builder.permissionsBoundary;
      }),
    ],
  ],
  [
    [
      "PutInlinePolicyToPermissionSet",
      set("administrator", (administrator) => {
        administrator.inlinePolicy = deny("s3:*");
      }),
    ],
    ["AttachManagedPolicyToPermissionSet", narrowed],
  ],
];
/** The call whose answer is lost before AWS brings the change to the accounts, as a refresh afterwards sees all of it. */
const REFRESHED: readonly (readonly [operation: string, change: Edit])[] = [
  ["DetachManagedPolicyFromPermissionSet", narrowed],
  [
    "DeletePermissionsBoundaryFromPermissionSet",
    set("builder", (builder) => {
      delete builder.permissionsBoundary;
    }),
  ],
  [
    "DeleteInlinePolicyFromPermissionSet",
    set("builder", (builder) => {
      delete builder.inlinePolicy;
    }),
  ],
];
const lost = (operation: string): FaultSwitch => ({ operation, error: "TIMEOUT", times: 1 });

describe("a configuration after one whose update was stopped, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  it("has nothing of it, with npm run up", async () => {
    const { deployment, created } = stack;
    for (const changes of UPDATES) {
      const config = acme((config) => {
        for (const [, change] of changes) change(config);
      });
      const faults = changes.map(([operation]) => lost(operation));
      const failed = await deployment.up(config, { faults, flags: ["--continue-on-error"] });
      for (const [operation] of changes) assert.ok(calls(failed, operation) > 0, failed.said);
    }
    assert.notDeepEqual(deployment.staleRoles, []);
    const then = acme((config) => {
      for (const one of Object.values(config["access:permissionSets"])) one.description = "Other";
    });
    const run = (await deployment.planned(then)).at(-1) as Run;
    assert.ok(run.ok, run.said);
    assert.deepEqual(deployment.staleRoles, []);
    assert.deepEqual(finalGrants(run), finalGrants(created));
    const again = await deployment.preview(then);
    assert.deepEqual(again.steps, []);
    assert.doesNotMatch(again.said, /an update ended/);
  });

  it("is warned of until somebody looks, where the state has it as it is wanted", async () => {
    const { deployment, created } = stack;
    const faults = [lost("AttachManagedPolicyToPermissionSet")];
    await deployment.up(acme(narrowed), { faults });
    await deployment.up(acme());
    const back = await deployment.up(acme());
    assert.ok(back.ok, back.said);
    assert.match(back.said, /run npm run up -- --stack test or IDENTITY_CENTER_REFRESHED=true/);
    const looked = await deployment.up(acme(), {
      flags: ["--refresh"],
      environment: { IDENTITY_CENTER_REFRESHED: "true" },
    });
    assert.ok(looked.ok, looked.said);
    assert.deepEqual(deployment.staleRoles, []);
    assert.deepEqual(finalGrants(looked), finalGrants(created));
    const last = await deployment.up(acme());
    assert.doesNotMatch(last.said, /an update ended/);
  });

  for (const [operation, change] of REFRESHED) {
    it(`is brought to the accounts where a refresh came first, after ${operation}`, async () => {
      const { deployment } = stack;
      await deployment.up(acme(change), { faults: [lost(operation)] });
      await deployment.command(acme(change), "refresh", "--yes", "--skip-preview");
      assert.notDeepEqual(deployment.staleRoles, []);
      const run = (await deployment.planned(acme(change))).at(-1) as Run;
      assert.ok(run.ok, run.said);
      assert.deepEqual(deployment.staleRoles, []);
      const idle = await deployment.preview(acme(change));
      assert.deepEqual(idle.steps, [], idle.said);
    });
  }
});

import assert from "node:assert/strict";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { acme, type StackConfig } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";
import { calls, finalGrants } from "./effectiveAccess.ts";

type Edit = (config: StackConfig) => void;

const builder =
  (change: Readonly<Record<string, unknown>>): Edit =>
  ({ "access:permissionSets": sets }) => {
    sets.builder = Object.fromEntries(
      Object.entries({ ...sets.builder, ...change }).filter(([, value]) => value !== undefined),
    );
  };

const kept: Edit = () => {};
const renamed = builder({ name: "maker" });
const limited = builder({ permissionsBoundary: { managedPolicy: "ReadOnlyAccess" } });
const unlimited = builder({ permissionsBoundary: undefined });
const retitled: Edit = ({ "access:people": people }) => {
  Object.assign(people.ada ?? {}, { title: "Countess" });
};
const both =
  (...edits: readonly Edit[]): Edit =>
  (config) => {
    for (const edit of edits) edit(config);
  };

/** Updates that leave something to be deleted, and the call that is refused. */
const FAILED: readonly (readonly [what: string, name: Edit, change: Edit, operation: string])[] = [
  ["a rename without all its assignments", renamed, kept, "CreateAccountAssignment"],
  ["a rename without its last deletion", renamed, kept, "DeletePermissionSet"],
  ["another boundary", kept, both(limited, retitled), "UpdateUser"],
  ["a rename with another boundary", renamed, limited, "CreateAccountAssignment"],
];

/** What the configuration has instead of a part afterwards, and what the role has of it then. */
const NEXT: readonly (readonly [part: string, edit: Edit, role: unknown])[] = [
  ["inlinePolicy", builder({ inlinePolicy: undefined }), null],
  ["permissionsBoundary", unlimited, null],
  [
    "permissionsBoundary",
    builder({ permissionsBoundary: { managedPolicy: "SecurityAudit" } }),
    "arn:aws:iam::aws:policy/SecurityAudit",
  ],
  ["permissionsBoundary", kept, "arn:aws:iam::aws:policy/PowerUserAccess"],
  ["managedPolicies", builder({ managedPolicies: [] }), []],
  ["customerManagedPolicies", builder({ customerManagedPolicies: [] }), []],
];

const refused = (operation: string): FaultSwitch => ({
  ...{ operation, error: "AccessDenied", times: 1 },
});

const roleOf = (run: Run) =>
  finalGrants(run).find(({ account, permissionSet }) => {
    return account === "333333333333" && ["builder", "maker"].includes(permissionSet);
  })?.role;

describe("a part of a permission set that is given up after an update that failed, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  for (const [what, name, change, operation] of FAILED) {
    it(`is gone from AWS, and the others are as they are wanted, after ${what}`, async () => {
      const failed = await stack.deployment.up(acme(both(name, change)), {
        faults: [refused(operation)],
      });
      assert.ok(!failed.ok && failed.said.includes("AccessDenied"), failed.said);
      for (const [index, [part, edit, role]] of NEXT.entries()) {
        const config = acme(both(name, edit));
        const deployment = Deployment.from(stack.deployment.kept);
        try {
          const flags = index % 2 === 0 ? [] : ["--continue-on-error"];
          const run = await deployment.up(config, { flags });
          assert.ok(run.ok, run.said);
          const before = roleOf(stack.created);
          assert.deepEqual(roleOf(run), { ...before, [part]: role }, `${part}: ${role}`);
          assert.deepEqual(deployment.staleRoles, []);
          const idle = await deployment.preview(config);
          assert.deepEqual(idle.steps, [], idle.said);
        } finally {
          deployment.remove();
        }
      }
    });
  }

  it("is gone from AWS where it was new, and the rest of it was refused", async () => {
    const { deployment } = stack;
    const reader = (config: StackConfig) => {
      Object.assign(config["access:permissionSets"].reader ?? {}, {
        permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
      });
    };
    // An assignment comes after the boundary of its set.
    const assigned: Edit = ({ "access:groups": groups }) => {
      groups.administrators?.access.push({ permissionSet: "reader", accounts: ["web-dev"] });
    };
    const wanted = acme(both(reader, assigned));
    const failed = await deployment.up(wanted, { faults: [refused("CreateAccountAssignment")] });
    assert.equal(calls(failed, "PutPermissionsBoundaryToPermissionSet"), 1);
    const back = await deployment.up(acme());
    assert.equal(calls(back, "DeletePermissionsBoundaryFromPermissionSet"), 1);
    assert.deepEqual(finalGrants(back), finalGrants(stack.created));
    assert.deepEqual(deployment.staleRoles, []);
    assert.deepEqual((await deployment.preview(acme())).steps, []);
  });

  it("stays on a former set that somebody else still has, as long as the set does", async () => {
    const { deployment } = stack;
    const gone = acme((config) => {
      delete config["access:permissionSets"].builder;
      for (const group of Object.values(config["access:groups"])) {
        group.access = group.access.filter(({ permissionSet }) => permissionSet !== "builder");
      }
    });
    const run = await deployment.up(gone, { faults: [refused("DeletePermissionSet")] });
    assert.ok(!run.ok, run.said);
    assert.equal(calls(run, "DeleteInlinePolicyFromPermissionSet"), 0);
    assert.equal(calls(run, "DeletePermissionsBoundaryFromPermissionSet"), 0);
  });
});

describe("a boundary that somebody changed in AWS, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  const changed = ({ kept }: Deployment) => {
    const { resources } = JSON.parse(kept.stack).checkpoint.latest as {
      resources: { urn: string; outputs: Record<string, string> }[];
    };
    const set = resources.find(({ urn }) => urn.endsWith("permissionSet:PermissionSet::builder"));
    const request = { InstanceArn: set?.outputs.instanceArn, PermissionSetArn: set?.outputs.arn };
    const ManagedPolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    stack.deployment.call("PutPermissionsBoundaryToPermissionSet", {
      ...{ ...request, PermissionsBoundary: { ManagedPolicyArn } },
    });
    const provisioned = { ...request, TargetType: "ALL_PROVISIONED_ACCOUNTS" };
    stack.deployment.call("ProvisionPermissionSet", provisioned);
  };

  it("is the wanted one again after a refresh", async () => {
    const { deployment, created } = stack;
    changed(deployment);
    await deployment.command(acme(), "refresh", "--yes", "--skip-preview");
    const run = await deployment.up(acme());
    assert.ok(run.ok, run.said);
    assert.equal(calls(run, "DeletePermissionsBoundaryFromPermissionSet"), 0);
    assert.deepEqual(finalGrants(run), finalGrants(created));
    assert.deepEqual((await deployment.preview(acme())).steps, []);
  });

  it("is told by an update that refreshes, which the next one brings right", async () => {
    const { deployment, created } = stack;
    changed(deployment);
    const refreshing = await deployment.up(acme(), { flags: ["--refresh"] });
    assert.ok(!refreshing.ok, refreshing.said);
    assert.match(
      refreshing.said,
      /is AdministratorAccess in AWS, .+ and not PowerUserAccess: run pulumi up again/,
    );
    const run = await deployment.up(acme());
    assert.ok(run.ok, run.said);
    assert.equal(calls(run, "DeletePermissionsBoundaryFromPermissionSet"), 0);
    assert.deepEqual(finalGrants(run), finalGrants(created));
    assert.deepEqual((await deployment.preview(acme())).steps, []);
  });
});

describe("a limit in a state that an earlier version wrote, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  it("is gone from AWS when it is given up after an update with this version", async () => {
    await stack.deployment.up(acme(renamed), { faults: [refused("DeletePermissionSet")] });
    const { stack: state, journal } = stack.deployment.kept;
    const earlier = JSON.parse(state);
    const { resources } = earlier.checkpoint.latest as {
      resources: { urn: string; parent: string; deletedWith?: string }[];
    };
    const policies = resources.filter(({ urn }) => urn.endsWith("::builder-inline"));
    assert.notEqual(policies.length, 0);
    for (const policy of policies) {
      const set = resources.find(({ urn }) => urn.endsWith("permissionSet:PermissionSet::builder"));
      Object.assign(policy, { deletedWith: set?.urn });
    }
    const deployment = Deployment.from({ stack: JSON.stringify(earlier), journal });
    try {
      const upgraded = await deployment.up(acme(renamed), {
        // The sandbox counts the uses of a switch over all runs: this is another one.
        faults: [{ ...refused("DeletePermissionSet"), match: "ssoins" }],
      });
      assert.ok(!upgraded.ok, upgraded.said);
      const config = acme(both(renamed, builder({ inlinePolicy: undefined })));
      const run = await deployment.up(config);
      assert.ok(run.ok, run.said);
      assert.deepEqual(roleOf(run), { ...roleOf(stack.created), inlinePolicy: null });
      assert.deepEqual((await deployment.preview(config)).steps, []);
    } finally {
      deployment.remove();
    }
  });
});

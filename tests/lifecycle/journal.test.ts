import assert from "node:assert/strict";
import { acme, type StackConfig } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { failing } from "./faults.ts";
import { differences, faultsOf, type Replayed, recorded, replayOf } from "./replayed.ts";

/** Every kind of step: a set and a boundary are replaced, a policy and a person change, a line goes and another comes. */
function changed(config: StackConfig): void {
  const { builder, reader } = config["access:permissionSets"];
  Object.assign(builder as object, { permissionsBoundary: { managedPolicy: "ReadOnlyAccess" } });
  Object.assign(reader as object, { name: "reads", managedPolicies: ["SecurityAudit"] });
  Object.assign(config["access:people"].grace as object, { title: "Rear Admiral" });
  const [, lines] = config["access:groups"].engineers?.access ?? [];
  Object.assign(lines as object, { accounts: ["web-dev", "log-archive"] });
  atOnce(config);
}

function atOnce(config: StackConfig): void {
  config["access:limits"] = { unplannedTransitions: "allow" };
}

describe("the journal of an update, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  function assertSame(replayed: Replayed): void {
    assert.deepEqual(differences(replayOf(replayed).state, replayed.after), []);
    for (let many = 0; many <= replayed.events.length; many += 1) {
      assert.deepEqual(faultsOf(replayOf(replayed, many).state), [], `after ${many} events`);
    }
  }

  it("makes the state that the engine writes, of a creation that fails and one that goes on", async () => {
    const deployment = Deployment.create();
    try {
      const faults = failing(
        ["CreateAccountAssignment", "CreateGroupMembership"],
        "AccessDenied",
        1,
      );
      const failed = await recorded(deployment, acme(), { faults });
      assert.ok(!failed.run.ok);
      assertSame(failed);
      const created = await recorded(deployment, acme());
      assert.ok(created.run.ok, created.run.said);
      assertSame(created);
    } finally {
      deployment.remove();
    }
  });

  it("makes the state that the engine writes, of changes, replacements and deletions", async () => {
    const { deployment } = stack;
    const faults = failing(["DeletePermissionSet", "ProvisionPermissionSet"], "FAILED", 1);
    const failed = await recorded(deployment, acme(changed), { faults });
    assertSame(failed);
    const done = await recorded(deployment, acme(changed));
    assert.ok(done.run.ok, done.run.said);
    assertSame(done);
    // With a membership that somebody deleted in the console, and a refresh that finds it gone.
    const { request } = deployment.history.find(
      ({ operation }) => operation === "CreateGroupMembership",
    ) as { request: Record<string, unknown> };
    const store = { IdentityStoreId: request.IdentityStoreId, GroupId: request.GroupId };
    const { GroupMemberships } = deployment.call("ListGroupMemberships", store) as {
      GroupMemberships: { MembershipId: string }[];
    };
    const gone = { ...store, MembershipId: GroupMemberships[0]?.MembershipId };
    deployment.call("DeleteGroupMembership", gone);
    const back = await recorded(deployment, acme(atOnce), { flags: ["--refresh"] });
    assert.ok(back.run.ok, back.run.said);
    assertSame(back);
    const ops = new Set(
      [failed, done, back].flatMap(({ events }) =>
        events.map(({ resourcePreEvent }) => resourcePreEvent?.metadata.op),
      ),
    );
    for (const op of ["update", "create-replacement", "delete-replaced", "create", "delete"]) {
      assert.ok(ops.has(op), op);
    }
  });
});

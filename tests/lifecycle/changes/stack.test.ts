import assert from "node:assert/strict";
import { acme, type StackConfig } from "../acme.ts";
import { deployedAcme } from "../deployedAcme.ts";
import { needsPulumi } from "../deployment.ts";
import {
  assertAlwaysAdministered,
  assertAlwaysReached,
  assertNeverMore,
  finalGrants,
  inShort,
} from "../effectiveAccess.ts";

describe("a stack that stands, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  it("grants only complete sets while it is created, and provisions none of them twice", () => {
    assertNeverMore([], stack.created);
    assertAlwaysAdministered(stack.created, "firstAdministrator");
    assert.deepEqual(inShort(finalGrants(stack.created)), [
      "ada administrator 000000000001",
      "ada builder 333333333333",
      "ada reader 222222222222",
      "ada reader 333333333333",
      "grace builder 333333333333",
      "grace reader 222222222222",
      "grace reader 333333333333",
    ]);
    const operations = stack.created.history.map(({ operation }) => operation);
    const firstAssignment = operations.indexOf("CreateAccountAssignment");
    const provisions = operations.flatMap((operation, index) =>
      operation === "ProvisionPermissionSet" ? [index] : [],
    );
    assert.ok(firstAssignment > 0 && provisions.length > 0);
    const requests = stack.created.history.map(
      ({ request }) => request as { PermissionSetArn?: string },
    );
    const setOf = (index: number) => requests[index]?.PermissionSetArn;
    for (const index of provisions) {
      const assigned = operations
        .slice(0, index)
        .some((name, at) => name === "CreateAccountAssignment" && setOf(at) === setOf(index));
      assert.ok(!assigned, "a set is provisioned after its first assignment");
    }
  });

  it("changes nothing when nothing changed", async () => {
    const again = await stack.deployment.up(acme());
    assert.ok(again.ok, again.said);
    assert.deepEqual(again.steps, []);
  });

  it("refreshes without finding a difference", async () => {
    const run = await stack.deployment.command(acme(), "refresh", "--yes", "--skip-preview");
    assert.ok(run.ok, run.said);
    const again = await stack.deployment.up(acme());
    assert.deepEqual(again.steps, []);
  });

  it("stays where it is when the provider's Region changes", async () => {
    const run = await stack.deployment.up(
      acme((config) => {
        config["aws:region"] = "us-east-1";
      }),
    );
    assert.ok(run.ok, run.said);
    assert.deepEqual(
      run.steps.filter((step) => !step.includes("Stack")),
      [],
    );
  });

  for (const calls of [2, 5, 9]) {
    it(`goes on after it was interrupted ${calls} calls into a change`, async () => {
      const edit = (config: StackConfig) => {
        Object.assign(config["access:permissionSets"].builder as object, {
          name: "developer",
          permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
        });
        config["access:groups"].engineers?.access.pop();
      };
      const interrupted = await stack.deployment.up(acme(edit), {
        interruptAfterCalls: calls,
      });
      assert.ok(!interrupted.ok, "the engine says that it was interrupted");
      const run = await stack.deployment.up(acme(edit));
      assert.ok(run.ok, run.said);
      for (const one of [interrupted, run]) {
        assertNeverMore([...finalGrants(stack.created), ...finalGrants(run)], one);
        assertAlwaysAdministered(one, "start");
        assertAlwaysReached(one, "ada", "333333333333", "builder", "developer");
      }
      const again = await stack.deployment.preview(acme(edit));
      assert.deepEqual(again.steps, []);
    });
  }
});

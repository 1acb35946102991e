import assert from "node:assert/strict";
import { acme } from "./acme.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";
import {
  assertAlwaysAdministered,
  assertNeverMore,
  calls,
  finalGrants,
  isWrite,
} from "./effectiveAccess.ts";
import { failing } from "./faults.ts";

/** The calls that make acme, in AWS's words. */
const CREATION = [
  "CreateUser",
  "CreateGroup",
  "CreateGroupMembership",
  "CreatePermissionSet",
  "PutPermissionsBoundaryToPermissionSet",
  "PutInlinePolicyToPermissionSet",
  "AttachCustomerManagedPolicyReferenceToPermissionSet",
  "AttachManagedPolicyToPermissionSet",
  "ProvisionPermissionSet",
  "CreateAccountAssignment",
];

/** The same in the order in which they are made, each with those that don't wait for it: one update meets them all. */
const REFUSED = [
  ["CreateUser", "CreateGroup", "CreatePermissionSet"],
  ["CreateGroupMembership", "PutPermissionsBoundaryToPermissionSet"],
  ["PutInlinePolicyToPermissionSet"],
  ["AttachCustomerManagedPolicyReferenceToPermissionSet"],
  ["AttachManagedPolicyToPermissionSet"],
  ["CreateAccountAssignment"],
];

describe("faults while a stack is created, on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  beforeEach(async () => {
    deployment = Deployment.create();
  });
  afterEach(() => deployment?.remove());

  it("gets over Throttling, once, and Conflict, twice, for each kind of call", async () => {
    const faults = [...failing(CREATION, "Throttling", 1), ...failing(CREATION, "Conflict", 2)];
    const run = await deployment.up(acme(), { faults });
    assert.ok(run.ok, run.said);
    for (const operation of CREATION) {
      const met = run.history.flatMap((call) =>
        call.operation === operation && call.error ? [call.error.code] : [],
      );
      assert.deepEqual(met, ["ThrottlingException", "ConflictException", "ConflictException"]);
    }
    assertNeverMore([], run);
    assertAlwaysAdministered(run, "firstAdministrator");
    // A create that failed half-way and was retried leaves its error in the engine's state (step.go,
    // CreateStep): one more update clears it, without a call that changes anything.
    const settled = await deployment.up(acme());
    assert.ok(settled.ok && !settled.history.some(isWrite));
    const again = await deployment.preview(acme());
    assert.deepEqual(again.steps, []);
  });

  it("goes on after each kind of call met a refusal, with the next update", async () => {
    // What one update was refused, the next one does, up to what waits for it.
    const failures: Run[] = [];
    for (const operations of REFUSED) {
      const failed = await deployment.up(acme(), {
        faults: failing(operations, "AccessDenied", "always"),
        flags: operations.length > 1 ? ["--continue-on-error"] : [],
      });
      assert.ok(!failed.ok && failed.said.includes("AccessDenied"), failed.said);
      for (const operation of operations) {
        assert.ok(calls(failed, operation) > 0, `${operation} isn't called: ${failed.said}`);
      }
      failures.push(failed);
    }
    const run = await deployment.up(acme());
    assert.ok(run.ok, run.said);
    for (const one of [...failures, run]) assertNeverMore([], one, finalGrants(run));
    assert.equal(finalGrants(run).length, 7);
  });

  it("knows what AWS was still making when it refused something else", async () => {
    const failed = await deployment.up(acme(), {
      // AWS takes its time over the assignments that began beside the refused one.
      faults: [
        { operation: "CreateAccountAssignment", match: "555555555555", error: "AccessDenied" },
      ],
      latency: 300,
    });
    assert.ok(!failed.ok && failed.said.includes("AccessDenied"), failed.said);
    const run = await deployment.up(acme());
    assert.ok(run.ok, run.said);
    const made = "CreateAccountAssignment (ended)";
    assert.equal(calls(failed, made) + calls(run, made), 5, "each assignment is made once");
    assertNeverMore([], failed, finalGrants(run));
    assert.equal(finalGrants(run).length, 7);
  });

  it("gives up on throttling that doesn't pass, and says so", async () => {
    const failed = await deployment.up(acme(), {
      faults: failing(["CreateGroup"], "Throttling", "always"),
    });
    assert.ok(!failed.ok);
    assert.match(failed.said, /try 9 of 9/);
    assert.match(failed.said, /ThrottlingException/);
  });

  it("fails when nothing can be looked up, before anything is made", async () => {
    const failed = await deployment.up(acme(), {
      faults: failing(["ListInstances"], "AccessDenied", 1),
    });
    assert.ok(!failed.ok);
    assert.deepEqual(failed.history.filter(isWrite), []);
  });

  it("creates an assignment again that AWS reported as FAILED", async () => {
    const failed = await deployment.up(acme(), {
      faults: failing(["CreateAccountAssignment"], "FAILED", 1),
    });
    assert.ok(!failed.ok, failed.said);
    const run = await deployment.up(acme());
    assert.ok(run.ok, run.said);
    assertNeverMore([], failed, finalGrants(run));
    assert.equal(finalGrants(run).length, 7);
  });

  for (const error of ["TIMEOUT", "Crash"] as const) {
    it(`says how to go on when AWS made an assignment and ${error} hid it`, async () => {
      const failed = await deployment.up(acme(), {
        faults: [{ operation: "CreateAccountAssignment", match: "222222222222", error, times: 1 }],
      });
      assert.ok(!failed.ok, failed.said);
      const stuck = await deployment.up(acme());
      assert.ok(!stuck.ok);
      assert.match(
        stuck.said,
        /aws sso-admin delete-account-assignment --instance-arn arn:\S+ .*--target-id 222222222222/,
      );
      assertNeverMore([], failed, finalGrants(stuck));
    });
  }
});

import assert from "node:assert/strict";
import type { FaultError, FaultSwitch } from "../../sandbox/world/faults.ts";
import { acme, type StackConfig } from "./acme.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";
import {
  assertAlwaysAdministered,
  assertNeverMore,
  calls,
  finalGrants,
  inShort,
} from "./effectiveAccess.ts";

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

function changed(config: StackConfig): void {
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

const failing = (operations: readonly string[], error: FaultError, times: FaultSwitch["times"]) =>
  operations.map((operation): FaultSwitch => ({ operation, error, times: times ?? "always" }));

describe("faults while a stack is created, on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  beforeEach(async () => {
    deployment = await Deployment.create();
  });
  afterEach(() => deployment?.remove());

  for (const [error, times] of [
    ["Throttling", 1],
    ["Conflict", 2],
  ] as const) {
    it(`gets over ${error}, ${times === 1 ? "once" : "twice"} for each kind of call`, async () => {
      const run = await deployment.up(acme(), { faults: failing(CREATION, error, times) });
      assert.ok(run.ok, run.said);
      assertNeverMore([], run);
      assertAlwaysAdministered(run, "firstAdministrator");
      const again = await deployment.preview(acme());
      assert.deepEqual(again.steps, []);
    });
  }

  for (const operation of CREATION.filter((name) => name !== "ProvisionPermissionSet")) {
    it(`goes on after ${operation} was always refused`, async () => {
      const failed = await deployment.up(acme(), {
        faults: failing([operation], "AccessDenied", "always"),
      });
      assert.ok(!failed.ok && failed.said.includes("AccessDenied"), failed.said);
      const run = await deployment.up(acme());
      assert.ok(run.ok, run.said);
      assertNeverMore([], failed, finalGrants(run));
      assertNeverMore(finalGrants(failed), run);
      assert.equal(finalGrants(run).length, 7);
    });
  }

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
    assert.equal(calls(failed, "CreateAccountAssignment"), 0);
    const run = await deployment.up(acme());
    assert.ok(run.ok, run.said);
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

describe("faults while a stack changes, on the real engine", function () {
  needsPulumi(this);
  let first: Deployment;
  let created: Run;
  let deployment: Deployment;

  before(async () => {
    first = await Deployment.create();
    created = await first.up(acme());
    assert.ok(created.ok, created.said);
  });
  beforeEach(() => {
    deployment = first.copy();
  });
  afterEach(() => deployment?.remove());
  after(() => first?.remove());

  it("gets over Throttling, twice for each kind of call", async () => {
    const run = await deployment.up(acme(changed), { faults: failing(CHANGE, "Throttling", 2) });
    assert.ok(run.ok, run.said);
    assertAlwaysAdministered(run, "start");
    for (const operation of CHANGE) assert.ok(calls(run, operation) > 1, `${operation} is called`);
  });

  for (const operation of CHANGE) {
    it(`goes on after ${operation} was always refused`, async () => {
      const failed = await deployment.up(acme(changed), {
        faults: failing([operation], "AccessDenied", "always"),
      });
      assert.ok(!failed.ok && failed.said.includes("AccessDenied"), failed.said);
      const run = await deployment.up(acme(changed));
      assert.ok(run.ok, run.said);
      for (const one of [failed, run]) assertAlwaysAdministered(one, "start");
      assert.deepEqual(inShort(finalGrants(run)), [
        "ada administrator 000000000001",
        "ada builder 333333333333",
        "ada reader 333333333333",
      ]);
      const again = await deployment.preview(acme(changed));
      assert.deepEqual(again.steps, []);
    });
  }

  for (const error of ["FAILED", "TIMEOUT", "Crash"] as const) {
    it(`removes an assignment after all when its removal met ${error}`, async () => {
      const failed = await deployment.up(acme(changed), {
        faults: failing(["DeleteAccountAssignment"], error, 1),
      });
      assert.ok(!failed.ok, failed.said);
      const run = await deployment.up(acme(changed));
      assert.ok(run.ok, run.said);
      assert.ok(!inShort(finalGrants(run)).some((grant) => grant.includes("222222222222")));
    });
  }

  it("says when AWS did not bring a changed set to its accounts, and how to mend it", async () => {
    const narrowed = (description?: string) =>
      acme((config) => {
        config["access:permissionSets"].reader = {
          managedPolicies: ["SecurityAudit"],
          ...(description ? { description } : {}),
        };
      });
    const failed = await deployment.up(narrowed(), {
      faults: failing(["ProvisionPermissionSet"], "FAILED", 1),
    });
    assert.ok(!failed.ok, failed.said);
    assert.match(failed.said, /change the set's description to have it provisioned/);
    const mended = await deployment.up(narrowed("Reads, provisioned again"));
    assert.ok(mended.ok, mended.said);
    assertNeverMore(finalGrants(created), mended);
    const role = finalGrants(mended).find((grant) => grant.permissionSet === "reader")?.role;
    assert.deepEqual(role?.managedPolicies, ["arn:aws:iam::aws:policy/SecurityAudit"]);
  });
});

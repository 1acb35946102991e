import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { providerConfiguration } from "../../sandbox/plugin/configuration.ts";
import { Provider } from "../../sandbox/resources/provider.ts";
import { snapshotFromConfiguration } from "../../sandbox/snapshot.ts";
import type { FaultError } from "../../sandbox/world/faults.ts";
import { FileJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { accessFixture, make, organization, region, testWorld, types } from "./fixture.ts";

const prod = "111111111111";
const dev = "222222222222";
const management = "000000000001";

/** The organization with some lines more. */
const withLines = (lines: string) => ({ snapshot: organization((yaml) => `${yaml}${lines}\n`) });

describe("sandbox: what an organization file can say", () => {
  const eleven = [
    ...["AmazonEC2FullAccess", "AmazonRDSFullAccess", "AmazonS3FullAccess", "AmazonSNSFullAccess"],
    ...["AmazonSQSFullAccess", "AmazonVPCFullAccess", "IAMFullAccess", "PowerUserAccess"],
    ...["ReadOnlyAccess", "SecurityAudit", "job-function/Billing"],
  ].map((name) => `arn:aws:iam::aws:policy/${name}`);

  /** A permission set with eleven policies, and what comes of assigning it. */
  async function assignEleven(accounts: readonly string[], options = {}) {
    const fixture = await accessFixture(options);
    const { provider, instanceArn, permissionSetArn, assignmentTo } = fixture;
    const set = { instanceArn, permissionSetArn };
    await make(provider, types.managedPolicies, { ...set, managedPolicyArns: eleven });
    for (const account of accounts) await make(provider, types.assignment, assignmentTo(account));
  }

  it("takes ten policies per role until the quota is raised, for all accounts or for one", async () => {
    const exceeded = /Cannot exceed quota for PoliciesPerRole: 10 in account 111111111111/;
    await assert.rejects(assignEleven([prod]), exceeded);
    await assignEleven([prod, dev], withLines("quotas: { policiesPerRole: 20 }"));
    const raised = withLines("quotas: { accounts: { dev: { policiesPerRole: 11 } } }");
    await assignEleven([dev], raised);
    await assert.rejects(assignEleven([dev, prod], raised), exceeded);
  });

  it("has a policy that is newer than the table when it says so", async () => {
    const managedPolicyArn = "arn:aws:iam::aws:policy/AmazonTeapotFullAccess";
    const attach = async (options = {}) => {
      const { provider, instanceArn, permissionSetArn } = await accessFixture(options);
      const set = { instanceArn, permissionSetArn };
      await make(provider, types.managedPolicy, { ...set, managedPolicyArn });
    };
    await assert.rejects(attach(), /does not exist or is not attachable/);
    await attach(withLines("awsManagedPolicies: [AmazonTeapotFullAccess]"));
    await attach({ snapshot: snapshotFromConfiguration([], { region }) });
  });

  it("shows an account instance beside the organization's", () => {
    const { world } = testWorld(
      withLines(`otherInstances: [{ region: ${region} }, { region: us-east-1 }]`),
    );
    const { Instances } = world.call("ListInstances", {}, region);
    assert.equal(new Set(Instances.map(({ InstanceArn }) => InstanceArn)).size, 2);
    const [, other] = Instances;
    const request = { InstanceArn: other?.InstanceArn ?? "" };
    assert.throws(
      () => world.call("ListPermissionSets", request, region),
      /not supported by an account instance/,
    );
    assert.equal(world.call("ListInstances", {}, "us-east-1").Instances.length, 1);
  });

  it("has attributes for access control that somebody enabled before", async () => {
    const enabled = `attributes: { team: "$${"{path:enterprise.team}"}" }`;
    const { provider, instanceArn } = testWorld(withLines(enabled));
    const attributes = [{ key: "a", values: [{ sources: ["$" + "{path:userName}"] }] }];
    await assert.rejects(
      make(provider, types.attributes, { instanceArn, attributes }),
      /ConflictException: .*already enabled for attributes for access control/,
    );
    const read = await provider.read(types.attributes, instanceArn);
    assert.deepEqual(read?.outputs.attributes, [
      { key: "team", values: [{ sources: ["$" + "{path:enterprise.team}"] }] },
    ]);
  });

  it("says what somebody deleted between two runs; each entry acts once", async () => {
    const directory = mkdtempSync(join(tmpdir(), "sandbox-deletions-"));
    const run = (lines = "") => {
      const journal = new FileJournal(join(directory, "journal.jsonl"));
      const world = new World({ ...withLines(lines), journal });
      const [instance] = world.call("ListInstances", {}, region).Instances;
      const instanceArn = instance?.InstanceArn ?? "";
      const identityStoreId = instance?.IdentityStoreId ?? "";
      return {
        provider: new Provider(world, { region, defaultTags: {} }),
        instanceArn,
        identityStoreId,
      };
    };
    const first = run();
    const { identityStoreId, instanceArn } = first;
    const group = { identityStoreId, displayName: "Engineers" };
    const made = await make(first.provider, types.group, group);
    const set = await make(first.provider, types.permissionSet, { instanceArn, name: "reader" });
    const deleted = "deleted: { groups: [engineers], people: [GRACE], permissionSets: [reader] }";
    const second = run(deleted);
    assert.equal(await second.provider.read(types.group, made.id), undefined);
    assert.equal(await second.provider.read(types.permissionSet, set.id), undefined);
    const again = await make(second.provider, types.group, group);
    assert.ok(await run(deleted).provider.read(types.group, again.id));
    run();
    assert.equal(await run(deleted).provider.read(types.group, again.id), undefined);
    rmSync(directory, { recursive: true });
  });
});

describe("sandbox: accounts and callers", () => {
  it("fails a provisioning that meets a suspended account, in AWS's words, and changes no role", async () => {
    const directory = mkdtempSync(join(tmpdir(), "sandbox-suspended-"));
    const path = join(directory, "journal.jsonl");
    const { provider, assignmentTo, instanceArn, permissionSetArn } = await accessFixture({
      journal: new FileJournal(path),
    });
    for (const account of [prod, dev])
      await make(provider, types.assignment, assignmentTo(account));
    const snapshot = organization((yaml) =>
      yaml.replace("name: dev,", "name: dev, state: SUSPENDED,"),
    );
    const world = new World({ snapshot, journal: new FileJournal(path) });
    const later = new Provider(world, { region, defaultTags: {} });
    const managedPolicyArn = "arn:aws:iam::aws:policy/SecurityAudit";
    await assert.rejects(
      make(later, types.managedPolicy, { instanceArn, permissionSetArn, managedPolicyArn }),
      /Obtaining permissions to manage your AWS account '222222222222' is taking longer than usual\. Please try again in a few minutes/,
    );
    rmSync(directory, { recursive: true });
  });

  it("lets a delegated administrator touch no set that the management account has", async () => {
    const directory = mkdtempSync(join(tmpdir(), "sandbox-delegated-"));
    const path = join(directory, "journal.jsonl");
    const first = await accessFixture({ journal: new FileJournal(path) });
    const { assignmentTo, instanceArn, permissionSetArn } = first;
    await make(first.provider, types.assignment, assignmentTo(management));
    const free = await make(first.provider, types.permissionSet, { instanceArn, name: "free" });
    const lines = `callerAccount: "${dev}"\ndelegatedAdministrators: [{ account: "${dev}" }]`;
    const world = new World({ ...withLines(lines), journal: new FileJournal(path) });
    const delegated = new Provider(world, { region, defaultTags: {} });
    const audit = { instanceArn, managedPolicyArn: "arn:aws:iam::aws:policy/SecurityAudit" };
    const refused =
      /AccessDeniedException: delegated administrator 222222222222 .* management account 000000000001/;
    const set = { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn };
    for (const attempt of [
      () => make(delegated, types.managedPolicy, { ...audit, permissionSetArn }),
      () => make(delegated, types.assignment, assignmentTo(prod)),
      () =>
        delegated.update(types.permissionSet, first.set.id, first.set.outputs, {
          ...first.set.inputs,
          description: "x",
        }),
      () => delegated.delete(types.permissionSet, first.set.id, first.set.outputs),
      async () =>
        world.call(
          "ProvisionPermissionSet",
          { ...set, TargetType: "AWS_ACCOUNT", TargetId: prod },
          region,
        ),
    ]) {
      await assert.rejects(attempt, refused);
    }
    const own = { ...audit, permissionSetArn: String(free.outputs.arn) };
    await make(delegated, types.managedPolicy, own);
    assert.ok(await delegated.read(types.permissionSet, first.set.id));
    rmSync(directory, { recursive: true });
  });
});

describe("sandbox: maxRetries", () => {
  for (const [given, calls] of [
    [undefined, 25],
    ["3", 3],
    [1, 1],
  ] as const) {
    it(`of ${given} lets a call be tried ${calls} times that meets a conflict`, async () => {
      const directory = mkdtempSync(join(tmpdir(), "sandbox-retries-"));
      const path = join(directory, "journal.jsonl");
      const busy = await accessFixture({ journal: new FileJournal(path), latency: 3_600_000 });
      const set = { InstanceArn: busy.instanceArn, PermissionSetArn: busy.permissionSetArn };
      const provision = { ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" } as const;
      busy.world.call("ProvisionPermissionSet", provision, region);
      const { clock } = busy.world;
      const world = new World({ snapshot: organization(), journal: new FileJournal(path), clock });
      const configuration = providerConfiguration({ region, maxRetries: given });
      const attach = make(new Provider(world, configuration), types.managedPolicy, {
        instanceArn: busy.instanceArn,
        permissionSetArn: busy.permissionSetArn,
        managedPolicyArn: "arn:aws:iam::aws:policy/SecurityAudit",
      });
      await assert.rejects(
        attach,
        /ConflictException: There is a conflict with another in-progress/,
      );
      assert.equal(world.counts.get("AttachManagedPolicyToPermissionSet"), calls);
      rmSync(directory, { recursive: true });
    });
  }
});

describe("sandbox: why AWS refuses", () => {
  for (const [error, reason, message] of [
    ["AccessDenied", "KMS_ACCESS_DENIED", /AccessDeniedException: .*\(Reason: KMS_ACCESS_DENIED\)/],
    ["Validation", "KMS_DISABLED", /ValidationException: .*\(Reason: KMS_DISABLED\)/],
    ["Throttling", "KMS_THROTTLING", /ThrottlingException: .*\(Reason: KMS_THROTTLING\)/],
    ["NotFound", "KMS_KEY_NOT_FOUND", /ResourceNotFoundException: .*\(Reason: KMS_KEY_NOT_FOUND\)/],
    ["InternalServer", undefined, /InternalServerException: /],
    ["ServiceQuotaExceeded", undefined, /ServiceQuotaExceededException: /],
  ] as const satisfies readonly (readonly [FaultError, string | undefined, RegExp])[]) {
    it(`says ${reason ?? error} by a fault switch`, async () => {
      const fault = { operation: "CreateGroup", error, ...(reason ? { reason } : {}) };
      const { provider, identityStoreId } = testWorld({ faults: [fault] });
      const news = { identityStoreId, displayName: "engineers" };
      await assert.rejects(make(provider, types.group, news), message);
    });
  }

  it("gives the reason of a failure that the switch names", async () => {
    const reason = "Received a 403 status error: denied by a service control policy.";
    const faults = [{ operation: "CreateAccountAssignment", error: "FAILED", reason }] as const;
    const { provider, assignmentTo } = await accessFixture({ faults });
    await assert.rejects(
      make(provider, types.assignment, assignmentTo(prod)),
      /last error: Received a 403 status error: denied by a service control policy\.$/,
    );
  });
});

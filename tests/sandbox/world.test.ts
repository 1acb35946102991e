import assert from "node:assert/strict";
import { grantsAfterEachCall } from "../../sandbox/world/history.ts";
import { accessFixture, make, organization, region, testWorld, types } from "./fixture.ts";

const prod = "111111111111";
const dev = "222222222222";
const viewOnly = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";

describe("sandbox: what AWS does", () => {
  it("leaves roles as they are until the permission set is provisioned", async () => {
    const { world, provider, instanceArn, permissionSetArn, assignmentTo, journal } =
      await accessFixture();
    await make(provider, types.assignment, assignmentTo(prod));
    const set = { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn };
    const policies = () =>
      grantsAfterEachCall(journal.entries)
        .at(-1)
        ?.grants.find(({ userName }) => userName === "ada")?.role.managedPolicies;
    const attach = { ...set, ManagedPolicyArn: viewOnly };
    world.call("AttachManagedPolicyToPermissionSet", attach, region);
    assert.deepEqual(policies(), []);
    const provision = { ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" } as const;
    world.call("ProvisionPermissionSet", provision, region);
    world.call("ListInstances", {}, region);
    assert.deepEqual(policies(), [viewOnly]);
  });

  it("fails an assignment when a customer managed policy does not exist in the account", async () => {
    const { provider, instanceArn, permissionSetArn, assignmentTo } = await accessFixture();
    await make(provider, types.boundary, {
      instanceArn,
      permissionSetArn,
      permissionsBoundary: { customerManagedPolicyReference: { name: "boundary", path: "/team/" } },
    });
    await make(provider, types.assignment, assignmentTo(prod));
    await assert.rejects(
      make(provider, types.assignment, assignmentTo(dev)),
      /Not supported policy arn:aws:iam::222222222222:policy\/team\/boundary/,
    );
  });

  it("fails an assignment to a suspended account", async () => {
    const { provider, assignmentTo } = await accessFixture();
    await assert.rejects(
      make(provider, types.assignment, assignmentTo("333333333333")),
      /Obtaining permissions to manage your AWS account '333333333333' is taking longer than usual/,
    );
  });

  it("fails the removal of an assignment whose group is gone", async () => {
    const { provider, assignmentTo, group } = await accessFixture();
    const { id, outputs } = await make(provider, types.assignment, assignmentTo(prod));
    await provider.delete(types.group, group.id, group.outputs);
    await assert.rejects(
      provider.delete(types.assignment, id, outputs),
      /was not found in directory d-/,
    );
  });

  it("refuses to delete a permission set that is assigned", async () => {
    const { provider, assignmentTo, set } = await accessFixture();
    const assignment = await make(provider, types.assignment, assignmentTo(prod));
    await assert.rejects(
      provider.delete(types.permissionSet, set.id, set.outputs),
      /ConflictException: .* still has account assignments/,
    );
    await provider.delete(types.assignment, assignment.id, assignment.outputs);
    await provider.delete(types.permissionSet, set.id, set.outputs);
    assert.equal(await provider.read(types.permissionSet, set.id), undefined);
  });

  it("refuses changes of a permission set while it is provisioned", async () => {
    const { world, instanceArn, permissionSetArn } = await accessFixture({ latency: 40 });
    const set = { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn };
    const provision = { ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" } as const;
    const attach = { ...set, ManagedPolicyArn: viewOnly };
    world.call("ProvisionPermissionSet", provision, region);
    assert.throws(() => world.call("ProvisionPermissionSet", provision, region), /conflict/);
    assert.throws(() => world.call("AttachManagedPolicyToPermissionSet", attach, region), {
      name: "ConflictException",
    });
    await world.clock.sleep(50);
    world.call("AttachManagedPolicyToPermissionSet", attach, region);
  });

  it("fails provisioning that overlaps the removal of an assignment", async () => {
    const fixture = await accessFixture({ latency: 30 });
    const { provider, instanceArn, permissionSetArn, assignmentTo } = fixture;
    const policy = await make(provider, types.managedPolicy, {
      instanceArn,
      permissionSetArn,
      managedPolicyArn: viewOnly,
    });
    const assignment = await make(provider, types.assignment, assignmentTo(prod));
    const results = await Promise.allSettled([
      provider.delete(types.assignment, assignment.id, assignment.outputs),
      provider.delete(types.managedPolicy, policy.id, policy.outputs),
    ]);
    assert.equal(results[0].status, "fulfilled");
    assert.match(
      String(results[1].status === "rejected" && results[1].reason),
      /unexpected state 'FAILED'.*Assignment not found/,
    );
  });

  it("fails provisioning that runs while the removal of an assignment begins", async () => {
    const fixture = await accessFixture({ latency: 30 });
    const { world, provider, instanceArn, permissionSetArn, assignmentTo, principalId } = fixture;
    await make(provider, types.assignment, assignmentTo(prod));
    const set = { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn };
    const provision = { ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" } as const;
    const started = world.call("ProvisionPermissionSet", provision, region);
    const principal = { PrincipalType: "GROUP", PrincipalId: principalId };
    const target = { TargetType: "AWS_ACCOUNT", TargetId: prod };
    world.call("DeleteAccountAssignment", { ...set, ...principal, ...target }, region);
    await world.clock.sleep(40);
    const ProvisionPermissionSetRequestId = started.PermissionSetProvisioningStatus.RequestId;
    const request = { InstanceArn: instanceArn, ProvisionPermissionSetRequestId };
    const status = world.call("DescribePermissionSetProvisioningStatus", request, region);
    const { Status, FailureReason } = status.PermissionSetProvisioningStatus;
    assert.equal(Status, "FAILED");
    assert.match(FailureReason ?? "", /Assignment not found/);
  });

  it("throttles when more assignments are outstanding than allowed, and the provider waits", async () => {
    const { provider, assignmentTo, world } = await accessFixture({
      latency: 30,
      outstandingLimit: 1,
    });
    await Promise.all([
      make(provider, types.assignment, assignmentTo(prod)),
      make(provider, types.assignment, assignmentTo(dev)),
    ]);
    assert.ok((world.counts.get("CreateAccountAssignment") ?? 0) > 2);
  });

  it("has no instance in another Region", () => {
    const { world } = testWorld();
    assert.deepEqual(world.call("ListInstances", {}, "us-east-1").Instances, []);
  });

  it("refuses a permission set in an account instance, by a member account, and a longer session", () => {
    const attempt = (change: (yaml: string) => string, SessionDuration = "PT1H") => {
      const { world, instanceArn } = testWorld({ snapshot: organization(change) });
      const request = { InstanceArn: instanceArn, Name: "one", SessionDuration };
      world.call("CreatePermissionSet", request, region);
    };
    const kind = (yaml: string) => yaml.replace("region: eu-west-1", "$&, kind: account");
    const caller = (yaml: string) => `${yaml}\ncallerAccount: "${dev}"`;
    const delegated = (yaml: string) =>
      `${caller(yaml)}\ndelegatedAdministrators: [{ account: "${dev}" }]`;
    assert.throws(() => attempt(kind), /account instance/);
    assert.throws(() => attempt(caller), /neither the management account nor a delegated/);
    assert.throws(() => attempt((yaml) => yaml, "PT13H"), /from PT1H to PT12H/);
    attempt(delegated);
  });

  it("keeps a delegated administrator away from the management account", async () => {
    const snapshot = organization(
      (yaml) =>
        `${yaml}\ncallerAccount: "${dev}"\ndelegatedAdministrators: [{ account: "${dev}" }]`,
    );
    const { provider, assignmentTo } = await accessFixture({ snapshot });
    await assert.rejects(
      make(provider, types.assignment, assignmentTo("000000000001")),
      /AccessDeniedException: delegated administrator/,
    );
  });
});

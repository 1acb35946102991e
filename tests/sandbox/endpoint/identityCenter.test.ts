import assert from "node:assert/strict";
import { Identitystore } from "@aws-sdk/client-identitystore";
import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { identityStore } from "../../../sandbox/endpoint/services/identityStore.ts";
import { ssoAdmin } from "../../../sandbox/endpoint/services/ssoAdmin.ts";
import { keyArn, organization } from "../fixture.ts";
import { refuseUntested } from "./coverage.ts";
import { EndpointFixture } from "./fixture.ts";

const prod = "111111111111";
const dev = "222222222222";
const viewOnly = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";
const inline =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';

describe("sandbox's endpoint: Identity Center through AWS's SDK", () => {
  let fixture: EndpointFixture;
  let sso: SSOAdmin;
  let store: Identitystore;
  let InstanceArn: string;
  let IdentityStoreId: string;

  before(async () => {
    const snapshot = organization((yaml) => `${yaml}\napplications: [{ name: wiki }]\n`);
    fixture = await EndpointFixture.started({ snapshot });
    sso = new SSOAdmin(fixture.settings());
    store = new Identitystore(fixture.settings());
    const [instance] = (await sso.listInstances({})).Instances ?? [];
    InstanceArn = instance?.InstanceArn ?? "";
    IdentityStoreId = instance?.IdentityStoreId ?? "";
  });
  after(() => fixture.stop());

  it("describes the instance, in its home Region alone", async () => {
    const described = await sso.describeInstance({ InstanceArn });
    assert.equal(described.IdentityStoreId, IdentityStoreId);
    assert.equal(described.Status, "ACTIVE");
    assert.equal(described.OwnerAccountId, "000000000001");
    assert.ok(described.CreatedDate instanceof Date);
    const elsewhere = new SSOAdmin(fixture.settings({ region: "us-east-1" }));
    assert.deepEqual((await elsewhere.listInstances({})).Instances, []);
  });

  it("tells the applications, and nothing more of them", async () => {
    const { Applications = [] } = await sso.listApplications({ InstanceArn });
    assert.deepEqual(
      Applications.map(({ Name, Status }) => [Name, Status]),
      [["wiki", "ENABLED"]],
    );
  });

  it("makes people, groups and memberships, changes them, finds them and takes them away", async () => {
    const { UserId = "" } = await store.createUser({
      IdentityStoreId,
      UserName: "ada",
      DisplayName: "Ada Lovelace",
      Name: { GivenName: "Ada", FamilyName: "Lovelace" },
      Emails: [{ Value: "ada@example.com", Primary: true }],
    });
    const { GroupId = "" } = await store.createGroup({ IdentityStoreId, DisplayName: "engineers" });
    const MemberId = { UserId };
    const { MembershipId = "" } = await store.createGroupMembership({
      IdentityStoreId,
      GroupId,
      MemberId,
    });
    await store.updateUser({
      IdentityStoreId,
      UserId,
      Operations: [
        { AttributePath: "title", AttributeValue: "Countess" },
        { AttributePath: "name.familyName", AttributeValue: "King" },
        { AttributePath: "userName", AttributeValue: "ada.king" },
      ],
    });
    await store.updateGroup({
      IdentityStoreId,
      GroupId,
      Operations: [{ AttributePath: "description", AttributeValue: "Who builds" }],
    });
    const user = await store.describeUser({ IdentityStoreId, UserId });
    assert.deepEqual(
      [user.UserName, user.Title, user.Name, user.IdentityStoreId],
      ["ada.king", "Countess", { GivenName: "Ada", FamilyName: "King" }, IdentityStoreId],
    );
    const group = await store.describeGroup({ IdentityStoreId, GroupId });
    assert.deepEqual([group.DisplayName, group.Description], ["engineers", "Who builds"]);
    const names = (await store.listUsers({ IdentityStoreId })).Users?.map((one) => one.UserName);
    assert.deepEqual(names, ["grace", "ada.king"]);
    const Filters = [{ AttributePath: "UserName", AttributeValue: "ADA.KING" }];
    const filtered = await store.listUsers({ IdentityStoreId, Filters });
    assert.deepEqual(
      filtered.Users?.map((one) => one.UserId),
      [UserId],
    );
    const groups = (await store.listGroups({ IdentityStoreId })).Groups;
    assert.deepEqual(
      groups?.map((one) => one.DisplayName),
      ["security", "engineers"],
    );
    const of = (AttributePath: string, AttributeValue: string) => ({
      IdentityStoreId,
      AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
    });
    assert.equal((await store.getUserId(of("emails.value", "ada@example.com"))).UserId, UserId);
    assert.equal((await store.getGroupId(of("displayName", "engineers"))).GroupId, GroupId);
    const members = await store.listGroupMemberships({ IdentityStoreId, GroupId });
    assert.deepEqual(members.GroupMemberships, [
      { IdentityStoreId, MembershipId, GroupId, MemberId },
    ]);
    const own = await store.listGroupMembershipsForMember({ IdentityStoreId, MemberId });
    assert.deepEqual(own.GroupMemberships, members.GroupMemberships);
    const asked = await store.isMemberInGroups({ IdentityStoreId, MemberId, GroupIds: [GroupId] });
    assert.deepEqual(
      asked.Results?.map((one) => one.MembershipExists),
      [true],
    );
    const { $metadata: _, ...membership } = await store.describeGroupMembership({
      IdentityStoreId,
      MembershipId,
    });
    assert.deepEqual(membership, { IdentityStoreId, MembershipId, GroupId, MemberId });
    const found = await store.getGroupMembershipId({ IdentityStoreId, GroupId, MemberId });
    assert.equal(found.MembershipId, MembershipId);
    await store.deleteGroupMembership({ IdentityStoreId, MembershipId });
    await store.deleteGroup({ IdentityStoreId, GroupId });
    await store.deleteUser({ IdentityStoreId, UserId });
    assert.equal((await store.listUsers({ IdentityStoreId })).Users?.length, 1);
    assert.equal((await store.listGroups({ IdentityStoreId })).Groups?.length, 1);
  });

  it("makes a permission set with all that it holds, and takes it apart again", async () => {
    const created = await sso.createPermissionSet({
      InstanceArn,
      Name: "developer",
      Description: "Builds",
      SessionDuration: "PT8H",
      RelayState: "https://console.aws.amazon.com/s3",
      Tags: [{ Key: "team", Value: "shop" }],
    });
    const PermissionSetArn = created.PermissionSet?.PermissionSetArn ?? "";
    const set = { InstanceArn, PermissionSetArn };
    const CustomerManagedPolicyReference = { Name: "boundary", Path: "/team/" };
    await sso.attachManagedPolicyToPermissionSet({ ...set, ManagedPolicyArn: viewOnly });
    await sso.attachCustomerManagedPolicyReferenceToPermissionSet({
      ...set,
      CustomerManagedPolicyReference,
    });
    await sso.putInlinePolicyToPermissionSet({ ...set, InlinePolicy: inline });
    const PermissionsBoundary = { CustomerManagedPolicyReference };
    await sso.putPermissionsBoundaryToPermissionSet({ ...set, PermissionsBoundary });
    const tagged = { InstanceArn, ResourceArn: PermissionSetArn };
    await sso.tagResource({ ...tagged, Tags: [{ Key: "env", Value: "dev" }] });
    await sso.untagResource({ ...tagged, TagKeys: ["team"] });
    await sso.updatePermissionSet({ ...set, Description: "Builds and runs" });

    assert.ok(
      (await sso.listPermissionSets({ InstanceArn })).PermissionSets?.includes(PermissionSetArn),
    );
    const { PermissionSet: described } = await sso.describePermissionSet(set);
    assert.ok(described?.CreatedDate instanceof Date);
    assert.deepEqual(
      [described.Name, described.Description, described.SessionDuration, described.RelayState],
      ["developer", "Builds and runs", "PT1H", undefined],
    );
    assert.deepEqual((await sso.listTagsForResource(tagged)).Tags, [{ Key: "env", Value: "dev" }]);
    assert.deepEqual((await sso.listManagedPoliciesInPermissionSet(set)).AttachedManagedPolicies, [
      { Arn: viewOnly, Name: "ViewOnlyAccess" },
    ]);
    const references = await sso.listCustomerManagedPolicyReferencesInPermissionSet(set);
    assert.deepEqual(references.CustomerManagedPolicyReferences, [CustomerManagedPolicyReference]);
    assert.equal((await sso.getInlinePolicyForPermissionSet(set)).InlinePolicy, inline);
    const boundary = await sso.getPermissionsBoundaryForPermissionSet(set);
    assert.deepEqual(boundary.PermissionsBoundary, PermissionsBoundary);

    await sso.detachManagedPolicyFromPermissionSet({ ...set, ManagedPolicyArn: viewOnly });
    await sso.detachCustomerManagedPolicyReferenceFromPermissionSet({
      ...set,
      CustomerManagedPolicyReference,
    });
    await sso.deleteInlinePolicyFromPermissionSet(set);
    await sso.deletePermissionsBoundaryFromPermissionSet(set);
    assert.equal((await sso.getInlinePolicyForPermissionSet(set)).InlinePolicy, "");
    await sso.deletePermissionSet(set);
    await assert.rejects(sso.describePermissionSet(set), { name: "ResourceNotFoundException" });
  });

  it("assigns to groups and people, and tells it by account and by principal", async () => {
    const security = await groupId("security");
    const { UserId: grace = "" } = await store.getUserId({
      IdentityStoreId,
      AlternateIdentifier: {
        UniqueAttribute: { AttributePath: "userName", AttributeValue: "grace" },
      },
    });
    const PermissionSetArn = await newSet("auditor");
    const set = { InstanceArn, PermissionSetArn };
    const assignment = { ...set, TargetType: "AWS_ACCOUNT" } as const;
    const toGroup = {
      ...assignment,
      PrincipalType: "GROUP",
      PrincipalId: security,
      TargetId: prod,
    } as const;
    const toGrace = {
      ...assignment,
      PrincipalType: "USER",
      PrincipalId: grace,
      TargetId: dev,
    } as const;
    const started = (await sso.createAccountAssignment(toGroup)).AccountAssignmentCreationStatus;
    await sso.createAccountAssignment(toGrace);
    const ended = await sso.describeAccountAssignmentCreationStatus({
      InstanceArn,
      AccountAssignmentCreationRequestId: started?.RequestId,
    });
    assert.equal(ended.AccountAssignmentCreationStatus?.Status, "SUCCEEDED");
    assert.ok(ended.AccountAssignmentCreationStatus?.CreatedDate instanceof Date);
    const created = await sso.listAccountAssignmentCreationStatus({ InstanceArn });
    assert.equal(created.AccountAssignmentsCreationStatus?.length, 2);

    const inProd = await sso.listAccountAssignments({ ...set, AccountId: prod });
    assert.deepEqual(inProd.AccountAssignments, [
      { AccountId: prod, PermissionSetArn, PrincipalType: "GROUP", PrincipalId: security },
    ]);
    const ofGrace = await sso.listAccountAssignmentsForPrincipal({
      InstanceArn,
      PrincipalType: "USER",
      PrincipalId: grace,
    });
    assert.deepEqual(
      ofGrace.AccountAssignments?.map(({ AccountId, PrincipalType }) => [AccountId, PrincipalType]),
      [
        [prod, "GROUP"],
        [dev, "USER"],
      ],
    );
    const accounts = await sso.listAccountsForProvisionedPermissionSet(set);
    assert.deepEqual(accounts.AccountIds, [prod, dev]);
    const sets = await sso.listPermissionSetsProvisionedToAccount({ InstanceArn, AccountId: prod });
    assert.deepEqual(sets.PermissionSets, [PermissionSetArn]);

    await sso.attachManagedPolicyToPermissionSet({ ...set, ManagedPolicyArn: viewOnly });
    const behind = async () =>
      (
        await sso.listAccountsForProvisionedPermissionSet({
          ...set,
          ProvisioningStatus: "LATEST_PERMISSION_SET_NOT_PROVISIONED",
        })
      ).AccountIds;
    assert.deepEqual(await behind(), [prod, dev]);
    const provisioned = await sso.provisionPermissionSet({
      ...set,
      TargetType: "AWS_ACCOUNT",
      TargetId: prod,
    });
    const { PermissionSetProvisioningStatus: status } =
      await sso.describePermissionSetProvisioningStatus({
        InstanceArn,
        ProvisionPermissionSetRequestId: provisioned.PermissionSetProvisioningStatus?.RequestId,
      });
    assert.deepEqual([status?.Status, status?.AccountId], ["SUCCEEDED", prod]);
    assert.deepEqual(await behind(), [dev]);
    const all = await sso.listPermissionSetProvisioningStatus({
      InstanceArn,
      Filter: { Status: "SUCCEEDED" },
    });
    assert.equal(all.PermissionSetsProvisioningStatus?.length, 1);

    const removal = await sso.deleteAccountAssignment(toGroup);
    const removed = await sso.describeAccountAssignmentDeletionStatus({
      InstanceArn,
      AccountAssignmentDeletionRequestId: removal.AccountAssignmentDeletionStatus?.RequestId,
    });
    assert.equal(removed.AccountAssignmentDeletionStatus?.Status, "SUCCEEDED");
    const deletions = await sso.listAccountAssignmentDeletionStatus({ InstanceArn });
    assert.equal(deletions.AccountAssignmentsDeletionStatus?.length, 1);
    assert.deepEqual(
      (await sso.listAccountAssignments({ ...set, AccountId: prod })).AccountAssignments,
      [],
    );
  });

  it("keeps attributes for access control", async () => {
    const config = (source: string) => ({
      InstanceArn,
      InstanceAccessControlAttributeConfiguration: {
        AccessControlAttributes: [{ Key: "team", Value: { Source: [`\${path:${source}}`] } }],
      },
    });
    await sso.createInstanceAccessControlAttributeConfiguration(config("title"));
    await sso.updateInstanceAccessControlAttributeConfiguration(config("userType"));
    const described = await sso.describeInstanceAccessControlAttributeConfiguration({
      InstanceArn,
    });
    assert.equal(described.Status, "ENABLED");
    assert.deepEqual(
      described.InstanceAccessControlAttributeConfiguration,
      config("userType").InstanceAccessControlAttributeConfiguration,
    );
    await sso.deleteInstanceAccessControlAttributeConfiguration({ InstanceArn });
    await assert.rejects(sso.describeInstanceAccessControlAttributeConfiguration({ InstanceArn }), {
      name: "ResourceNotFoundException",
    });
  });

  it("adds a Region, tells of it, and removes it", async () => {
    const RegionName = "us-east-1";
    assert.equal((await sso.addRegion({ InstanceArn, RegionName })).Status, "ADDING");
    const described = await sso.describeRegion({ InstanceArn, RegionName });
    assert.equal(described.Status, "ACTIVE");
    assert.ok(described.AddedDate instanceof Date);
    const { Regions = [] } = await sso.listRegions({ InstanceArn });
    assert.deepEqual(
      Regions.map((region) => [region.RegionName, region.IsPrimaryRegion]),
      [
        ["eu-west-1", true],
        [RegionName, false],
      ],
    );
    assert.equal((await sso.removeRegion({ InstanceArn, RegionName })).Status, "REMOVING");
    await assert.rejects(sso.describeRegion({ InstanceArn, RegionName }), {
      name: "ResourceNotFoundException",
    });
  });

  it("gives the instance its key, and refuses one that isn't there with KMS's reason", async () => {
    const give = (KmsKeyArn: string) =>
      sso.updateInstance({
        InstanceArn,
        EncryptionConfiguration: { KeyType: "CUSTOMER_MANAGED_KEY", KmsKeyArn },
      });
    await give(keyArn);
    const { EncryptionConfigurationDetails } = await sso.describeInstance({ InstanceArn });
    assert.deepEqual(EncryptionConfigurationDetails, {
      KeyType: "CUSTOMER_MANAGED_KEY",
      KmsKeyArn: keyArn,
      EncryptionStatus: "ENABLED",
    });
    await assert.rejects(give(keyArn.replace("mrk-0", "mrk-1")), {
      name: "ResourceNotFoundException",
      Reason: "KMS_NotFoundException",
    });
  });

  it("has answered every operation of its tables by now", () => {
    refuseUntested(fixture, [ssoAdmin, identityStore]);
  });

  async function groupId(name: string): Promise<string> {
    const found = await store.getGroupId({
      IdentityStoreId,
      AlternateIdentifier: {
        UniqueAttribute: { AttributePath: "displayName", AttributeValue: name },
      },
    });
    return found.GroupId ?? "";
  }

  async function newSet(Name: string): Promise<string> {
    const { PermissionSet } = await sso.createPermissionSet({ InstanceArn, Name });
    return PermissionSet?.PermissionSetArn ?? "";
  }
});

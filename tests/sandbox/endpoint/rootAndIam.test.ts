import assert from "node:assert/strict";
import { AccessAnalyzer } from "@aws-sdk/client-accessanalyzer";
import { Account } from "@aws-sdk/client-account";
import { CloudTrail } from "@aws-sdk/client-cloudtrail";
import { ConfigService } from "@aws-sdk/client-config-service";
import { IAM } from "@aws-sdk/client-iam";
import { Identitystore } from "@aws-sdk/client-identitystore";
import { Organizations } from "@aws-sdk/client-organizations";
import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { STS } from "@aws-sdk/client-sts";
import { accessAnalyzer } from "../../../sandbox/endpoint/services/accessAnalyzer.ts";
import { account } from "../../../sandbox/endpoint/services/account.ts";
import { cloudTrail } from "../../../sandbox/endpoint/services/cloudTrail.ts";
import { iam } from "../../../sandbox/endpoint/services/iam.ts";
import { sts } from "../../../sandbox/endpoint/services/sts.ts";
import { organization } from "../fixture.ts";
import { refuseUntested } from "./coverage.ts";
import { EndpointFixture } from "./fixture.ts";

const management = "000000000001";
const prod = "111111111111";
const dev = "222222222222";

const snapshot = organization(
  (yaml) => `${yaml}
trustedServices: [account.amazonaws.com, iam.amazonaws.com]
centralRootAccess: [RootCredentialsManagement, RootSessions]
rootUsers:
  management: { mfa: true }
  prod: { password: true, accessKeys: 1 }
iamUsers:
  - { name: ci, createdOn: "2024-05-01", accessKeys: [{ createdOn: "2024-05-02", lastUsedOn: "2026-10-31" }, { active: false }] }
  - { name: ada, account: dev, password: true, mfa: true }
passwordPolicies: { management: { minimumLength: 14, symbols: true, maximumAge: 90 } }
trails:
  - { name: organization, bucket: audit-logs }
  - { name: local, account: dev, region: us-east-1, bucket: dev-logs, organization: false, multiRegion: false, logging: false }
analyzers:
  - { name: external, type: ORGANIZATION }
  - { name: unused, type: ORGANIZATION_UNUSED_ACCESS }
recorders: [{ name: default }]
contacts:
  management:
    security: { name: Ada, title: CISO, email: security@example.com, phone: "+441234" }
  prod:
    primary: { name: Grace, phone: "+441235", address: 1 Road, city: London, postalCode: N1, country: GB, company: "R & D <Ltd>" }
`,
);

describe("sandbox's endpoint: root users, IAM and the services beside it through AWS's SDK", () => {
  let fixture: EndpointFixture;
  const settings = (changes: Parameters<EndpointFixture["settings"]>[0] = {}) =>
    fixture.settings(changes);
  const of = (id: string) => settings({ accessKeyId: `ASIA${id}SAND` });

  before(async () => {
    fixture = await EndpointFixture.started({ snapshot });
  });
  after(() => fixture.stop());

  it("says who calls, by access key", async () => {
    const who = async (changes: object) =>
      (await new STS(settings(changes)).getCallerIdentity({})).Arn;
    const role = `arn:aws:sts::${management}:assumed-role/sandbox/sandbox`;
    assert.equal(await who({}), role);
    assert.equal(
      await who({ accessKeyId: `ASIA${management}ROOT` }),
      `arn:aws:iam::${management}:root`,
    );
    assert.match(
      (await who({ accessKeyId: `AKIA${dev}SAND` })) ?? "",
      /^arn:aws:sts::222222222222:/,
    );
    const { Credentials, AssumedRoleUser } = await new STS(settings()).assumeRole({
      RoleArn: `arn:aws:iam::${dev}:role/OrganizationAccountAccessRole`,
      RoleSessionName: "me",
    });
    assert.ok(Credentials?.Expiration instanceof Date);
    assert.match(AssumedRoleUser?.Arn ?? "", /:assumed-role\/OrganizationAccountAccessRole\/me$/);
    const accessKeyId = Credentials?.AccessKeyId ?? "";
    assert.match((await who({ accessKeyId })) ?? "", /^arn:aws:sts::222222222222:/);
  });

  it("tells of the management account's root user and of users", async () => {
    const client = new IAM(settings());
    const { SummaryMap } = await client.getAccountSummary({});
    assert.deepEqual(
      [
        SummaryMap?.AccountMFAEnabled,
        SummaryMap?.AccountAccessKeysPresent,
        SummaryMap?.AccountPasswordPresent,
        SummaryMap?.Users,
      ],
      [1, 0, 1, 1],
    );
    const { Users = [] } = await client.listUsers({});
    assert.deepEqual(
      Users.map(({ UserName, CreateDate }) => [UserName, CreateDate?.toISOString()]),
      [["ci", "2024-05-01T00:00:00.000Z"]],
    );
    const { User } = await client.getUser({ UserName: "ci" });
    assert.equal(User?.Arn, `arn:aws:iam::${management}:user/ci`);
    const { AccessKeyMetadata = [] } = await client.listAccessKeys({ UserName: "ci" });
    assert.deepEqual(
      AccessKeyMetadata.map(({ Status }) => Status),
      ["Active", "Inactive"],
    );
    const used = async (AccessKeyId = "") =>
      (await client.getAccessKeyLastUsed({ AccessKeyId })).AccessKeyLastUsed;
    const [first, second] = AccessKeyMetadata;
    assert.equal(
      (await used(first?.AccessKeyId))?.LastUsedDate?.toISOString(),
      "2026-10-31T00:00:00.000Z",
    );
    assert.deepEqual(await used(second?.AccessKeyId), { ServiceName: "N/A", Region: "N/A" });
    await assert.rejects(client.getLoginProfile({ UserName: "ci" }), {
      name: "NoSuchEntityException",
    });
    assert.deepEqual((await client.listMFADevices({ UserName: "ci" })).MFADevices, []);
    const { VirtualMFADevices } = await client.listVirtualMFADevices({});
    assert.deepEqual(
      VirtualMFADevices?.map(({ SerialNumber }) => SerialNumber),
      [`arn:aws:iam::${management}:mfa/root-account-mfa-device`],
    );
    const { PasswordPolicy } = await client.getAccountPasswordPolicy({});
    assert.deepEqual(
      [
        PasswordPolicy?.MinimumPasswordLength,
        PasswordPolicy?.RequireSymbols,
        PasswordPolicy?.MaxPasswordAge,
      ],
      [14, true, 90],
    );
    assert.deepEqual((await client.listAccountAliases({})).AccountAliases, []);
    const features = await client.listOrganizationsFeatures({});
    assert.deepEqual(features.EnabledFeatures, ["RootCredentialsManagement", "RootSessions"]);
    const other = new IAM(of(dev));
    assert.equal((await other.getLoginProfile({ UserName: "ada" })).LoginProfile?.UserName, "ada");
    await assert.rejects(other.getAccountPasswordPolicy({}), { name: "NoSuchEntityException" });
    await assert.rejects(other.getUser({}), { name: "ValidationError" });
  });

  it("makes the credential report, as a table", async () => {
    const client = new IAM(settings());
    await assert.rejects(client.getCredentialReport({}), {
      name: "CredentialReportNotPresentException",
    });
    assert.equal((await client.generateCredentialReport({})).State, "STARTED");
    assert.equal((await client.generateCredentialReport({})).State, "COMPLETE");
    const { Content, ReportFormat, GeneratedTime } = await client.getCredentialReport({});
    assert.equal(ReportFormat, "text/csv");
    assert.ok(GeneratedTime instanceof Date);
    const [head = [], ...rows] = Buffer.from(Content ?? "")
      .toString("utf8")
      .split("\n")
      .map((line) => line.split(","));
    const column = (name: string) => rows.map((row) => row[head.indexOf(name)]);
    assert.deepEqual(column("user"), ["<root_account>", "ci"]);
    assert.deepEqual(column("mfa_active"), ["true", "false"]);
    assert.deepEqual(column("password_enabled"), ["not_supported", "false"]);
    assert.deepEqual(column("access_key_1_active"), ["false", "true"]);
    assert.deepEqual(column("access_key_1_last_used_date"), ["N/A", "2026-10-31T00:00:00+00:00"]);
    assert.ok(rows.every((row) => row.length === head.length));
  });

  it("takes on a member account's root user for a task, where central root access is on", async () => {
    const task = {
      TaskPolicyArn: { arn: "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials" },
    };
    const assume = async (TargetPrincipal: string, keys = settings()) =>
      (await new STS(keys).assumeRoot({ TargetPrincipal, ...task })).Credentials?.AccessKeyId ?? "";
    const root = async (id: string) => {
      const client = new IAM(settings({ accessKeyId: await assume(id) }));
      const password = await client.getLoginProfile({}).then(
        () => true,
        () => false,
      );
      const keys = (await client.listAccessKeys({})).AccessKeyMetadata?.length;
      return { password, keys, mfa: (await client.listMFADevices({})).MFADevices?.length };
    };
    assert.deepEqual(await root(prod), { password: true, keys: 1, mfa: 0 });
    assert.deepEqual(await root(dev), { password: false, keys: 0, mfa: 0 });
    for (const refused of [assume(management), assume("999999999999"), assume(prod, of(dev))]) {
      await assert.rejects(refused, { name: "AccessDenied" });
    }
  });

  it("tells trails, and which of them are seen from where", async () => {
    const client = new CloudTrail(settings());
    const names = async (one: CloudTrail, changes = {}) =>
      (await one.describeTrails(changes)).trailList?.map(({ Name }) => Name);
    assert.deepEqual(await names(client), ["organization"]);
    assert.deepEqual(await names(new CloudTrail(settings({ region: "us-east-1" }))), [
      "organization",
    ]);
    const inUs = new CloudTrail(settings({ region: "us-east-1", accessKeyId: `ASIA${dev}SAND` }));
    assert.deepEqual(await names(inUs), ["organization", "local"]);
    assert.deepEqual(await names(inUs, { includeShadowTrails: false }), ["local"]);
    assert.deepEqual(
      (await inUs.listTrails({})).Trails?.map(({ Name }) => Name),
      ["organization", "local"],
    );
    assert.equal((await inUs.getTrailStatus({ Name: "local" })).IsLogging, false);
    const { Trail } = await client.getTrail({ Name: "organization" });
    assert.deepEqual(
      [Trail?.IsOrganizationTrail, Trail?.IsMultiRegionTrail, Trail?.LogFileValidationEnabled],
      [true, true, true],
    );
    const status = await client.getTrailStatus({ Name: Trail?.TrailARN });
    assert.equal(status.IsLogging, true);
    assert.ok(status.LatestDeliveryTime instanceof Date);
    const selectors = await client.getEventSelectors({ TrailName: "organization" });
    assert.equal(selectors.EventSelectors?.[0]?.IncludeManagementEvents, true);
    await assert.rejects(client.getTrail({ Name: "local" }), { name: "TrailNotFoundException" });
  });

  it("tells analyzers, in their account and Region alone", async () => {
    const client = new AccessAnalyzer(settings());
    const { analyzers = [] } = await client.listAnalyzers({});
    assert.deepEqual(
      analyzers.map(({ name, type, status }) => [name, type, status]),
      [
        ["external", "ORGANIZATION", "ACTIVE"],
        ["unused", "ORGANIZATION_UNUSED_ACCESS", "ACTIVE"],
      ],
    );
    assert.ok(analyzers.every(({ createdAt }) => createdAt instanceof Date));
    const filtered = await client.listAnalyzers({ type: "ORGANIZATION_UNUSED_ACCESS" });
    assert.deepEqual(
      filtered.analyzers?.map(({ name }) => name),
      ["unused"],
    );
    const { analyzer } = await client.getAnalyzer({ analyzerName: "external" });
    assert.equal(analyzer?.type, "ORGANIZATION");
    await assert.rejects(client.getAnalyzer({ analyzerName: "a b/ü" }), {
      name: "ResourceNotFoundException",
    });
    const elsewhere = new AccessAnalyzer(settings({ region: "us-east-1" }));
    assert.deepEqual((await elsewhere.listAnalyzers({})).analyzers, []);
  });

  it("tells the recorder of AWS Config, its types and what it delivered, and stops it", async () => {
    const client = new ConfigService(settings());
    const { ConfigurationRecorders = [] } = await client.describeConfigurationRecorders({});
    assert.deepEqual(
      ConfigurationRecorders.map(({ name, recordingGroup }) => [
        name,
        recordingGroup?.allSupported,
      ]),
      [["default", true]],
    );
    const isRecording = async () => {
      const answer = await client.describeConfigurationRecorderStatus({});
      return answer.ConfigurationRecordersStatus?.map(({ recording }) => recording);
    };
    assert.deepEqual(await isRecording(), [true]);
    const { DeliveryChannelsStatus } = await client.describeDeliveryChannelStatus({});
    assert.equal(DeliveryChannelsStatus?.[0]?.configHistoryDeliveryInfo?.lastStatus, "Success");
    await client.stopConfigurationRecorder({ ConfigurationRecorderName: "default" });
    assert.deepEqual(await isRecording(), [false]);
    await assert.rejects(client.stopConfigurationRecorder({ ConfigurationRecorderName: "other" }), {
      name: "NoSuchConfigurationRecorderException",
    });
    const elsewhere = new ConfigService(settings({ region: "us-east-1" }));
    const none = await elsewhere.describeConfigurationRecorders({});
    assert.deepEqual(none.ConfigurationRecorders, []);
  });

  it("tells contacts, of other accounts to the management account alone", async () => {
    const client = new Account(settings());
    const security = { AlternateContactType: "SECURITY" } as const;
    const { AlternateContact } = await client.getAlternateContact(security);
    assert.equal(AlternateContact?.EmailAddress, "security@example.com");
    await assert.rejects(client.getAlternateContact({ ...security, AccountId: dev }), {
      name: "ResourceNotFoundException",
    });
    const { ContactInformation } = await client.getContactInformation({ AccountId: prod });
    assert.deepEqual(
      [ContactInformation?.FullName, ContactInformation?.CompanyName],
      ["Grace", "R & D <Ltd>"],
    );
    assert.equal(
      (await client.getContactInformation({})).ContactInformation?.FullName,
      "management",
    );
    const denied = { name: "AccessDeniedException" };
    await assert.rejects(client.getContactInformation({ AccountId: management }), denied);
    await assert.rejects(new Account(of(dev)).getContactInformation({ AccountId: prod }), denied);
  });

  it("makes and changes users of IAM and their credentials", async () => {
    const client = new IAM(settings());
    const UserName = "eve";
    await client.createUser({ UserName });
    await assert.rejects(client.createUser({ UserName: "Eve" }), {
      name: "EntityAlreadyExistsException",
    });
    await client.createLoginProfile({ UserName, Password: "example" });
    const SerialNumber = `arn:aws:iam::${management}:mfa/eve`;
    const codes = { AuthenticationCode1: "123456", AuthenticationCode2: "234567" };
    await client.enableMFADevice({ UserName, SerialNumber, ...codes });
    assert.equal((await client.listMFADevices({ UserName })).MFADevices?.length, 1);
    const { AccessKey } = await client.createAccessKey({ UserName });
    const AccessKeyId = AccessKey?.AccessKeyId ?? "";
    await client.createAccessKey({ UserName });
    await assert.rejects(client.createAccessKey({ UserName }), { name: "LimitExceededException" });
    await client.updateAccessKey({ UserName, AccessKeyId, Status: "Inactive" });
    const keys = async () => (await client.listAccessKeys({ UserName })).AccessKeyMetadata ?? [];
    const status = (await keys()).find((key) => key.AccessKeyId === AccessKeyId)?.Status;
    assert.equal(status, "Inactive");
    await assert.rejects(client.deleteUser({ UserName }), { name: "DeleteConflictException" });
    for (const { AccessKeyId } of await keys()) {
      await client.deleteAccessKey({ UserName, AccessKeyId });
    }
    await client.deactivateMFADevice({ UserName, SerialNumber });
    await client.deleteLoginProfile({ UserName });
    await client.deleteUser({ UserName });
    await assert.rejects(client.getUser({ UserName }), { name: "NoSuchEntityException" });
  });

  it("makes and takes away credentials of the root user, for the root user alone", async () => {
    const root = new IAM(settings({ accessKeyId: `ASIA${management}ROOT` }));
    const summary = async () => (await root.getAccountSummary({})).SummaryMap;
    const { AccessKey } = await root.createAccessKey({});
    assert.equal((await summary())?.AccountAccessKeysPresent, 1);
    await root.deleteAccessKey({ AccessKeyId: AccessKey?.AccessKeyId });
    const SerialNumber = `arn:aws:iam::${management}:mfa/root-account-mfa-device`;
    await root.deactivateMFADevice({ SerialNumber });
    const { AccountAccessKeysPresent, AccountMFAEnabled } = (await summary()) ?? {};
    assert.deepEqual([AccountAccessKeysPresent, AccountMFAEnabled], [0, 0]);
    await assert.rejects(new IAM(settings()).createAccessKey({}), { name: "ValidationError" });
  });

  it("sets and removes the password policy: what is left out is AWS's default", async () => {
    const client = new IAM(settings());
    await client.updateAccountPasswordPolicy({ RequireNumbers: true });
    const { PasswordPolicy } = await client.getAccountPasswordPolicy({});
    assert.deepEqual(
      [PasswordPolicy?.MinimumPasswordLength, PasswordPolicy?.RequireNumbers],
      [6, true],
    );
    assert.equal(PasswordPolicy?.RequireSymbols, false);
    await client.deleteAccountPasswordPolicy({});
    await assert.rejects(client.getAccountPasswordPolicy({}), { name: "NoSuchEntityException" });
  });

  it("turns central root access off and on, where IAM is trusted", async () => {
    const client = new IAM(settings());
    const features = async () => (await client.listOrganizationsFeatures({})).EnabledFeatures;
    await client.disableOrganizationsRootSessions({});
    await client.disableOrganizationsRootCredentialsManagement({});
    assert.deepEqual(await features(), []);
    await client.enableOrganizationsRootCredentialsManagement({});
    await client.enableOrganizationsRootSessions({});
    assert.deepEqual(await features(), ["RootCredentialsManagement", "RootSessions"]);
    const organizations = new Organizations(settings());
    const ServicePrincipal = "iam.amazonaws.com";
    await organizations.disableAWSServiceAccess({ ServicePrincipal });
    await assert.rejects(client.enableOrganizationsRootSessions({}), {
      name: "ServiceAccessNotEnabledException",
    });
    await organizations.enableAWSServiceAccess({ ServicePrincipal });
  });

  it("tells the roles of permission sets in an account", async () => {
    const { Instances } = await new SSOAdmin(settings()).listInstances({});
    const InstanceArn = Instances?.[0]?.InstanceArn;
    const sso = new SSOAdmin(settings());
    const { PermissionSet } = await sso.createPermissionSet({ InstanceArn, Name: "reader" });
    const identities = new Identitystore(settings());
    const IdentityStoreId = Instances?.[0]?.IdentityStoreId;
    const { Groups } = await identities.listGroups({ IdentityStoreId });
    await sso.createAccountAssignment({
      ...{ InstanceArn, PermissionSetArn: PermissionSet?.PermissionSetArn, TargetId: dev },
      ...{ TargetType: "AWS_ACCOUNT", PrincipalType: "GROUP", PrincipalId: Groups?.[0]?.GroupId },
    });
    const client = new IAM(of(dev));
    const PathPrefix = "/aws-reserved/sso.amazonaws.com/";
    const { Roles = [] } = await client.listRoles({ PathPrefix });
    const [role] = Roles;
    assert.match(role?.RoleName ?? "", /^AWSReservedSSO_reader_[0-9a-f]{16}$/);
    assert.equal(role?.Path, `${PathPrefix}eu-west-1/`);
    const { Role } = await client.getRole({ RoleName: role?.RoleName });
    assert.equal(Role?.Arn, role?.Arn);
    assert.deepEqual((await new IAM(settings()).listRoles({})).Roles, []);
    await assert.rejects(client.getRole({ RoleName: "other" }), { name: "NoSuchEntityException" });
  });

  it("makes, changes and deletes roles, with all that they hold", async () => {
    const client = new IAM(of(dev));
    const RoleName = "deployer";
    const trust = (AWS: string) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" }],
      });
    const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const PolicyName = "deploys";
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
    });
    const AssumeRolePolicyDocument = trust(management);
    const created = await client.createRole({ RoleName, AssumeRolePolicyDocument, Path: "/ci/" });
    assert.equal(created.Role?.Arn, `arn:aws:iam::${dev}:role/ci/deployer`);
    await assert.rejects(client.createRole({ RoleName, AssumeRolePolicyDocument }), {
      name: "EntityAlreadyExistsException",
    });
    await client.updateRole({ RoleName, Description: "Deploys", MaxSessionDuration: 7200 });
    await client.updateAssumeRolePolicy({ RoleName, PolicyDocument: trust(prod) });
    await client.tagRole({ RoleName, Tags: [{ Key: "team", Value: "platform" }] });
    await client.putRolePermissionsBoundary({ RoleName, PermissionsBoundary: PolicyArn });
    const { Role } = await client.getRole({ RoleName });
    assert.equal(Role?.Description, "Deploys");
    assert.equal(Role?.MaxSessionDuration, 7200);
    assert.equal(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""), trust(prod));
    assert.deepEqual(Role?.Tags, [{ Key: "team", Value: "platform" }]);
    assert.equal(Role?.PermissionsBoundary?.PermissionsBoundaryArn, PolicyArn);
    await client.deleteRolePermissionsBoundary({ RoleName });
    await client.untagRole({ RoleName, TagKeys: ["team"] });
    const bare = (await client.getRole({ RoleName })).Role;
    assert.equal(bare?.PermissionsBoundary, undefined);
    assert.deepEqual(bare?.Tags ?? [], []);

    await client.attachRolePolicy({ RoleName, PolicyArn });
    await client.putRolePolicy({ RoleName, PolicyName, PolicyDocument });
    const { AttachedPolicies = [] } = await client.listAttachedRolePolicies({ RoleName });
    assert.deepEqual(
      AttachedPolicies.map((one) => one.PolicyArn),
      [PolicyArn],
    );
    assert.deepEqual((await client.listRolePolicies({ RoleName })).PolicyNames, [PolicyName]);
    const inline = await client.getRolePolicy({ RoleName, PolicyName });
    assert.equal(decodeURIComponent(inline.PolicyDocument ?? ""), PolicyDocument);
    await assert.rejects(client.deleteRole({ RoleName }), { name: "DeleteConflictException" });
    await client.detachRolePolicy({ RoleName, PolicyArn });
    await client.deleteRolePolicy({ RoleName, PolicyName });
    await client.deleteRole({ RoleName });
    await assert.rejects(client.getRole({ RoleName }), { name: "NoSuchEntityException" });
  });

  it("makes, changes, starts and stops trails", async () => {
    const client = new CloudTrail(settings());
    const Name = "mine";
    const made = await client.createTrail({ Name, S3BucketName: "logs" });
    assert.match(made.TrailARN ?? "", /^arn:aws:cloudtrail:eu-west-1:0{11}1:trail\/mine$/);
    await assert.rejects(client.createTrail({ Name, S3BucketName: "logs" }), {
      name: "TrailAlreadyExistsException",
    });
    const isLogging = async () => (await client.getTrailStatus({ Name })).IsLogging;
    assert.equal(await isLogging(), false);
    await client.startLogging({ Name });
    assert.equal(await isLogging(), true);
    const changed = await client.updateTrail({ Name, EnableLogFileValidation: true });
    assert.deepEqual(
      [changed.LogFileValidationEnabled, changed.IsMultiRegionTrail, changed.S3BucketName],
      [true, false, "logs"],
    );
    await client.stopLogging({ Name });
    assert.equal(await isLogging(), false);
    await client.deleteTrail({ Name });
    await assert.rejects(client.getTrail({ Name }), { name: "TrailNotFoundException" });
  });

  it("makes and deletes analyzers and contacts", async () => {
    const analyzers = new AccessAnalyzer(settings());
    const analyzer = {
      analyzerName: "own",
      type: "ACCOUNT_UNUSED_ACCESS",
      tags: { team: "a" },
      configuration: { unusedAccess: { unusedAccessAge: 30 } },
    } as const;
    const { arn = "" } = await analyzers.createAnalyzer(analyzer);
    await analyzers.tagResource({ resourceArn: arn, tags: { stage: "b" } });
    await analyzers.untagResource({ resourceArn: arn, tagKeys: ["team"] });
    const made = (await analyzers.getAnalyzer({ analyzerName: "own" })).analyzer;
    assert.deepEqual(made?.tags, { stage: "b" });
    assert.deepEqual(made?.configuration, analyzer.configuration);
    await assert.rejects(analyzers.createAnalyzer(analyzer), { name: "ConflictException" });
    await analyzers.deleteAnalyzer({ analyzerName: "own" });
    await assert.rejects(analyzers.getAnalyzer({ analyzerName: "own" }), {
      name: "ResourceNotFoundException",
    });
    const contacts = new Account(settings());
    const type = { AlternateContactType: "BILLING" } as const;
    const contact = { Name: "Bo", Title: "CFO", EmailAddress: "bo@example.com", PhoneNumber: "+1" };
    await contacts.putAlternateContact({ ...type, ...contact });
    const { AlternateContact } = await contacts.getAlternateContact(type);
    assert.deepEqual(AlternateContact, { ...type, ...contact });
    await contacts.deleteAlternateContact(type);
    await assert.rejects(contacts.getAlternateContact(type), { name: "ResourceNotFoundException" });
    const security = { AlternateContactType: "SECURITY" } as const;
    assert.ok((await contacts.getAlternateContact(security)).AlternateContact);
  });

  it("has answered every operation of its tables by now", () => {
    refuseUntested(fixture, [accessAnalyzer, account, cloudTrail, iam, sts]);
  });
});

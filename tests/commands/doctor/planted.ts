import type { CheckId } from "../../../model/schema/doctor.ts";
import { management, type Owner } from "./owner.ts";

/** Something that an owner does and shouldn't, and what the doctor finds of it, by check. */
export interface Planted {
  readonly what: string;
  readonly plant: (owner: Owner) => Promise<unknown>;
  readonly found: Partial<Record<CheckId, readonly string[]>>;
  /** What else it needs as it was. */
  readonly uses?: readonly string[];
}

/** Active member accounts, unit by unit. */
const allMembers = [
  ...["555555555555", "666666666666", "444444444444"],
  ...["111111111111", "222222222222", "333333333333"],
];
/** The one of stack dev. */
const trail = { Name: "audit-trail" };
const codes = { AuthenticationCode1: "123456", AuthenticationCode2: "123457" };

async function person(owner: Owner, UserName: string, isSafe: boolean): Promise<void> {
  await owner.iam.createUser({ UserName });
  await owner.iam.createLoginProfile({ UserName, Password: "example" });
  const SerialNumber = `arn:aws:iam::${management}:mfa/${UserName}`;
  if (isSafe) await owner.iam.enableMFADevice({ UserName, SerialNumber, ...codes });
}

/** Each on its own, in the organization of stack dev, which stands well otherwise. */
export const planted: readonly Planted[] = [
  {
    what: "the root user loses its MFA device",
    plant: ({ root }) =>
      root.deactivateMFADevice({
        SerialNumber: `arn:aws:iam::${management}:mfa/root-account-mfa-device`,
      }),
    found: { "root-mfa": [management] },
  },
  {
    what: "the root user makes an access key",
    plant: ({ root }) => root.createAccessKey({}),
    found: { "root-no-access-keys": [management] },
  },
  {
    what: "sessions of root users are turned off",
    plant: ({ iam }) => iam.disableOrganizationsRootSessions({}),
    found: { "central-root-access": ["RootSessions"] },
  },
  {
    what: "central root access is turned off, and IAM is trusted no more",
    plant: async ({ iam, organizations }) => {
      await iam.disableOrganizationsRootSessions({});
      await iam.disableOrganizationsRootCredentialsManagement({});
      await organizations.disableAWSServiceAccess({ ServicePrincipal: "iam.amazonaws.com" });
    },
    found: { "central-root-access": ["RootCredentialsManagement", "RootSessions"] },
  },
  {
    what: "somebody gets a user of IAM, with MFA",
    plant: (owner) => person(owner, "eve", true),
    found: { "iam-no-passwords": ["eve"] },
  },
  {
    what: "somebody gets a user of IAM, without MFA",
    plant: (owner) => person(owner, "mallory", false),
    found: { "iam-no-passwords": ["mallory"], "iam-mfa": ["mallory"] },
  },
  {
    what: "a machine gets an access key",
    plant: async ({ iam }) => {
      await iam.createUser({ UserName: "ci" });
      await iam.createAccessKey({ UserName: "ci" });
    },
    found: { "iam-no-access-keys": ["ci"] },
  },
  {
    what: "the recorder of AWS Config is stopped",
    plant: ({ config }) =>
      config.stopConfigurationRecorder({ ConfigurationRecorderName: "detection" }),
    found: { "config-recorder": ["stopped"] },
  },
  {
    what: "a password policy leaves classes out",
    plant: ({ iam }) => iam.updateAccountPasswordPolicy({ MinimumPasswordLength: 8 }),
    found: { "iam-password-policy": ["minimumLength", "reusePrevention", "classes"] },
  },
  {
    what: "the password policy is deleted",
    plant: ({ iam }) => iam.deleteAccountPasswordPolicy({}),
    found: { "iam-password-policy": ["none"] },
  },
  {
    what: "a Region is taken from Identity Center",
    plant: async (owner) => {
      const { InstanceArn } = await owner.instance();
      await owner.center.removeRegion({ InstanceArn, RegionName: "us-east-1" });
    },
    found: { "identity-center-regions": ["us-east-1"] },
  },
  {
    what: "Identity Center is trusted no more",
    plant: async ({ organizations }) => {
      const ServicePrincipal = "sso.amazonaws.com";
      await organizations.deregisterDelegatedAdministrator({
        AccountId: "666666666666",
        ServicePrincipal,
      });
      await organizations.disableAWSServiceAccess({ ServicePrincipal });
    },
    found: { "identity-center-trusted": ["sso.amazonaws.com"] },
    // A delegated administrator is deregistered first.
    uses: ["delegated-administrator", "management-account-sets"],
  },
  {
    what: "a set that is given in member accounts is given in the management account, too",
    plant: async (owner) =>
      owner.center.createAccountAssignment({
        ...(await owner.set("auditor")),
        PrincipalType: "GROUP",
        PrincipalId: await owner.group("auditors"),
        TargetType: "AWS_ACCOUNT",
        TargetId: management,
      }),
    found: { "management-account-sets": ["auditor"] },
  },
  {
    what: "the delegated administrator is closed",
    plant: ({ organizations }) => organizations.closeAccount({ AccountId: "666666666666" }),
    found: { "delegated-administrator": ["666666666666"] },
    // A closed account isn't guarded.
    uses: ["control-policies", "identity-center-trusted", "member-root-denied"],
  },
  {
    what: "the last administrator leaves",
    plant: (owner) => owner.leave("ada", "identity-administrators"),
    found: { administrators: ["nobody"], "groups-with-members": ["identity-administrators"] },
  },
  {
    what: "administrators are denied what administers",
    plant: async (owner) => {
      const set = await owner.set("identity-administrator");
      await owner.center.putInlinePolicyToPermissionSet({
        ...set,
        InlinePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Deny", Action: "sso:*", Resource: "*" }],
        }),
      });
      await owner.center.provisionPermissionSet({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
    },
    found: { administrators: ["nobody"] },
  },
  {
    what: "a person gets access of their own",
    plant: async (owner) =>
      owner.center.createAccountAssignment({
        ...(await owner.set("developer")),
        PrincipalType: "USER",
        PrincipalId: await owner.person("grace"),
        TargetType: "AWS_ACCOUNT",
        TargetId: "111111111111",
      }),
    found: { "no-direct-assignments": ["grace"] },
  },
  {
    what: "a group is made for nobody",
    plant: async (owner) => {
      const { IdentityStoreId } = await owner.instance();
      await owner.store.createGroup({ IdentityStoreId, DisplayName: "later" });
    },
    found: { "groups-with-members": ["later"] },
  },
  {
    what: "a person is made for nothing",
    plant: (owner) => owner.newPerson("zoe"),
    found: { "people-in-groups": ["zoe"] },
  },
  {
    what: "a permission set is made for nobody",
    plant: async (owner) => {
      const { InstanceArn } = await owner.instance();
      await owner.center.createPermissionSet({ InstanceArn, Name: "spare" });
    },
    found: { "sets-assigned": ["spare"] },
  },
  {
    what: "a permission set changes, and isn't provisioned",
    plant: async (owner) =>
      owner.center.attachManagedPolicyToPermissionSet({
        ...(await owner.set("billing")),
        ManagedPolicyArn: "arn:aws:iam::aws:policy/SecurityAudit",
      }),
    found: { "sets-provisioned": ["billing"] },
  },
  {
    what: "the guardrail is detached, and only sandboxes have another policy",
    plant: async (owner) => {
      const PolicyId = await owner.policyId("root-guardrails");
      const { Targets = [] } = await owner.organizations.listTargetsForPolicy({ PolicyId });
      for (const { TargetId } of Targets) {
        await owner.organizations.detachPolicy({ PolicyId, TargetId });
      }
    },
    found: {
      "control-policies": allMembers.filter((id) => id !== "444444444444"),
      "member-root-denied": allMembers,
    },
  },
  {
    what: "the guardrail leaves root users something",
    plant: async (owner) =>
      owner.organizations.updatePolicy({
        PolicyId: await owner.policyId("root-guardrails"),
        Content: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Deny", Action: "ec2:*", Resource: "*" }],
        }),
      }),
    found: { "member-root-denied": allMembers },
  },
  {
    what: "service control policies are turned off",
    plant: async ({ organizations }) => {
      const RootId = (await organizations.listRoots({})).Roots?.[0]?.Id;
      await organizations.disablePolicyType({ RootId, PolicyType: "SERVICE_CONTROL_POLICY" });
    },
    found: { "control-policies": ["disabled"], "member-root-denied": allMembers },
  },
  {
    what: "the trail is stopped",
    plant: ({ trails }) => trails.stopLogging(trail),
    found: { "organization-trail": ["audit-trail"] },
  },
  {
    what: "the trail is narrowed to a Region, and can't be checked",
    plant: ({ trails }) =>
      trails.updateTrail({ ...trail, IsMultiRegionTrail: false, EnableLogFileValidation: false }),
    found: { "organization-trail": ["audit-trail"], "trail-validation": ["audit-trail"] },
  },
  {
    what: "the trail is deleted, and another records one account",
    plant: async ({ trails }) => {
      await trails.deleteTrail(trail);
      await trails.createTrail({ Name: "own", S3BucketName: "logs", IsMultiRegionTrail: true });
      await trails.startLogging({ Name: "own" });
    },
    found: { "organization-trail": ["none"] },
  },
  {
    what: "analyzers are deleted",
    plant: async ({ analyzers }) => {
      const made = await analyzers.listAnalyzers({});
      for (const { name } of made.analyzers ?? []) {
        await analyzers.deleteAnalyzer({ analyzerName: name });
      }
      await analyzers.createAnalyzer({ analyzerName: "own", type: "ACCOUNT" });
    },
    found: { "external-access-analyzer": ["eu-west-1"], "unused-access-analyzer": ["eu-west-1"] },
  },
  {
    what: "nobody is to be told of what is wrong with security",
    plant: ({ account }) => account.deleteAlternateContact({ AlternateContactType: "SECURITY" }),
    found: { "alternate-contacts": ["SECURITY"] },
  },
];

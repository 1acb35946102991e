import assert from "node:assert/strict";
import { type Compared, DriftFixture } from "./driftFixture.ts";
import { said } from "./said.ts";

/** What somebody does past Pulumi, and all that is said of it. */
type Row = readonly [
  what: string,
  change: (fixture: DriftFixture) => Promise<unknown>,
  expected: readonly string[],
  compared?: Compared,
];

const denial = JSON.stringify({
  Statement: {
    Resource: ["*"],
    Action: ["ssm:getparameter*", "secretsmanager:GetSecretValue"],
    Effect: "Deny",
    Sid: "NoSecrets",
  },
  Version: "2012-10-17",
});
const managed = (name: string) => ({ ManagedPolicyArn: `arn:aws:iam::aws:policy/${name}` });

const rows: readonly Row[] = [
  ["nothing", async () => {}, []],
  [
    "an attribute of a person",
    async (aws) =>
      aws.store.updateUser({
        ...aws.directory,
        UserId: await aws.userId("ada"),
        Operations: [
          { AttributePath: "title", AttributeValue: "Boss" },
          { AttributePath: "nickName", AttributeValue: "Ada" },
          { AttributePath: "name.familyName", AttributeValue: "King" },
        ],
      }),
    [
      "person ada: familyName: Lovelace / King [refresh]",
      "person ada: nickname: - / Ada [refresh]",
      "person ada: title: Head of Infrastructure / Boss [refresh]",
    ],
  ],
  [
    "a person who is gone",
    async (aws) => aws.store.deleteUser({ ...aws.directory, UserId: await aws.userId("grace") }),
    [
      "less grace developer 333333333333 through engineers",
      "less grace developer 444444444444 through engineers",
      "less grace read-only 111111111111 through engineers",
      "less grace read-only 222222222222 through engineers",
      "less grace read-only 333333333333 through engineers",
      "person grace: code/- [refresh]",
    ],
  ],
  [
    "a person of the console's",
    (aws) =>
      aws.store.createUser({
        ...aws.directory,
        UserName: "mallory",
        DisplayName: "Mallory",
        Name: { GivenName: "Mal", FamilyName: "Lory" },
      }),
    ["unnamed people mallory"],
  ],
  [
    "a description of a group",
    async (aws) =>
      aws.store.updateGroup({
        ...aws.directory,
        GroupId: await aws.groupId("auditors"),
        Operations: [{ AttributePath: "description", AttributeValue: "Others" }],
      }),
    ["group auditors: description: Internal audit, read-only everywhere / Others [refresh]"],
  ],
  [
    "the name of a group",
    async (aws) =>
      aws.store.updateGroup({
        ...aws.directory,
        GroupId: await aws.groupId("finance"),
        Operations: [{ AttributePath: "displayName", AttributeValue: "money" }],
      }),
    ["group finance: displayName: finance / money [refresh]"],
  ],
  [
    "a group of the console's with a permission set of the code's",
    async (aws) => {
      const { GroupId } = await aws.store.createGroup({
        ...aws.directory,
        DisplayName: "contractors",
      });
      const MemberId = { UserId: await aws.userId("alan") };
      await aws.store.createGroupMembership({ ...aws.directory, GroupId, MemberId });
      await aws.sso.createAccountAssignment(
        await aws.assignment("billing", { group: "contractors" }, "000000000001"),
      );
    },
    ['more alan billing 000000000001 through "contractors"', "unnamed groups contractors"],
  ],
  [
    "a member more, and one less",
    async (aws) => {
      const GroupId = await aws.groupId("finance");
      const { GroupMemberships = [] } = await aws.store.listGroupMemberships({
        ...aws.directory,
        GroupId,
      });
      const [{ MembershipId } = {}] = GroupMemberships;
      await aws.store.deleteGroupMembership({ ...aws.directory, MembershipId });
      const MemberId = { UserId: await aws.userId("alan") };
      await aws.store.createGroupMembership({ ...aws.directory, GroupId, MemberId });
    },
    [
      "less katherine billing 000000000001 through finance",
      "member alan of finance: -/AWS [hand]",
      "member katherine of finance: code/- [refresh]",
      "more alan billing 000000000001 through finance",
    ],
  ],
  [
    "a member who was taken out and put back",
    async (aws) => {
      const GroupId = await aws.groupId("finance");
      const MemberId = { UserId: await aws.userId("katherine") };
      const { GroupMemberships = [] } = await aws.store.listGroupMemberships({
        ...aws.directory,
        GroupId,
      });
      const [{ MembershipId } = {}] = GroupMemberships;
      await aws.store.deleteGroupMembership({ ...aws.directory, MembershipId });
      await aws.store.createGroupMembership({ ...aws.directory, GroupId, MemberId });
    },
    ["member katherine of finance: code/AWS [refresh]"],
  ],
  [
    "settings of a permission set",
    async (aws) =>
      aws.sso.updatePermissionSet({
        ...(await aws.set("billing")),
        Description: "Bills, budgets and cost reports",
        SessionDuration: "PT12H",
      }),
    [
      "behind billing 000000000001 differs",
      "permission set billing: relayState: https://console.aws.amazon.com/billing/home / - [refresh]",
      "permission set billing: sessionDuration: PT4H / PT12H [refresh]",
    ],
  ],
  [
    "the same session, written otherwise",
    async (aws) =>
      aws.sso.updatePermissionSet({
        ...(await aws.set("identity-administrator")),
        Description: "Manages Identity Center and IAM",
        SessionDuration: "PT60M",
      }),
    // AWS tells the texts apart, and brings neither to the account by itself.
    ["behind identity-administrator 000000000001"],
  ],
  [
    "an AWS managed policy more, and one less",
    async (aws) => {
      const set = await aws.set("auditor");
      await aws.sso.attachManagedPolicyToPermissionSet({ ...set, ...managed("IAMFullAccess") });
      await aws.sso.detachManagedPolicyFromPermissionSet({ ...set, ...managed("SecurityAudit") });
      await aws.sso.provisionPermissionSet({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
    },
    [
      "permission set auditor: AWS managed policy IAMFullAccess: - / attached [refresh]",
      "permission set auditor: AWS managed policy SecurityAudit: attached / - [refresh]",
    ],
  ],
  [
    "a customer managed policy",
    async (aws) => {
      const set = await aws.set("billing");
      await aws.sso.attachCustomerManagedPolicyReferenceToPermissionSet({
        ...set,
        CustomerManagedPolicyReference: { Name: "workload-boundary", Path: "/boundaries/" },
      });
      await aws.sso.provisionPermissionSet({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
    },
    [
      "permission set billing: customer managed policy /boundaries/workload-boundary: - / attached [refresh]",
    ],
  ],
  [
    "another boundary",
    async (aws) => {
      const set = await aws.set("developer");
      await aws.sso.putPermissionsBoundaryToPermissionSet({
        ...set,
        PermissionsBoundary: managed("ReadOnlyAccess"),
      });
      await aws.sso.provisionPermissionSet({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
    },
    [
      "permission set developer: permissionsBoundary: /boundaries/workload-boundary / ReadOnlyAccess [refresh]",
    ],
  ],
  [
    "no boundary",
    async (aws) => {
      const set = await aws.set("developer");
      await aws.sso.deletePermissionsBoundaryFromPermissionSet(set);
      await aws.sso.provisionPermissionSet({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
    },
    ["permission set developer: permissionsBoundary: /boundaries/workload-boundary / - [refresh]"],
  ],
  [
    "no inline policy",
    async (aws) => {
      const set = await aws.set("read-only");
      await aws.sso.deleteInlinePolicyFromPermissionSet(set);
      await aws.sso.provisionPermissionSet({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
    },
    [
      'permission set read-only: inlinePolicy: {"Statement":[{"Action":["secretsmanager:getsecretvalue","ssm:getparameter*"],"Effect":"Deny","Resource":["*"],"Sid":"NoSecrets"}],"Version":"2012-10-17"} / - [refresh]',
    ],
  ],
  [
    "the same inline policy, written otherwise",
    async (aws) => {
      const set = await aws.set("read-only");
      await aws.sso.putInlinePolicyToPermissionSet({ ...set, InlinePolicy: denial });
      await aws.sso.provisionPermissionSet({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
    },
    [],
  ],
  [
    "tags of a permission set",
    async (aws) => {
      const { InstanceArn, PermissionSetArn: ResourceArn } = await aws.set("auditor");
      const Tags = [
        { Key: "managed-by", Value: "hand" },
        { Key: "team", Value: "x" },
      ];
      await aws.sso.tagResource({ InstanceArn, ResourceArn, Tags });
    },
    [
      "permission set auditor: tag managed-by: pulumi / hand [refresh]",
      "permission set auditor: tag team: - / x [refresh]",
    ],
  ],
  [
    "a permission set of the console's, assigned to a person",
    async (aws) => {
      const { PermissionSet } = await aws.sso.createPermissionSet({
        ...aws.instance,
        Name: "Everything",
      });
      const set = { ...aws.instance, PermissionSetArn: PermissionSet?.PermissionSetArn };
      await aws.sso.attachManagedPolicyToPermissionSet({
        ...set,
        ...managed("AdministratorAccess"),
      });
      await aws.sso.createAccountAssignment(
        await aws.assignment("Everything", { user: "alan" }, "111111111111"),
      );
    },
    ['more alan "Everything" 111111111111 directly', "unnamed permissionSets Everything"],
  ],
  [
    "an assignment more, and one less",
    async (aws) => {
      await aws.sso.createAccountAssignment(
        await aws.assignment("billing", { group: "finance" }, "111111111111"),
      );
      await aws.sso.deleteAccountAssignment(
        await aws.assignment("billing", { group: "finance" }, "000000000001"),
      );
    },
    [
      "assignment billing for finance in acme-management: code/- [refresh]",
      "assignment billing for finance in payments-prod: -/AWS [hand]",
      "less katherine billing 000000000001 through finance",
      "more katherine billing 111111111111 through finance",
    ],
  ],
  [
    "an assignment of a person's own to what they have anyway",
    async (aws) =>
      aws.sso.createAccountAssignment(
        await aws.assignment("billing", { user: "katherine" }, "000000000001"),
      ),
    ["assignment billing for the user katherine in acme-management: -/AWS [hand]"],
  ],
  [
    "an assignment to a group that is made elsewhere",
    async (aws) =>
      aws.sso.createAccountAssignment(
        await aws.assignment("developer", { group: "security" }, "111111111111"),
      ),
    [
      "assignment developer for security in payments-prod: -/AWS [hand]",
      'more "whoever is in security" developer 111111111111 through security',
    ],
  ],
  [
    "attributes for access control",
    (aws) =>
      aws.sso.updateInstanceAccessControlAttributeConfiguration({
        ...aws.instance,
        InstanceAccessControlAttributeConfiguration: {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
          AccessControlAttributes: [{ Key: "team", Value: { Source: ["${path:userType}"] } }],
        },
      }),
    [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
      "attributes for access control of the instance: team: - / ${path:userType} [refresh]",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
      "attributes for access control of the instance: title: ${path:title} / - [refresh]",
    ],
  ],
  [
    "no attributes for access control",
    (aws) => aws.sso.deleteInstanceAccessControlAttributeConfiguration(aws.instance),
    ["attributes for access control of the instance: code/- [refresh]"],
  ],
  [
    "a permission set that AWS hasn't brought to its accounts",
    async (aws) => {
      const set = await aws.set("billing");
      const policy = managed("SecurityAudit");
      await aws.sso.attachManagedPolicyToPermissionSet({ ...set, ...policy });
      await aws.sso.provisionPermissionSet({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
      await aws.sso.detachManagedPolicyFromPermissionSet({ ...set, ...policy });
    },
    ["behind billing 000000000001"],
  ],
  [
    "a group that was deleted and has its assignments still",
    async (aws) =>
      aws.store.deleteGroup({ ...aws.directory, GroupId: await aws.groupId("finance") }),
    ["group finance: code/- [refresh]", "less katherine billing 000000000001 through finance"],
  ],
  [
    "a title that the state has in another way than the code and AWS",
    async (aws) =>
      aws.store.updateUser({
        ...aws.directory,
        UserId: await aws.userId("grace"),
        Operations: [{ AttributePath: "title", AttributeValue: "Admiral" }],
      }),
    ["person grace: title: Chief / Admiral [update]"],
    { code: (yaml) => yaml.replace("title: Engineer", "title: Chief") },
  ],
  [
    "a title, without a state",
    async (aws) =>
      aws.store.updateUser({
        ...aws.directory,
        UserId: await aws.userId("grace"),
        Operations: [{ AttributePath: "title", AttributeValue: "Admiral" }],
      }),
    ["person grace: title: Engineer / Admiral [?]"],
    { state: "none" },
  ],
  [
    "somebody who was deleted, and made anew by hand",
    async (aws) => {
      await aws.store.deleteUser({ ...aws.directory, UserId: await aws.userId("alan") });
      const { UserId = "" } = await aws.store.createUser({
        ...aws.directory,
        UserName: "ALAN",
        DisplayName: "Alan Turing",
        Name: { GivenName: "Alan", FamilyName: "Turing" },
        Emails: [{ Value: "alan@example.com", Type: "work", Primary: true }],
      });
      const GroupId = await aws.groupId("engineers");
      const MemberId = { UserId };
      await aws.store.createGroupMembership({ ...aws.directory, GroupId, MemberId });
    },
    ["member alan of engineers: code/AWS [refresh]", "person alan: userName: alan / ALAN [hand]"],
  ],
  [
    "nothing, but the code names what isn't there",
    async () => {},
    [
      "group visitors: code/- [hand]",
      "permission set AWSAdministratorAccess: code/- [hand]",
      "person linus: code/- [hand]",
    ],
    {
      code: (yaml) =>
        yaml
          .replace("access:people:", "access:people:\n    linus: { existing: true }")
          .replace(
            "access:permissionSets:",
            "access:permissionSets:\n    AWSAdministratorAccess: { existing: true }",
          )
          .replace("access:groups:", "access:groups:\n    visitors: { existing: true }"),
    },
  ],
  [
    "nothing, but an account has left that the code names",
    async () => {},
    ["problem access:groups.finance.access[0].accounts[0]"],
    {
      code: (yaml) =>
        yaml.replace(
          "billing, accounts: [management",
          'billing, accounts: ["888888888888", management',
        ),
    },
  ],
  [
    "nothing, but the code wants another title",
    async () => {},
    ["person grace: title: Chief / Engineer [update]"],
    { code: (yaml) => yaml.replace("title: Engineer", "title: Chief") },
  ],
  [
    "nothing, but the code doesn't name a group any more",
    async () => {},
    ["group finance: -/AWS [update]", 'more katherine billing 000000000001 through "finance"'],
    { code: (yaml) => yaml.replace(/ {4}finance:[\s\S]*?(?= {4}security:)/, "") },
  ],
  [
    "nothing, but the last day of a line was yesterday",
    async () => {},
    [
      ...["ada", "alan", "grace"].map(
        (one) => `more ${one} read-only 111111111111 through engineers`,
      ),
      "assignment read-only for engineers in payments-prod: -/AWS [update]",
    ],
    { today: "2027-04-01" },
  ],
  [
    "nothing, but the last day of a line is near",
    async () => {},
    ["ending engineers read-only 2027-03-31"],
    { today: "2027-03-20" },
  ],
  [
    "nothing, but the state doesn't know a group",
    async () => {},
    [
      "assignment billing for finance in acme-management: code/AWS [adopt]",
      "group finance: code/AWS [adopt]",
      "member katherine of finance: code/AWS [adopt]",
    ],
    { state: (all) => all.filter(({ urn }) => !/::finance(\/|$)/.test(urn)) },
  ],
];

describe("drift", () => {
  for (const [what, change, expected, compared = {}] of rows) {
    it(`sees ${what}, and nothing else`, async () => {
      const fixture = await DriftFixture.started();
      try {
        await change(fixture);
        assert.deepEqual(said(await fixture.drift(compared)), [...expected].sort());
      } finally {
        await fixture.stop();
      }
    });
  }
});

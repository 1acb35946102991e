import fc from "fast-check";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { resource } from "../stack.ts";

/** Makes resources that have nothing to do with a stack, under names that it doesn't have. */
type Unrelated = (name: string) => readonly AnalyzedResource[];

function document(Statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
}
const assumeRolePolicy = document({
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});
const reads = document({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::catalogue/*",
});
const SET = "arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-fedcba9876543210";
const elsewhere = (name: string) =>
  resource("pulumi:pulumi:StackReference", `${name}-reference`, { name: "other" });
const one =
  (type: string, inputs: Record<string, unknown>, outputs: Record<string, unknown> = {}) =>
  (name: string) => [resource(type, name, inputs, { outputs })];
/** With one input that comes from another stack. */
const from =
  (type: string, input: string, inputs: Record<string, unknown>) =>
  (name: string): readonly AnalyzedResource[] => {
    const origin = elsewhere(name);
    return [
      origin,
      resource(type, name, { ...inputs, [input]: NOT_KNOWN_YET }, { from: { [input]: [origin] } }),
    ];
  };
const template =
  (Resources: object, more: object = {}) =>
  (name: string) => [
    resource("aws:cloudformation/stack:Stack", name, {
      templateBody: JSON.stringify({ ...more, Resources }),
    }),
  ];
const bounded = (properties: object) => ({
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: JSON.parse(assumeRolePolicy),
    PermissionsBoundary: { Ref: "Limit" },
    ...properties,
  },
});
const LIMIT = { Parameters: { Limit: { Type: "String" } } };
const ROLE = "aws:iam/role:Role";

const UNRELATED: readonly Unrelated[] = [
  one(ROLE, { assumeRolePolicy, permissionsBoundary: NOT_KNOWN_YET }),
  from(ROLE, "permissionsBoundary", { assumeRolePolicy }),
  from("aws-native:iam:Role", "permissionsBoundary", {
    assumeRolePolicyDocument: JSON.parse(assumeRolePolicy),
  }),
  one(ROLE, { assumeRolePolicy, managedPolicyArns: [NOT_KNOWN_YET] }),
  one(ROLE, { assumeRolePolicy: NOT_KNOWN_YET }),
  one("aws:iam/user:User", { permissionsBoundary: NOT_KNOWN_YET, tags: { kind: "machine" } }),
  one("aws:iam/group:Group", { name: NOT_KNOWN_YET }),
  one("aws:iam/policy:Policy", { policy: reads }),
  one("aws:iam/policy:Policy", { policy: NOT_KNOWN_YET }),
  from("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "policyArn", { role: "elsewhere" }),
  from("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role", {
    policyArn: "arn:aws:iam::111122223333:policy/elsewhere",
  }),
  from("aws:iam/rolePolicy:RolePolicy", "role", { policy: reads }),
  from("aws:iam/userGroupMembership:UserGroupMembership", "groups", { user: "elsewhere" }),
  template({ Web: bounded({}) }, LIMIT),
  // By the names and logical ids of resources in the stacks.
  template(
    {
      Deployer: bounded({ RoleName: "deployer" }),
      Secrets: { Type: "AWS::IAM::Group", Properties: { GroupName: "people" } },
      Run: { Type: "AWS::IAM::User", Properties: { UserName: "ada" } },
    },
    LIMIT,
  ),
  template({ Deployer: { Type: "AWS::IAM::Group" }, Run: { Type: "AWS::S3::Bucket" } }),
  one("aws:organizations/organizationalUnit:OrganizationalUnit", { name: "apps" }),
  one("aws:organizations/policy:Policy", {
    content: document({ Effect: "Deny", Action: "ec2:*Vpn*", Resource: "*" }),
  }),
  one("aws:s3/bucket:Bucket", {}),
  one("aws:lambda/function:Function", { role: NOT_KNOWN_YET, runtime: "nodejs24.x" }),
  one("aws:sns/topic:Topic", {}),
  one("aws:ssoadmin/permissionSet:PermissionSet", { region: "eu-west-1" }, { arn: SET }),
  from("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "permissionSetArn", {
    region: "eu-west-1",
    managedPolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
  }),
  from("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", "permissionSetArn", {
    region: "eu-west-1",
    inlinePolicy: reads,
  }),
  from(
    "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
    "permissionSetArn",
    {
      region: "eu-west-1",
      permissionsBoundary: { customerManagedPolicyReference: { name: "elsewhere" } },
    },
  ),
  from("aws:identitystore/groupMembership:GroupMembership", "groupId", { region: "eu-west-1" }),
  from("aws:ssoadmin/accountAssignment:AccountAssignment", "principalId", {
    region: "eu-west-1",
    permissionSetArn: SET,
    principalType: "GROUP",
    targetId: "222233334444",
  }),
  one("pulumi:providers:aws", { region: "us-east-1" }),
  one("random:index/randomPet:RandomPet", {}, { id: NOT_KNOWN_YET }),
  one("acme:index:Component", {}),
];

/** Some resources that have nothing to do with a stack. */
export const unrelated: fc.Arbitrary<readonly AnalyzedResource[]> = fc
  .uniqueArray(fc.nat(UNRELATED.length - 1), { minLength: 1, maxLength: 4 })
  .map((chosen) => chosen.flatMap((at) => UNRELATED[at]?.(`unrelated-${at}`) ?? []));

/** Each of them by itself. */
export const eachUnrelated: readonly (readonly AnalyzedResource[])[] = UNRELATED.map((make, at) =>
  make(`unrelated-${at}`),
);

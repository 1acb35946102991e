import assert from "node:assert/strict";
import type { PolicyResource } from "@pulumi/policy";
import { Intake } from "../../../policies/resources/intake.ts";
import { accountsIn } from "../../../policies/stack/accounts.ts";
import { type Holder, holdersIn } from "../../../policies/stack/holder.ts";
import { Stack } from "../../../policies/stack/stack.ts";
import { UNKNOWN } from "../../../policies/value.ts";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const document = { Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" } };

interface Given {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  /** Names of the resources that an input's value comes from. */
  readonly from?: Record<string, readonly string[]>;
}

/** A stack as rules see it at its end: inputs from the run, outputs from the engine. */
function stackOf(given: readonly Given[], { registered = true } = {}): Stack {
  const intake = new Intake([]);
  const resources = given.map(({ type, name, inputs, outputs }) => ({
    type,
    name,
    urn: `urn:pulumi:s::p::${type}::${name}`,
    props: { ...inputs, ...outputs },
    dependencies: [] as PolicyResource[],
    propertyDependencies: {} as Record<string, PolicyResource[]>,
  }));
  for (const [index, { from = {} }] of given.entries()) {
    const one = resources[index];
    if (!one) continue;
    for (const [input, names] of Object.entries(from)) {
      one.propertyDependencies[input] = resources.filter(({ name }) =>
        names.includes(name),
      ) as never[];
    }
    if (registered) intake.read({ ...one, props: given[index]?.inputs ?? {} });
  }
  return new Stack(resources as unknown as PolicyResource[], intake);
}

function short({
  principal,
  policies,
  awsManaged,
  elsewhere,
  boundary,
  groups,
  isIncomplete,
  trust,
}: Holder) {
  return {
    holder: `${principal.principal} ${principal.resource.logicalId ?? principal.resource.name}`,
    policies: policies.map(
      ({ resource, property }) => `${resource.logicalId ?? resource.name} ${property}`,
    ),
    ...(awsManaged.length > 0 && { awsManaged }),
    ...(elsewhere.length > 0 && { elsewhere }),
    ...(boundary !== "none" && {
      boundary:
        typeof boundary === "object" && "policy" in boundary
          ? boundary.policy.resource.name
          : boundary,
    }),
    ...(groups.length > 0 && { groups: groups.map((group) => group.principal.resource.name) }),
    ...(isIncomplete && { isIncomplete }),
    ...(trust && { trust: trust.property }),
  };
}

const role: Given = {
  type: ROLE,
  name: "app",
  inputs: { name: "app-1", assumeRolePolicy: "{}" },
  outputs: { arn: "arn:aws:iam::111122223333:role/app-1" },
};
const own: Given = {
  type: POLICY,
  name: "own",
  inputs: { policy: document },
  outputs: { arn: "arn:aws:iam::111122223333:policy/own" },
};

describe("who holds what in a stack", () => {
  it("is found by names and ARNs", () => {
    const stack = stackOf([
      role,
      own,
      {
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "inline",
        inputs: { role: "app-1", policy: document },
      },
      {
        type: ATTACHMENT,
        name: "one",
        inputs: { role: "app-1", policyArn: "arn:aws:iam::111122223333:policy/own" },
      },
      {
        type: ATTACHMENT,
        name: "two",
        inputs: { role: "app-1", policyArn: "arn:aws-cn:iam::aws:policy/job-function/Billing" },
      },
      {
        type: ATTACHMENT,
        name: "three",
        inputs: { role: "app-1", policyArn: "arn:aws:iam::111122223333:policy/theirs" },
      },
      {
        type: ATTACHMENT,
        name: "other",
        inputs: { role: "app-2", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      },
    ]);
    assert.deepEqual(holdersIn(stack).map(short), [
      {
        holder: "role app",
        policies: ["inline policy", "own policy"],
        awsManaged: ["job-function/Billing"],
        elsewhere: ["arn:aws:iam::111122223333:policy/theirs"],
        trust: "assumeRolePolicy",
      },
    ]);
    assert.deepEqual([...accountsIn(stack)], ["111122223333"]);
  });

  it("is in the accounts of its ARNs and providers", () => {
    const provider = (inputs: Record<string, unknown>) => ({
      type: "pulumi:providers:aws",
      name: JSON.stringify(inputs),
      inputs,
    });
    const stack = stackOf([
      role,
      provider({ allowedAccountIds: '["222233334444"]' }),
      provider({ assumeRoles: '[{"roleArn":"arn:aws:iam::333344445555:role/deploy"}]' }),
      provider({ region: "eu-west-1", skipMetadataApiCheck: UNKNOWN, allowedAccountIds: UNKNOWN }),
      {
        type: "random:index/randomId:RandomId",
        name: "no",
        inputs: { arn: "a:b:c:d:999999999999" },
      },
    ]);
    assert.deepEqual([...accountsIn(stack)], ["111122223333", "222233334444", "333344445555"]);
  });

  it("is found by what Pulumi says a value came from, before names and ARNs are known", () => {
    const stack = stackOf([
      {
        ...role,
        inputs: { assumeRolePolicy: "{}", permissionsBoundary: UNKNOWN },
        outputs: {},
        from: { permissionsBoundary: ["limit"] },
      },
      { ...own, outputs: {} },
      { ...own, name: "limit", outputs: {} },
      {
        type: ATTACHMENT,
        name: "one",
        inputs: { role: UNKNOWN, policyArn: UNKNOWN },
        from: { role: ["app"], policyArn: ["own"] },
      },
      {
        type: ATTACHMENT,
        name: "two",
        inputs: { role: UNKNOWN, policyArn: UNKNOWN },
        from: { role: ["app"] },
      },
    ]);
    assert.deepEqual(holdersIn(stack).map(short), [
      {
        holder: "role app",
        policies: ["own policy"],
        boundary: "limit",
        isIncomplete: true,
        trust: "assumeRolePolicy",
      },
    ]);
  });

  it("is found likewise for aws-native, whose inputs begin with a small letter", () => {
    const native: Given = {
      type: "aws-native:iam:Role",
      name: "app",
      inputs: { assumeRolePolicyDocument: {}, permissionsBoundary: UNKNOWN },
      from: { permissionsBoundary: ["limit"] },
    };
    const limit: Given = {
      type: "aws-native:iam:ManagedPolicy",
      name: "limit",
      inputs: { policyDocument: document },
    };
    assert.deepEqual(holdersIn(stackOf([native, limit])).map(short), [
      { holder: "role app", policies: [], boundary: "limit", trust: "AssumeRolePolicyDocument" },
    ]);
  });

  it("is read from outputs where this run registered nothing", () => {
    const attachment = {
      type: ATTACHMENT,
      name: "one",
      inputs: { role: "app-1", policyArn: "arn:aws:iam::111122223333:policy/own" },
    };
    const [holder] = holdersIn(stackOf([role, own, attachment], { registered: false }));
    assert.deepEqual(holder && short(holder).policies, ["own policy"]);
  });

  it("includes the groups of a user", () => {
    const stack = stackOf([
      { type: "aws:iam/user:User", name: "robot", inputs: { name: "robot" } },
      { type: "aws:iam/group:Group", name: "ops", inputs: { name: "ops" } },
      {
        type: "aws:iam/groupPolicy:GroupPolicy",
        name: "inline",
        inputs: { group: "ops", policy: document },
      },
      {
        type: "aws:iam/userGroupMembership:UserGroupMembership",
        name: "in",
        inputs: { user: "robot", groups: ["ops"] },
      },
      {
        type: "aws:iam/groupMembership:GroupMembership",
        name: "more",
        inputs: { users: ["robot"], group: "elsewhere" },
      },
    ]);
    assert.deepEqual(holdersIn(stack).map(short), [
      { holder: "user robot", policies: [], groups: ["ops"], isIncomplete: true },
      { holder: "group ops", policies: ["inline policy"] },
    ]);
  });

  it("is linked within a CloudFormation template, and never between two", () => {
    const templateBody = `
Resources:
  App: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {}, PermissionsBoundary: !Ref Limit } }
  Limit: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: {} } }
  Attached: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: {}, Roles: [!Ref App] } }
  Inline: { Type: AWS::IAM::Policy, Properties: { PolicyName: x, PolicyDocument: {}, Roles: [!Sub "\${App}"] } }
`;
    const other =
      "Resources: { App: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } } }";
    const stack = stackOf([
      { type: "aws:cloudformation/stack:Stack", name: "one", inputs: { templateBody } },
      { type: "aws-native:cloudformation:Stack", name: "two", inputs: { templateBody: other } },
    ]);
    const trust = "AssumeRolePolicyDocument";
    assert.deepEqual(holdersIn(stack).map(short), [
      {
        holder: "role App",
        policies: ["Inline PolicyDocument", "Attached PolicyDocument"],
        boundary: "one",
        trust,
      },
      { holder: "role App", policies: [], trust },
    ]);
  });

  it("is linked by the ARN of a named policy, and within the template of a stack set in a template", () => {
    const inner = `
Resources:
  App: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {}, ManagedPolicyArns: [!Ref Named] } }
  Named: { Type: AWS::IAM::ManagedPolicy, Properties: { ManagedPolicyName: named, PolicyDocument: {} } }
`;
    const templateBody = JSON.stringify({
      Resources: {
        App: { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: {} } },
        Everywhere: { Type: "AWS::CloudFormation::StackSet", Properties: { TemplateBody: inner } },
      },
    });
    const stack = stackOf([
      { type: "aws:cloudformation/stack:Stack", name: "one", inputs: { templateBody } },
    ]);
    const trust = "AssumeRolePolicyDocument";
    assert.deepEqual(holdersIn(stack).map(short), [
      { holder: "role App", policies: [], trust },
      { holder: "role Everywhere.App", policies: ["Everywhere.Named PolicyDocument"], trust },
    ]);
  });

  it("covers permission sets, by their ARNs", () => {
    const arn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
    const stack = stackOf([
      {
        type: "aws:ssoadmin/permissionSet:PermissionSet",
        name: "ops",
        inputs: { name: "ops" },
        outputs: { arn },
      },
      {
        type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
        name: "inline",
        inputs: { permissionSetArn: arn, inlinePolicy: document },
      },
      {
        type: "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
        name: "read",
        inputs: {
          permissionSetArn: arn,
          managedPolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
        },
      },
      {
        type: "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive",
        name: "own",
        inputs: {
          permissionSetArn: arn,
          customerManagedPolicyReferences: [{ name: "team", path: "/t/" }],
        },
      },
      {
        type: "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
        name: "limit",
        inputs: {
          permissionSetArn: arn,
          permissionsBoundary: { managedPolicyArn: "arn:aws:iam::aws:policy/PowerUserAccess" },
        },
      },
    ]);
    assert.deepEqual(holdersIn(stack).map(short), [
      {
        holder: "permission-set ops",
        policies: ["inline inlinePolicy"],
        awsManaged: ["ReadOnlyAccess"],
        elsewhere: ["team"],
        boundary: { elsewhere: "arn:aws:iam::aws:policy/PowerUserAccess" },
      },
    ]);
  });
});

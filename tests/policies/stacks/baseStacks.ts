import { readdirSync } from "node:fs";
import path from "node:path";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { type AwsProgram, runAwsProgram } from "../../support/awsProgram.ts";
import { saneStack } from "../saneStack.ts";
import { resource } from "../stack.ts";

export type Stack = readonly AnalyzedResource[];

const PROGRAMS = path.join(import.meta.dirname, "../programs");

/** Stacks as people write them, in preview and in update. */
export async function programStacks(): Promise<readonly (readonly [string, Stack])[]> {
  const names = readdirSync(PROGRAMS).filter((name) => name.endsWith(".ts"));
  const stacks: [string, Stack][] = [];
  for (const name of names) {
    const { default: program }: { default: AwsProgram } = await import(`../programs/${name}`);
    for (const mode of ["preview", "update"] as const) {
      stacks.push([`${name} in ${mode}`, await runAwsProgram(program, { mode })]);
    }
  }
  return stacks;
}

/** Stacks of Identity Center with a fault each. */
export const centerStacks: readonly (readonly [string, Stack])[] = [
  ["the sane stack", saneStack()],
  ["a set without power", saneStack({ managed: ["job-function/ViewOnlyAccess"] })],
  ["nobody in the group", saneStack({ without: ["admins-ada"] })],
  ["no assignment", saneStack({ without: ["assignment"] })],
  ["nothing waited for", saneStack({ waitsFor: [] })],
  ["a long session", saneStack({ inputs: { admin: { sessionDuration: "PT12H" } } })],
  ["an assignment to a person", saneStack({ inputs: { assignment: { principalType: "USER" } } })],
  ["another Region", saneStack({ inputs: { "admins-ada": { region: "eu-north-1" } } })],
  ["nothing known yet", saneStack({ isNew: NOT_KNOWN_YET, without: ["admins-ada"] })],
];

function document(...Statement: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
const trusts = (Service: string) =>
  document({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });
const allows = (Action: unknown, Resource: unknown = "*") =>
  document({ Effect: "Allow", Action, Resource });

const deployer = resource(
  "aws:iam/role:Role",
  "deployer",
  { name: "deployer", assumeRolePolicy: trusts("codebuild.amazonaws.com") },
  { outputs: { arn: NOT_KNOWN_YET } },
);
const inline = (name: string, policy: string) =>
  resource(
    "aws:iam/rolePolicy:RolePolicy",
    name,
    { role: "deployer", policy },
    { from: { role: [deployer] } },
  );
const managed = (name: string, policy: string) =>
  resource(
    "aws:iam/policy:Policy",
    name,
    { name, policy },
    { outputs: { arn: NOT_KNOWN_YET, id: NOT_KNOWN_YET } },
  );
const attached = (name: string, policy: AnalyzedResource) =>
  resource(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name,
    { role: "deployer", policyArn: NOT_KNOWN_YET },
    { from: { policyArn: [policy], role: [deployer] } },
  );
const passes = allows("iam:PassRole", "arn:aws:iam::111122223333:role/*");
const runs = allows(["lambda:CreateFunction", "lambda:InvokeFunction"]);
const whole = managed("whole", allows("iam:*"));
const secrets = managed("secrets", allows("secretsmanager:GetSecretValue"));
const template = (name: string, Resources: object) =>
  resource("aws:cloudformation/stack:Stack", name, { templateBody: JSON.stringify({ Resources }) });

/** Stacks of IAM with a fault each. */
export const iamStacks: readonly (readonly [string, Stack])[] = [
  ["two policies together", [deployer, inline("pass", passes), inline("run", runs)]],
  ["a policy that nobody holds", [secrets]],
  ["an attached policy", [deployer, whole, attached("attached", whole)]],
  [
    "an administrator",
    [
      deployer,
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", {
        role: "deployer",
        policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
    ],
  ],
  [
    "itself",
    [deployer, inline("own", allows("iam:PutRolePolicy", "arn:aws:iam::*:role/deployer"))],
  ],
  [
    "a person",
    [
      resource("aws:iam/user:User", "ada", { name: "ada" }),
      resource("aws:iam/accessKey:AccessKey", "key", { user: "ada" }),
      resource("aws:iam/group:Group", "people", { name: "people" }),
      resource("aws:iam/userGroupMembership:UserGroupMembership", "member", {
        user: "ada",
        groups: ["people"],
      }),
      resource("aws:iam/groupPolicy:GroupPolicy", "writes", {
        group: "people",
        policy: allows("iam:PutRolePolicy", "arn:aws:iam::111122223333:role/app/*"),
      }),
    ],
  ],
  [
    "a template",
    [
      template("template", {
        Deployer: {
          Type: "AWS::IAM::Role",
          Properties: {
            RoleName: "deployer",
            AssumeRolePolicyDocument: JSON.parse(trusts("ec2.amazonaws.com")),
            Policies: [{ PolicyName: "pass", PolicyDocument: JSON.parse(passes) }],
          },
        },
        Run: {
          Type: "AWS::IAM::Policy",
          Properties: {
            PolicyName: "run",
            Roles: [{ Ref: "Deployer" }],
            PolicyDocument: JSON.parse(runs),
          },
        },
        Secrets: {
          Type: "AWS::IAM::ManagedPolicy",
          Properties: { PolicyDocument: JSON.parse(secrets.inputs.policy as string) },
        },
      }),
    ],
  ],
];

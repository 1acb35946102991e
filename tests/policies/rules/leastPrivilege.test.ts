// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as policies and templates write variables.
import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { judges, type Row } from "../resourceTable.ts";
import { Pack, resource } from "../stack.ts";

type Statement = Readonly<Record<string, unknown>>;

const pack = new Pack();

function document(...Statement: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
function allow(Action: unknown, Resource: unknown = "*", Condition?: unknown): Statement {
  return { Sid: "It", Effect: "Allow", Action, Resource, ...(Condition ? { Condition } : {}) };
}
function deny(Action: unknown, Resource: unknown = "*", Condition?: unknown): Statement {
  return { Sid: "No", Effect: "Deny", Action, Resource, ...(Condition ? { Condition } : {}) };
}
function policy(...statements: readonly Statement[]): Record<string, unknown> {
  return { policy: document(...statements) };
}
const MFA = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const BOUNDARY = {
  StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/limit" },
};

/** The ways in which a policy comes, with the same statements in each. */
function everywhere(rule: string, finding: string, ...statements: readonly Statement[]): void {
  const text = document(...statements);
  const template = JSON.stringify({
    Resources: {
      Writer: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument: JSON.parse(text) } },
    },
  });
  const yaml = `Resources:\n  Writer:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      ManagedPolicyName: !Sub "\${AWS::StackName}-w"\n      PolicyDocument: ${text}\n`;
  const forms: readonly (readonly [string, string, Record<string, unknown>, string])[] = [
    ["a role's inline policy", "aws:iam/rolePolicy:RolePolicy", { role: "r", policy: text }, ""],
    ["a policy as an object", "aws:iam/policy:Policy", { policy: JSON.parse(text) }, ""],
    ["aws-native", "aws-native:iam:ManagedPolicy", { policyDocument: JSON.parse(text) }, ""],
    ["a JSON template", "aws:cloudformation/stack:Stack", { templateBody: template }, "Writer."],
    ["a YAML template", "aws:cloudformation/stack:Stack", { templateBody: yaml }, "Writer."],
  ];
  for (const [title, type, inputs, prefix] of forms) {
    it(`${rule} finds it in ${title}`, async () => {
      const [level, id] = finding.split(" ");
      const said = await pack.short(rule, [resource(type, "judged", inputs)]);
      assert.deepEqual(said, [`${level} ${prefix}${id} judged`]);
    });
  }
}

describe("least privilege rules", () => {
  before(() => pack.start());
  after(() => pack.stop());

  const POLICY = "aws:iam/policy:Policy";
  const table: Readonly<Record<string, readonly Row[]>> = {
    "iam-no-administrator-policies": [
      ["everything", policy(allow("*")), "mandatory allows-everything:It"],
      [
        "everything in other words",
        policy(allow("*:*", "arn:aws:*")),
        "mandatory allows-everything:It",
      ],
      [
        "everything by single letters",
        policy(
          ...[..."abcdefghijklmnopqrstuvwxyz"].map((one) => ({ ...allow(`${one}*`), Sid: one })),
        ),
        "mandatory allows-everything:e",
      ],
      [
        "all but IAM, and a way to get it",
        policy(
          { ...allow("x"), Action: undefined, NotAction: "iam:*" },
          { ...allow("iam:PutRolePolicy"), Sid: "Iam" },
        ),
        "mandatory allows-everything:It",
      ],
      ["everything with MFA", policy(allow("*", "*", MFA)), "advisory allows-everything:It"],
      [
        "everything with a condition that always holds",
        policy(allow("*", "*", { StringLike: { "aws:PrincipalArn": "*" } })),
        "mandatory allows-everything:It",
      ],
      [
        "everything on tagged resources",
        policy(allow("*", "*", { StringEquals: { "aws:ResourceTag/team": "x" } })),
      ],
      ["everything with a boundary that forbids IAM", policy(allow("*"), deny("iam:*"))],
      ["a document that isn't known", { policy: NOT_KNOWN_YET }],
      ["a policy that isn't one", { policy: "{" }],
    ],
    "iam-no-full-service-access": [
      ["all of IAM", policy(allow("iam:*")), "mandatory full-access:iam"],
      ["all of S3", policy(allow("s3:*")), "advisory full-access:s3"],
      ["all of one bucket", policy(allow("s3:*", ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]))],
      ["all of a service that names no resources", policy(allow("ssmmessages:*"))],
      [
        "all of S3 but secret buckets",
        policy(allow("s3:*"), deny("s3:*", "arn:aws:s3:::secret*")),
        "advisory full-access:s3",
      ],
      [
        "all of the organization's accounts",
        policy(allow("organizations:*", "arn:aws:organizations::*:account/*")),
        "mandatory full-access:organizations",
      ],
      [
        "all of one account of the organization",
        policy(allow("organizations:*", "arn:aws:organizations::*:account/o-1/111122223333")),
      ],
      ["all of S3, denied", policy(allow("s3:*"), deny("s3:*"))],
      ["all of what everything includes", policy(allow("*"), { ...allow("iam:*"), Sid: "Iam" })],
    ],
    "iam-no-allow-except": [
      [
        "all actions but some",
        policy({
          Sid: "It",
          Effect: "Allow",
          NotAction: ["iam:*", "organizations:*"],
          Resource: "*",
        }),
        "advisory allow-not-action:It",
      ],
      ["all actions, less a Deny", policy(allow("*"), deny("iam:*")), "advisory allow-action:It"],
      [
        "all resources but some",
        policy({
          Sid: "It",
          Effect: "Allow",
          Action: "s3:GetObject",
          NotResource: "arn:aws:s3:::x/*",
        }),
        "mandatory allow-not-resource:It",
      ],
      [
        "a Deny of all but some",
        policy({ Effect: "Deny", NotAction: "iam:*", Resource: "*" }, allow("s3:ListAllMyBuckets")),
      ],
      [
        "all actions but some on one bucket",
        policy({ Effect: "Allow", NotAction: "s3:DeleteBucket", Resource: "arn:aws:s3:::b" }),
      ],
    ],
    "iam-pass-role-narrowed": [
      ["any role to any service", policy(allow("iam:PassRole")), "mandatory pass-any-role:It"],
      [
        "any role to any service, with MFA",
        policy(allow("iam:PassRole", "*", { Bool: { "aws:MultiFactorAuthPresent": "true" } })),
        "advisory pass-any-role:It",
      ],
      [
        "any role of the account",
        policy(allow("iam:Pass*", "arn:aws:iam::123456789012:role/*")),
        "mandatory pass-any-role:It",
      ],
      [
        "any service in other words",
        policy(
          allow("iam:PassRole", "*", { StringLike: { "iam:PassedToService": "*.amazonaws.com" } }),
        ),
        "mandatory pass-any-role:It",
      ],
      [
        "one service",
        policy(
          allow("iam:PassRole", "*", {
            StringEquals: { "iam:PassedToService": "glue.amazonaws.com" },
          }),
        ),
      ],
      [
        "one service, if the key is there",
        policy(
          allow("iam:PassRole", "*", {
            StringEqualsIfExists: { "iam:PassedToService": "glue.amazonaws.com" },
          }),
        ),
      ],
      [
        "all services but one, denied",
        policy(
          allow("iam:PassRole"),
          deny("iam:PassRole", "*", {
            StringNotEquals: { "iam:PassedToService": "glue.amazonaws.com" },
          }),
        ),
      ],
      ["one role", policy(allow("iam:PassRole", "arn:aws:iam::123456789012:role/task"))],
      ["roles of a path", policy(allow("iam:PassRole", "arn:aws:iam::123456789012:role/app/*"))],
    ],
    "iam-no-credential-exposure": [
      ["all secrets", policy(allow("secretsmanager:GetSecretValue")), "mandatory credentials:It"],
      [
        "all parameters of the account",
        policy(allow("ssm:GetParameter*", "arn:aws:ssm:eu-west-1:123456789012:parameter/*")),
        "mandatory credentials:It",
      ],
      [
        "all roles",
        policy(allow("sts:AssumeRole", "arn:aws:iam::*:role/*")),
        "mandatory credentials:It",
      ],
      [
        "a role by name in all accounts",
        policy(allow("sts:AssumeRole", "arn:aws:iam::*:role/deploy")),
      ],
      [
        "root users of all member accounts",
        policy(allow("sts:AssumeRoot")),
        "mandatory credentials:It",
      ],
      [
        "root users of all member accounts, by ARN",
        policy(allow("sts:AssumeRoot", "arn:aws:iam::*:root")),
        "mandatory credentials:It",
      ],
      [
        "root users of all member accounts, to look at or to do more",
        policy(
          allow("sts:AssumeRoot", "*", {
            ArnLike: { "sts:TaskPolicyArn": "arn:aws:iam::aws:policy/root-task/*" },
          }),
        ),
        "mandatory credentials:It",
      ],
      [
        "root users of all member accounts, to do all but look at",
        policy(
          allow("sts:AssumeRoot", "*", {
            ArnNotEquals: {
              "sts:TaskPolicyArn": "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials",
            },
          }),
        ),
        "mandatory credentials:It",
      ],
      [
        "root users of all member accounts, for a password",
        policy(
          allow("sts:AssumeRoot", "*", {
            StringEquals: {
              "sts:TaskPolicyArn": "arn:aws:iam::aws:policy/root-task/IAMCreateRootUserPassword",
            },
          }),
        ),
        "mandatory credentials:It",
      ],
      [
        "root users of all member accounts, not for a password",
        policy(
          allow("sts:AssumeRoot"),
          deny("sts:AssumeRoot", "*", {
            ArnLike: { "sts:TaskPolicyArn": "arn:*:iam::aws:policy/root-task/*Password" },
          }),
        ),
      ],
      [
        "root users of all member accounts, to look at",
        policy(
          allow("sts:AssumeRoot", "*", {
            ArnEquals: {
              "sts:TaskPolicyArn": "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials",
            },
          }),
        ),
      ],
      [
        "the root user of a member account",
        policy(allow("sts:AssumeRoot", "arn:aws:iam::123456789012:root")),
        "mandatory credentials:It",
      ],
      [
        "secrets by tag",
        policy(
          allow("secretsmanager:GetSecretValue", "*", {
            StringEquals: { "aws:ResourceTag/app": "x" },
          }),
        ),
      ],
      [
        "secrets by tag, if they have it",
        policy(
          allow("secretsmanager:GetSecretValue", "*", {
            StringEqualsIfExists: { "aws:ResourceTag/app": "x" },
          }),
        ),
        "mandatory credentials:It",
      ],
      [
        "secrets by path",
        policy(allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:app/*")),
      ],
      ["a token that can't be narrowed", policy(allow("ecr:GetAuthorizationToken"))],
    ],
    "iam-no-data-exposure": [
      ["all objects", policy(allow(["s3:GetObject", "s3:ListBucket"])), "advisory data:It"],
      ["all objects by ARN", policy(allow("s3:Get*", "arn:aws:s3:::*/*")), "advisory data:It"],
      ["decryption with all keys", policy(allow("kms:Decrypt")), "advisory data:It"],
      [
        "decryption through S3",
        policy(
          allow("kms:Decrypt", "*", {
            StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
          }),
        ),
      ],
      ["objects of one bucket", policy(allow("s3:GetObject", "arn:aws:s3:::b/*"))],
      ["names of buckets", policy(allow(["s3:ListAllMyBuckets", "s3:GetBucketLocation"]))],
    ],
    "iam-resource-star": [
      [
        "changes on *",
        policy(allow(["ec2:TerminateInstances", "ec2:DescribeInstances"])),
        "advisory changes-on-all:It",
      ],
      [
        "changes of permissions",
        policy(allow("s3:PutBucketPolicy", "arn:aws:s3:::*")),
        "advisory permissions-on-all:It",
      ],
      [
        "reading",
        policy(allow(["ec2:Describe*", "s3:List*", "iam:Get*", "cloudwatch:GetMetricData"])),
      ],
      [
        "what names no resources",
        policy(
          allow(["cloudwatch:PutMetricData", "xray:PutTraceSegments", "ecr:GetAuthorizationToken"]),
        ),
      ],
      [
        "what AWS allows a function",
        policy(
          allow([
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
          ]),
        ),
      ],
      [
        "changes of tagged resources",
        policy(
          allow("ec2:TerminateInstances", "*", { StringEquals: { "ec2:ResourceTag/owner": "x" } }),
        ),
      ],
      ["changes of one table", policy(allow("dynamodb:PutItem", "arn:aws:dynamodb:*:*:table/t"))],
      ["what is named as worse", policy(allow(["iam:PassRole", "sqs:*"]))],
    ],
    "iam-no-privilege-escalation": [
      [
        "a role to a function",
        policy(allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"])),
        "mandatory pass-role",
      ],
      [
        "a policy for itself",
        policy(allow("iam:PutUserPolicy", "arn:aws:iam::*:user/${aws:username}")),
        "mandatory identity",
      ],
      [
        "keys for others",
        policy(allow("iam:CreateAccessKey", "arn:aws:iam::*:user/*")),
        "mandatory identity",
      ],
      [
        "keys for itself",
        policy(allow("iam:CreateAccessKey", "arn:aws:iam::*:user/${aws:username}")),
      ],
      ["any policy on any role", policy(allow("iam:AttachRolePolicy")), "mandatory identity"],
      [
        "a named policy on any role",
        policy(
          allow("iam:AttachRolePolicy", "*", {
            ArnEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" },
          }),
        ),
      ],
      [
        "roles within a boundary",
        policy(allow(["iam:CreateRole", "iam:PutRolePolicy"], "*", BOUNDARY)),
      ],
      [
        "a role to another service",
        policy(
          allow("iam:PassRole", "*", {
            StringEquals: { "iam:PassedToService": "glue.amazonaws.com" },
          }),
          { ...allow(["lambda:CreateFunction", "lambda:InvokeFunction"]), Sid: "Lambda" },
        ),
      ],
      [
        "one role to a function",
        policy(allow("iam:PassRole", "arn:aws:iam::123456789012:role/fn"), {
          ...allow("lambda:CreateFunction"),
          Sid: "Lambda",
        }),
      ],
      ["with MFA", policy(allow("iam:AttachRolePolicy", "*", MFA)), "advisory identity"],
      ["any function's code", policy(allow("lambda:UpdateFunctionCode")), "advisory existing-role"],
      [
        "one function's code",
        policy(allow("lambda:UpdateFunctionCode", "arn:aws:lambda:*:*:function:f")),
      ],
      [
        "any access through Identity Center",
        policy(allow("sso:CreateAccountAssignment")),
        "mandatory identity-center",
      ],
      ["what all of IAM includes", policy(allow("iam:*"))],
    ],
    "iam-boundary-required": [
      [
        "roles of a path without limit",
        policy(allow(["iam:CreateRole", "iam:PutRolePolicy"], "arn:aws:iam::*:role/app/*")),
        "advisory no-boundary",
      ],
      [
        "roles within a boundary",
        policy(
          allow(["iam:CreateRole", "iam:PutRolePolicy"], "arn:aws:iam::*:role/app/*", BOUNDARY),
        ),
      ],
      [
        "roles with a named policy",
        policy(
          allow("iam:AttachRolePolicy", "arn:aws:iam::*:role/app/*", {
            ArnEquals: { "iam:PolicyARN": "arn:aws:iam::123456789012:policy/app" },
          }),
        ),
      ],
      [
        "roles without policies",
        policy(allow(["iam:CreateRole", "iam:TagRole"], "arn:aws:iam::*:role/app/*")),
      ],
    ],
  };
  for (const [rule, rows] of Object.entries(table)) {
    describe(rule, () => judges(pack, rule, POLICY, rows));
  }

  describe("of AWS managed policies", () => {
    const attached = (name: string) => ({
      role: "r",
      policyArn: `arn:aws:iam::aws:policy/${name}`,
    });
    judges(
      pack,
      "iam-no-full-service-access",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      [
        [
          "AmazonS3FullAccess",
          attached("AmazonS3FullAccess"),
          "advisory full-access:AmazonS3FullAccess",
        ],
        ["PowerUserAccess", attached("PowerUserAccess"), "advisory full-access:PowerUserAccess"],
        [
          "a job function",
          attached("job-function/SystemAdministrator"),
          "advisory full-access:job-function/SystemAdministrator",
        ],
        [
          "all of a service by another name",
          attached("AWSAppSyncAdministrator"),
          "advisory full-access:AWSAppSyncAdministrator",
        ],
        ["FullAccess in name only", attached("AmazonS3FilesClientFullAccess")],
        ["what makes an administrator, which another rule names", attached("IAMFullAccess")],
        [
          "what AWS made for a service's own role",
          attached("service-role/AWSElasticBeanstalkService"),
        ],
        ["ReadOnlyAccess", attached("ReadOnlyAccess")],
        ["what a function needs", attached("service-role/AWSLambdaBasicExecutionRole")],
        ["an unknown policy", { role: "r", policyArn: NOT_KNOWN_YET }],
      ],
    );
    judges(
      pack,
      "iam-no-full-service-access",
      "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
      [
        [
          "PowerUserAccess of a permission set",
          {
            permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
            managedPolicyArn: "arn:aws:iam::aws:policy/PowerUserAccess",
          },
        ],
      ],
    );
  });

  it("leave alone what the stack uses as a permissions boundary, and nobody holds", async () => {
    const arn = "arn:aws:iam::123456789012:policy/limit";
    const services = document(
      allow([
        "s3:*",
        "kms:*",
        "iam:PassRole",
        "secretsmanager:GetSecretValue",
        "ec2:TerminateInstances",
      ]),
    );
    const limit = resource(
      "aws:iam/policy:Policy",
      "limit",
      { name: "limit", policy: services },
      { outputs: { arn } },
    );
    const role = resource("aws:iam/role:Role", "r", { name: "r", permissionsBoundary: arn });
    const attachment = resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
      role: "r",
      policyArn: arn,
    });
    for (const rule of [
      "iam-no-full-service-access",
      "iam-pass-role-narrowed",
      "iam-no-credential-exposure",
      "iam-resource-star",
    ]) {
      assert.deepEqual(await pack.short(rule, [limit, role]), [], rule);
      assert.notDeepEqual(await pack.short(rule, [limit, role, attachment]), [], rule);
    }
  });

  describe("in policies that name principals", () => {
    const trust = (more: object) => ({
      assumeRolePolicy: document({
        Sid: "It",
        Effect: "Allow",
        Principal: { Service: "ec2.amazonaws.com" },
        ...more,
      }),
    });
    judges(pack, "iam-no-allow-except", "aws:iam/role:Role", [
      ["a trust of one action", trust({ Action: "sts:AssumeRole" })],
      ["a trust of all actions", trust({ Action: "sts:*" }), "advisory allow-action:It"],
      [
        "a trust of all actions but one",
        trust({ Action: undefined, NotAction: "sts:TagSession" }),
        "advisory allow-not-action:It",
      ],
      [
        "a trust of all principals but one",
        trust({
          Action: "sts:AssumeRole",
          Principal: undefined,
          NotPrincipal: { AWS: "123456789012" },
        }),
        "mandatory allow-not-principal:It",
      ],
      [
        "a Deny for all principals but one",
        trust({
          Effect: "Deny",
          Action: "sts:AssumeRole",
          Principal: undefined,
          NotPrincipal: { AWS: "123456789012" },
        }),
      ],
    ]);
    const queue = (more: object) => ({
      policy: document({
        Sid: "It",
        Effect: "Allow",
        Principal: { AWS: "123456789012" },
        Resource: "*",
        ...more,
      }),
    });
    judges(pack, "iam-no-allow-except", "aws:sqs/queuePolicy:QueuePolicy", [
      ["all actions for an account", queue({ Action: "sqs:*" })],
      [
        "all actions but one",
        queue({ NotAction: "sqs:DeleteQueue" }),
        "advisory allow-not-action:It",
      ],
    ]);
  });

  describe("of policies that aren't known, or aren't any", () => {
    const odd: readonly (readonly [string, unknown])[] = [
      ["not known yet", NOT_KNOWN_YET],
      [
        "partly not known yet",
        {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "*", Resource: NOT_KNOWN_YET }],
        },
      ],
      [
        "of actions not known yet",
        {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: [NOT_KNOWN_YET], Resource: "*" }],
        },
      ],
      ["no JSON", "{"],
      ["a list", "[1]"],
      ["empty", ""],
      [
        "of odd statements",
        JSON.stringify({
          Statement: [
            null,
            1,
            "x",
            [],
            { Effect: "Allow" },
            { Effect: "Allow", Action: {}, Resource: 7 },
          ],
        }),
      ],
      [
        "without resources",
        JSON.stringify({
          Statement: { Effect: "Allow", Action: ["iam:PassRole", "lambda:*", "s3:GetObject"] },
        }),
      ],
      [
        "of odd names",
        JSON.stringify({
          Statement: {
            Effect: "Allow",
            Action: ["__proto__:constructor", ":", "a:", ":b", "../x:*"],
            Resource: ["arn:", "arn:::::", ":"],
          },
        }),
      ],
    ];
    for (const rule of Object.keys(table)) {
      judges(
        pack,
        rule,
        POLICY,
        odd.map(([title, policy]) => [`a policy ${title}`, { policy }]),
      );
    }
  });

  describe("in every dialect", () => {
    everywhere("iam-no-administrator-policies", "mandatory allows-everything:It", allow("*"));
    everywhere("iam-no-full-service-access", "mandatory full-access:kms", allow("kms:*"));
    everywhere("iam-no-allow-except", "mandatory allow-not-resource:It", {
      Sid: "It",
      Effect: "Allow",
      Action: "s3:GetObject",
      NotResource: "arn:aws:s3:::x/*",
    });
    everywhere("iam-pass-role-narrowed", "mandatory pass-any-role:It", allow("iam:PassRole"));
    everywhere(
      "iam-no-credential-exposure",
      "mandatory credentials:It",
      allow("secretsmanager:GetSecretValue"),
    );
    everywhere("iam-no-data-exposure", "advisory data:It", allow("dynamodb:Scan"));
    everywhere("iam-resource-star", "advisory changes-on-all:It", allow("sqs:DeleteQueue"));
    everywhere(
      "iam-no-privilege-escalation",
      "mandatory identity",
      allow("iam:CreatePolicyVersion"),
    );
    everywhere(
      "iam-boundary-required",
      "advisory no-boundary",
      allow("iam:PutRolePolicy", "arn:aws:iam::*:role/app/*"),
    );
  });
});

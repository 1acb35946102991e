import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { judges } from "../resourceTable.ts";
import { Pack, resource } from "../stack.ts";

const POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";
const STACK = "aws:cloudformation/stack:Stack";
const VERSION = "2012-10-17";

const TRUST = {
  Version: VERSION,
  Statement: [
    { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};

/** A managed policy with one statement, sane but for what is given. */
function managed(statement: object = {}, document: object = {}) {
  const Statement = [
    { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*", ...statement },
  ];
  return { policy: JSON.stringify({ Version: VERSION, Statement, ...document }) };
}

/** A policy of a certain length, without white space. */
function long(length: number, pretty = false): string {
  const policy = (Resource: string) => ({
    Version: VERSION,
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource }],
  });
  const rest = length - JSON.stringify(policy("arn:aws:s3:::")).length;
  return JSON.stringify(policy(`arn:aws:s3:::${"b".repeat(rest)}`), null, pretty ? 8 : 0);
}

function yaml(type: string, properties: string): { templateBody: string } {
  const lines = properties.split("\n").map((line) => `      ${line}`);
  return {
    templateBody: ["Resources:", "  Made:", `    Type: ${type}`, "    Properties:", ...lines].join(
      "\n",
    ),
  };
}

describe("policies for policy documents", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  judges(pack, "policy-grammar", POLICY, [
    ["a policy that AWS takes", managed()],
    ["a policy as an object", { policy: JSON.parse(managed().policy) }],
    ["text that is no JSON", { policy: "{Version:" }, "mandatory no-json"],
    ["no policy at all", {}, "mandatory no-object"],
    [
      "an effect of another case",
      managed({ Effect: "allow" }),
      "mandatory bad-effect:Statement[0].Effect",
    ],
    [
      "an action without a service",
      managed({ Sid: "Read", Action: "GetObject" }),
      "mandatory bad-action:Read.Action",
    ],
    [
      "a principal in a managed policy",
      managed({ Principal: "*" }),
      "mandatory element-not-allowed:Statement[0].Principal",
    ],
    ["the old version", managed({}, { Version: "2008-10-17" }), "mandatory old-version"],
    [
      "no version",
      { policy: JSON.stringify({ Statement: JSON.parse(managed().policy).Statement }) },
      "mandatory old-version",
    ],
    [
      "a wildcard that StringEquals doesn't know",
      managed({
        Sid: "Own",
        Condition: { StringEquals: { "aws:PrincipalArn": "arn:aws:iam::*:role/a" } },
      }),
      "advisory wildcard-in-string-equals:Own.Condition.StringEquals.aws:PrincipalArn",
    ],
    ["a policy that isn't known yet", { policy: NOT_KNOWN_YET }, "advisory unknown"],
    [
      "a part that isn't known yet, once",
      {
        policy: {
          Version: VERSION,
          Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: NOT_KNOWN_YET }],
        },
      },
      "advisory unknown",
    ],
  ]);

  judges(pack, "policy-grammar", ROLE, [
    [
      "faults of two inline policies, each by the policy's name",
      {
        assumeRolePolicy: JSON.stringify(TRUST),
        inlinePolicies: [
          { name: "first", policy: managed({ Action: "x" }).policy },
          { name: "second", policy: managed({ Action: "x", Sid: "All" }).policy },
        ],
      },
      "mandatory bad-action:first/Statement[0].Action",
      "mandatory bad-action:second/All.Action",
    ],
    ["no version in an inline policy", { assumeRolePolicy: { Statement: TRUST.Statement } }],
  ]);

  judges(pack, "policy-grammar", "aws-native:iam:ManagedPolicy", [
    ["a policy of aws-native", { policyDocument: JSON.parse(managed().policy) }],
    [
      "a fault in one of aws-native",
      { policyDocument: JSON.parse(managed({ Effect: "Permit" }).policy) },
      "mandatory bad-effect:Statement[0].Effect",
    ],
    [
      "one of aws-native that isn't known yet",
      { policyDocument: NOT_KNOWN_YET },
      "advisory unknown",
    ],
  ]);

  const inTemplate = (action: string) =>
    yaml(
      "AWS::IAM::Policy",
      `PolicyName: read
Roles: [!Ref Reader]
PolicyDocument:
  Version: "${VERSION}"
  Statement:
    - Effect: Allow
      Action: ${action}
      Resource: !Sub "arn:aws:s3:::\${Bucket}/*"`,
    );
  judges(pack, "policy-grammar", STACK, [
    ["a policy in a YAML template", inTemplate("s3:GetObject")],
    [
      "a fault in a YAML template",
      inTemplate("s3.GetObject"),
      "mandatory Made.bad-action:Statement[0].Action",
    ],
    [
      "a fault in a JSON template",
      {
        templateBody: JSON.stringify({
          Resources: {
            Made: {
              Type: "AWS::IAM::ManagedPolicy",
              Properties: { PolicyDocument: { Statement: TRUST.Statement } },
            },
          },
        }),
      },
      "mandatory Made.no-resource:Statement[0]",
      "mandatory Made.element-not-allowed:Statement[0].Principal",
      "mandatory Made.old-version",
    ],
    ["a template that is none", { templateBody: "just text" }, "mandatory template-unreadable"],
    [
      "a template somewhere else",
      { templateUrl: "https://example.com/t.yaml" },
      "advisory template",
    ],
    ["a template that isn't known yet", { templateBody: NOT_KNOWN_YET }, "advisory template"],
  ]);

  const known = "policy-known-actions";
  judges(pack, known, POLICY, [
    [
      "actions of AWS, in any case",
      managed({ Action: ["S3:getobject", "ec2:Describe*", "*", "SNS:Receive"] }),
    ],
    [
      "a misspelt action",
      managed({ Action: "s3:GetObjects" }),
      "advisory unknown-action:s3:GetObjects",
    ],
    [
      "a pattern that matches nothing",
      managed({ Action: "iam:Updaet*" }),
      "advisory unknown-action:iam:Updaet*",
    ],
    [
      "a misspelt action that is denied",
      managed({ Effect: "Deny", Action: "iam:CreateAccesskeys" }),
      "advisory unknown-action:iam:CreateAccesskeys",
    ],
    [
      "a misspelt action left out",
      managed({ Action: undefined, NotAction: ["iam:*", "orgs:*"] }),
      "advisory unknown-service:orgs:*",
    ],
    [
      "a service of nobody",
      managed({ Action: "dynamo:GetItem" }),
      "advisory unknown-service:dynamo:GetItem",
    ],
    [
      "condition keys of AWS, in any case",
      managed({
        Action: ["s3:ListBucket", "kms:Decrypt"],
        Condition: {
          StringEquals: {
            "AWS:sourceip": "x",
            "aws:RequestTag/team": "a",
            "s3:prefix": "b",
            "token.actions.githubusercontent.com:sub": "c",
            "kms:EncryptionContext:aws:s3:arn": "d",
          },
        },
      }),
    ],
    [
      "a misspelt global key",
      managed({ Condition: { Bool: { "aws:MultifactorAuthPresence": "true" } } }),
      "advisory unknown-condition-key:aws:MultifactorAuthPresence",
    ],
    [
      "a global key of a service that has none",
      managed({ Condition: { Bool: { "iam:SecureTransport": "true" } } }),
    ],
    [
      "a global key with a prefix of nobody",
      managed({ Condition: { Bool: { "global:SecureTransport": "true" } } }),
      "advisory unknown-condition-key:global:SecureTransport",
    ],
    ["a policy that isn't known yet", { policy: NOT_KNOWN_YET }],
  ]);
  const USER = "arn:aws:iam::111122223333:user/ada";
  judges(pack, known, POLICY, [
    [
      "a user where policies are meant",
      managed({ Action: "iam:CreatePolicyVersion", Resource: USER }),
      "advisory untaken-resource:iam:CreatePolicyVersion",
    ],
    [
      "several actions on what none takes",
      managed({ Action: ["iam:PutRolePolicy", "iam:Attach*RolePolicy"], Resource: [USER] }),
      "advisory untaken-resource:iam:PutRolePolicy",
    ],
    [
      "a Deny of objects on a bucket",
      managed({ Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::x" }),
      "advisory untaken-resource:s3:GetObject",
    ],
    [
      "a whole service on another's resources",
      managed({ Action: "kms:*", Resource: ["arn:aws:s3:::x", "arn:aws:s3:::x/*"] }),
      "advisory untaken-resource:kms:*",
    ],
    [
      "one of several actions that takes it",
      managed({ Action: ["iam:CreatePolicyVersion", "iam:CreateAccessKey"], Resource: USER }),
    ],
    [
      "one of several resources that is taken",
      managed({ Action: "s3:GetObject", Resource: ["arn:aws:s3:::x", "arn:aws:s3:::x/*"] }),
    ],
    [
      "whichever partition, Region and account",
      managed({ Action: "ec2:RunInstances", Resource: "arn:aws-cn:ec2:*:1111*:image/ami-1" }),
    ],
    [
      "a pattern of all kinds",
      managed({ Action: "iam:PutRolePolicy", Resource: "arn:*:iam::*:*" }),
    ],
    ["an ARN that ends early", managed({ Action: "s3:GetObject", Resource: "arn:aws:s3:*" })],
    ["what isn't known yet", managed({ Action: "s3:GetObject", Resource: NOT_KNOWN_YET })],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: so templates write references
    ["a placeholder", managed({ Action: "s3:GetObject", Resource: "arn:aws:s3:::${Bucket}" })],
    [
      "an action that takes no resource, as far as the reference says",
      managed({ Action: "ssmmessages:OpenDataChannel", Resource: "arn:aws:ssm:*:*:session/x" }),
    ],
  ]);
  const when = (Action: string | string[], operator: string, key: string, more: object = {}) =>
    managed({ Action, Resource: "*", Condition: { [operator]: { [key]: "x" } }, ...more });
  judges(pack, known, POLICY, [
    [
      "a key of objects on buckets",
      when("s3:ListBucket", "StringEquals", "s3:x-amz-storage-class"),
      "advisory absent-condition-key:s3:x-amz-storage-class",
    ],
    [
      "a key that none of several actions has",
      when(["s3:ListBucket", "s3:ListBucketVersions"], "StringEquals", "s3:VersionId"),
      "advisory absent-condition-key:s3:VersionId",
    ],
    [
      "a key of another service",
      when("sqs:SendMessage", "StringEquals", "kms:CallerAccount"),
      "advisory absent-condition-key:kms:CallerAccount",
    ],
    [
      "a Deny that never applies",
      when("iam:CreateUser", "StringEquals", "iam:PassedToService", { Effect: "Deny" }),
      "advisory absent-condition-key:iam:PassedToService",
    ],
    [
      "an encryption context where nothing is encrypted",
      when("kms:CreateAlias", "StringEquals", "kms:EncryptionContext:app"),
      "advisory absent-condition-key:kms:EncryptionContext:app",
    ],
    [
      "a set of values that is always empty",
      when("s3:GetObject", "ForAllValues:StringEquals", "s3:RequestObjectTagKeys"),
      "advisory absent-condition-key:s3:RequestObjectTagKeys",
    ],
    [
      "a key that one of several actions has",
      when(["s3:ListBucket", "s3:GetObject"], "StringLike", "s3:prefix"),
    ],
    ["a key of the action, in any case", when("S3:listbucket", "StringLike", "S3:Prefix")],
    ["a key of its resource type", when("iam:PassRole", "StringLike", "iam:ResourceTag/team")],
    ["a tag of the resource", when("s3:GetObject", "StringEquals", "s3:ExistingObjectTag/class")],
    ["an encryption context", when("kms:Decrypt", "StringEquals", "kms:EncryptionContext:app")],
    ["a pattern of actions", when("s3:List*", "StringEquals", "s3:VersionId")],
    ["all actions", when("*", "StringEquals", "s3:VersionId")],
    [
      "an action that doesn't exist, once",
      when("s3:ListBuckets", "StringEquals", "s3:prefix"),
      "advisory unknown-action:s3:ListBuckets",
    ],
    [
      "an operator for requests without it",
      when("s3:ListBucket", "StringEqualsIfExists", "s3:VersionId"),
    ],
    [
      "a test for its absence",
      managed({ Action: "s3:ListBucket", Condition: { Null: { "s3:VersionId": "true" } } }),
    ],
    ["a key that the reference has nowhere", when("s3:ListBucket", "StringEquals", "s3:NewKey")],
    ["a key of the session", when("s3:GetObject", "StringLike", "sts:RoleSessionName")],
    ["where the function runs", when("s3:GetObject", "ArnLike", "lambda:SourceFunctionArn")],
    [
      "a key that AWS's own policies use",
      when("aws-marketplace:Subscribe", "ForAnyValue:StringEquals", "aws-marketplace:ProductId"),
    ],
    [
      "all actions but some",
      managed({
        Action: undefined,
        NotAction: "s3:ListBucket",
        Condition: { StringEquals: { "s3:VersionId": "x" } },
      }),
    ],
  ]);
  for (const [operator, says] of [
    ["StringEquals", /never holds, and the Allow never applies/],
    ["StringNotEquals", /so that it always holds/],
  ] as const) {
    it(`${known} says what ${operator} comes to on a key that requests don't have`, async () => {
      const policy = resource(POLICY, "p", when("s3:ListBucket", operator, "s3:VersionId"));
      const [violation] = await pack.judge(known, [policy]);
      assert.match(violation?.message ?? "", says);
    });
  }
  for (const [name, meant] of [
    ["s3:GetObjects", "s3:GetObject"],
    ["s3:ListObjectsV2", "s3:ListBucket"],
    ["efs:ClientMount", "elasticfilesystem:ClientMount"],
    ["secretmanager:GetSecretValue", "secretsmanager:GetSecretValue"],
  ] as const) {
    it(`${known} asks whether ${name} was meant to be ${meant}`, async () => {
      const policy = resource(POLICY, "p", managed({ Action: name }));
      const [violation] = await pack.judge(known, [policy]);
      assert.match(violation?.message ?? "", new RegExp(`did you mean ${meant}\\?`));
    });
  }
  judges(pack, known, "aws-native:iam:RolePolicy", [
    [
      "a misspelt action in aws-native",
      { roleName: "r", policyDocument: JSON.parse(managed({ Action: "s3:GetObjectz" }).policy) },
      "advisory unknown-action:s3:GetObjectz",
    ],
  ]);
  judges(pack, known, STACK, [
    [
      "a misspelt action in a template",
      inTemplate("s3:GetObjectz"),
      "advisory Made.unknown-action:s3:GetObjectz",
    ],
  ]);

  const size = "policy-size";
  judges(pack, size, POLICY, [
    ["6,144 characters and much white space", { policy: long(6144, true) }],
    ["one character more", { policy: long(6145) }, "mandatory too-long"],
    ["a policy that isn't known yet", { policy: NOT_KNOWN_YET }],
  ]);
  judges(pack, size, "aws:iam/userPolicy:UserPolicy", [
    ["2,048 characters for a user", { user: "u", policy: long(2048) }],
    ["one character more for a user", { user: "u", policy: long(2049) }, "mandatory too-long"],
  ]);
  judges(pack, size, "aws:iam/groupPolicy:GroupPolicy", [
    ["5,121 characters for a group", { group: "g", policy: long(5121) }, "mandatory too-long"],
  ]);
  judges(pack, size, "aws:iam/rolePolicy:RolePolicy", [
    ["10,240 characters for a role", { role: "r", policy: long(10_240) }],
    ["10,241 characters for a role", { role: "r", policy: long(10_241) }, "mandatory too-long"],
  ]);
  judges(pack, size, ROLE, [
    ["a trust policy within the usual quota", { assumeRolePolicy: long(2048) }],
    [
      "a trust policy beyond the usual quota",
      { assumeRolePolicy: long(2049) },
      "advisory too-long",
    ],
    ["a trust policy beyond every quota", { assumeRolePolicy: long(8193) }, "mandatory too-long"],
    [
      "inline policies that are too long together",
      {
        assumeRolePolicy: JSON.stringify(TRUST),
        inlinePolicies: ["a", "b", "c"].map((name) => ({ name, policy: long(4000) })),
      },
      "mandatory inline-too-long",
    ],
    [
      "eleven managed policies",
      { assumeRolePolicy: JSON.stringify(TRUST), managedPolicyArns: arns(11) },
      "advisory too-many-policies",
    ],
    [
      "ten managed policies",
      { assumeRolePolicy: JSON.stringify(TRUST), managedPolicyArns: arns(10) },
    ],
    [
      "twenty-six managed policies",
      { assumeRolePolicy: JSON.stringify(TRUST), managedPolicyArns: arns(26) },
      "mandatory too-many-policies",
    ],
  ]);
  judges(pack, size, "aws:organizations/policy:Policy", [
    ["a control policy of 10,240 characters", { content: long(10_240) }],
    [
      "a control policy that is too long by its white space",
      { content: long(10_200, true) },
      "mandatory too-long",
    ],
    [
      "a resource control policy of 5,121 characters",
      { type: "RESOURCE_CONTROL_POLICY", content: long(5121) },
      "mandatory too-long",
    ],
  ]);
  judges(pack, size, "aws:s3/bucketPolicy:BucketPolicy", [
    ["a bucket policy of 20 KB", { policy: long(20_480) }],
    ["a bucket policy beyond 20 KB", { policy: long(20_481) }, "mandatory too-long"],
  ]);
  judges(pack, size, "aws:sqs/queuePolicy:QueuePolicy", [
    ["a queue policy beyond 8 KB", { policy: long(8193) }, "mandatory too-long"],
  ]);
  judges(pack, size, "aws-native:iam:ManagedPolicy", [
    [
      "a policy of aws-native that is too long",
      { policyDocument: long(6145) },
      "mandatory too-long",
    ],
  ]);
  judges(pack, size, STACK, [
    [
      "a policy in a template that is too long",
      {
        templateBody: JSON.stringify({
          Resources: {
            Made: {
              Type: "AWS::IAM::ManagedPolicy",
              Properties: { PolicyDocument: JSON.parse(long(6145)) },
            },
          },
        }),
      },
      "mandatory Made.too-long",
    ],
    [
      "a user in eleven groups",
      yaml(
        "AWS::IAM::User",
        `Groups: [${Array.from({ length: 11 }, (_, i) => `g${i}`).join(", ")}]`,
      ),
      "mandatory Made.too-many-groups",
    ],
  ]);
});

function arns(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `arn:aws:iam::123456789012:policy/p${index}`);
}

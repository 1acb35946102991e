// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import { readTemplate } from "../../../../policies/resources/cloudformation/readTemplate.ts";
import type { TemplateResource } from "../../../../policies/resources/cloudformation/template.ts";
import { type Properties, UNKNOWN, type Value } from "../../../../policies/value.ts";

const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const STATEMENT = { Effect: "Allow", Action: "*", Resource: "*" };

/** The policy of a role as one of SAM's policy templates makes it. */
function inline(actions: string | readonly string[], resource: string): Value {
  const Action = [actions].flat();
  const Statement = [{ Effect: "Allow", Action, Resource: [resource] }];
  return {
    PolicyName: "AppRolePolicy0",
    PolicyDocument: { Version: "2012-10-17", Statement },
  } as Value;
}

function roleOf(
  properties: Properties,
  { type = "AWS::Serverless::Function", ...more }: Record<string, Value> = {},
): TemplateResource | undefined {
  const { Globals = {}, ...attributes } = more;
  const body = {
    Transform: "AWS::Serverless-2016-10-31",
    Globals,
    Conditions: { Perhaps: { "Fn::Equals": [{ Ref: "AWS::Region" }, "eu-central-1"] } },
    Resources: {
      App: { Type: type, Properties: properties, ...attributes },
      Policy: { Type: "AWS::IAM::ManagedPolicy" },
    },
  };
  const { resources, isIncomplete: hidden } = readTemplate(body as unknown as Value, {});
  assert.equal(hidden, false);
  return resources.find(({ logicalId }) => logicalId === "AppRole");
}

describe("the role that SAM generates", () => {
  it("is for Lambda, with AWS's policy for logs", () => {
    assert.deepEqual(roleOf({}), {
      logicalId: "AppRole",
      type: "AWS::IAM::Role",
      references: ["${AppRole}", "${AppRole.Arn}"],
      properties: {
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "lambda.amazonaws.com" },
              Action: "sts:AssumeRole",
            },
          ],
        },
        ManagedPolicyArns: [BASIC],
      },
    });
  });

  it("is for Step Functions, with nothing but what is given", () => {
    const role = roleOf(
      { Policies: { Statement: [STATEMENT] } },
      { type: "AWS::Serverless::StateMachine" },
    );
    assert.deepEqual(role?.properties.ManagedPolicyArns, []);
    assert.match(JSON.stringify(role?.properties), /states\.amazonaws\.com/);
  });

  const policies: readonly (readonly [
    title: string,
    given: Value,
    managed: Value[],
    inline: Value[],
  ])[] = [
    [
      "the name of an AWS managed policy",
      "AmazonS3ReadOnlyAccess",
      ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
      [],
    ],
    [
      "names with a path",
      ["Billing", "AWSLambdaSQSQueueExecutionRole"],
      [
        "arn:aws:iam::aws:policy/job-function/Billing",
        "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
      ],
      [],
    ],
    ["an ARN", ["arn:aws:iam::111111111111:policy/x"], ["arn:aws:iam::111111111111:policy/x"], []],
    ["a policy of the template", [{ Ref: "Policy" }], ["${Policy}"], []],
    [
      "statements",
      { Statement: STATEMENT },
      [],
      [{ PolicyName: "AppRolePolicy0", PolicyDocument: { Statement: STATEMENT } }],
    ],
    [
      "statements after others",
      ["Billing", { Version: "2012-10-17", Statement: [STATEMENT] }],
      ["arn:aws:iam::aws:policy/job-function/Billing"],
      [
        {
          PolicyName: "AppRolePolicy1",
          PolicyDocument: { Version: "2012-10-17", Statement: [STATEMENT] },
        },
      ],
    ],
    [
      "a policy template of SAM, with the name that is given",
      [{ LambdaInvokePolicy: { FunctionName: "f" } }],
      [],
      [
        inline(
          "lambda:InvokeFunction",
          "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:f*",
        ),
      ],
    ],
    [
      "a policy template of SAM whose parameter is an ARN",
      [{ AWSSecretsManagerGetSecretValuePolicy: { SecretArn: "*" } }],
      [],
      [inline("secretsmanager:GetSecretValue", "*")],
    ],
    [
      "a policy template of SAM with names that aren't known",
      [{ SSMParameterWithSlashPrefixReadPolicy: { ParameterName: UNKNOWN } }],
      [],
      [
        inline(
          ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
          "arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter${ParameterName}",
        ),
      ],
    ],
    [
      "a policy template of SAM that always says the same",
      [{ CloudWatchPutMetricPolicy: {} }],
      [],
      [],
    ],
    ["a policy template that SAM doesn't have", [{ toString: {} }], [], []],
    ["something that isn't known", [UNKNOWN], [UNKNOWN], [UNKNOWN]],
    ["policies that aren't known", UNKNOWN, [UNKNOWN], [UNKNOWN]],
  ];
  for (const [title, given, managed, inline] of policies) {
    it(`has ${title}`, () => {
      const { ManagedPolicyArns, Policies } = roleOf({ Policies: given })?.properties ?? {};
      assert.deepEqual(ManagedPolicyArns, [BASIC, ...managed]);
      assert.deepEqual(Policies ?? [], inline);
    });
  }

  it("has the path, boundary and trust that are given", () => {
    const AssumeRolePolicyDocument = { Statement: [] };
    const given = { AssumeRolePolicyDocument, RolePath: "/app/", PermissionsBoundary: "b" };
    const expected = { Path: "/app/", PermissionsBoundary: "b", AssumeRolePolicyDocument };
    const own = roleOf(given)?.properties;
    assert.deepEqual(own, { ...expected, ManagedPolicyArns: [BASIC] });
    const inherited = roleOf({ RolePath: "/own/" }, { Globals: { Function: given } })?.properties;
    assert.deepEqual(inherited, { ...own, Path: "/own/" });
  });

  it("isn't there when the function names a role", () => {
    assert.equal(
      roleOf({ Role: "arn:aws:iam::111111111111:role/x", Policies: "Billing" }),
      undefined,
    );
  });

  it("may be there when nobody knows whether the function names one, or is there", () => {
    const Role = {
      "Fn::If": ["Perhaps", "arn:aws:iam::111111111111:role/x", { Ref: "AWS::NoValue" }],
    };
    assert.equal(roleOf({ Role })?.condition, "unknown");
    assert.equal(roleOf({}, { Condition: "Perhaps" })?.condition, "unknown");
    assert.equal(roleOf({})?.condition, undefined);
  });
});

describe("the function URL that SAM makes", () => {
  const rows: readonly (readonly [
    title: string,
    given: Properties,
    globals: Value,
    url: unknown,
  ])[] = [
    ["of nothing", {}, {}, undefined],
    ["as it is configured", { FunctionUrlConfig: { AuthType: "NONE" } }, {}, "NONE"],
    ["as all functions are", {}, { Function: { FunctionUrlConfig: { AuthType: "NONE" } } }, "NONE"],
    [
      "as it is configured beside what all functions are",
      { FunctionUrlConfig: { AuthType: "AWS_IAM" } },
      { Function: { FunctionUrlConfig: { AuthType: "NONE", InvokeMode: "BUFFERED" } } },
      "AWS_IAM",
    ],
    [
      "with what it leaves to all functions",
      { FunctionUrlConfig: { InvokeMode: "RESPONSE_STREAM" } },
      { Function: { FunctionUrlConfig: { AuthType: "NONE" } } },
      "NONE",
    ],
    ["that isn't known", { FunctionUrlConfig: UNKNOWN }, {}, UNKNOWN],
  ];
  for (const [title, Properties, Globals, expected] of rows) {
    it(`is one ${title}`, () => {
      const App = { Type: "AWS::Serverless::Function", Properties: { ...Properties, Role: "r" } };
      const { resources } = readTemplate({ Globals, Resources: { App } } as Value, {});
      const url = resources.find(({ type }) => type === "AWS::Lambda::Url");
      assert.equal(url?.properties.AuthType, expected);
    });
  }
});

import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { judges, type Row } from "../resourceTable.ts";
import { Pack, resource } from "../stack.ts";

const OWN = "111122223333";
const BUCKET = "aws:s3/bucketPolicy:BucketPolicy";
const QUEUE = "aws:sqs/queuePolicy:QueuePolicy";
const KEY = "aws:kms/key:Key";
const PERMISSION = "aws:lambda/permission:Permission";
const ORGANIZATION = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };

function document(Principal: unknown, Action: unknown, Resource: unknown, Condition?: unknown) {
  const statement = { Sid: "S", Effect: "Allow", Principal, Action, Resource };
  return {
    Version: "2012-10-17",
    Statement: [{ ...statement, ...(Condition ? { Condition } : {}) }],
  };
}

function bucket(Principal: unknown, Condition?: unknown) {
  return {
    bucket: "b",
    policy: JSON.stringify(document(Principal, "s3:GetObject", "arn:aws:s3:::b/*", Condition)),
  };
}

function queue(Principal: unknown, Condition?: unknown) {
  return {
    queueUrl: "q",
    policy: JSON.stringify(document(Principal, "sqs:SendMessage", "*", Condition)),
  };
}

function permission(inputs: Record<string, unknown>) {
  return { action: "lambda:InvokeFunction", function: "f", ...inputs };
}

function template(type: string, properties: Record<string, unknown>) {
  const templateBody = JSON.stringify({
    Resources: { It: { Type: type, Properties: properties } },
  });
  return resource("aws:cloudformation/stack:Stack", "template", { templateBody });
}

describe("rules about policies of resources", () => {
  const pack = new Pack();
  before(() => pack.start());
  after(() => pack.stop());

  const rule = "resource-policy-no-anyone";
  const buckets: readonly Row[] = [
    ["an account", bucket({ AWS: OWN })],
    [
      "CloudFront",
      bucket(
        { Service: "cloudfront.amazonaws.com" },
        { StringEquals: { "AWS:SourceArn": `arn:aws:cloudfront::${OWN}:distribution/E1` } },
      ),
    ],
    [
      "CloudFront's older identity",
      bucket({ CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" }),
    ],
    ["the organization", bucket("*", ORGANIZATION)],
    ["a VPC endpoint", bucket("*", { StringEquals: { "aws:SourceVpce": "vpce-1" } })],
    ["an office", bucket("*", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } })],
    [
      "a Deny for anyone",
      {
        policy: JSON.stringify({
          Statement: {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: "*",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        }),
      },
    ],
    ["what isn't known yet", { bucket: "b", policy: NOT_KNOWN_YET }],
    ["anyone", bucket("*"), "mandatory anyone:S"],
    ["any AWS account", bucket({ AWS: "*" }), "mandatory anyone:S"],
    [
      "anyone with TLS",
      bucket("*", { Bool: { "aws:SecureTransport": "true" } }),
      "mandatory anyone:S",
    ],
    [
      "anyone from a page",
      bucket("*", { StringLike: { "aws:Referer": "https://example.com/*" } }),
      "mandatory anyone:S",
    ],
    [
      "every address",
      bucket("*", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }),
      "mandatory anyone:S",
    ],
    [
      "anyone without an organization too",
      bucket("*", { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
      "mandatory anyone:S",
    ],
  ];
  judges(pack, rule, BUCKET, buckets);

  judges(pack, rule, KEY, [
    [
      "the default policy of a key",
      { policy: JSON.stringify(document({ AWS: `arn:aws:iam::${OWN}:root` }, "kms:*", "*")) },
    ],
    [
      "a key for one's account by way of S3",
      {
        policy: JSON.stringify(
          document("*", "kms:Decrypt", "*", {
            StringEquals: {
              "kms:CallerAccount": OWN,
              "kms:ViaService": "s3.eu-west-1.amazonaws.com",
            },
          }),
        ),
      },
    ],
    [
      "a key for anyone by way of S3",
      {
        policy: JSON.stringify(
          document("*", "kms:Decrypt", "*", {
            StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
          }),
        ),
      },
      "mandatory anyone:S",
    ],
  ]);
  judges(pack, rule, "aws:sns/topicPolicy:TopicPolicy", [
    [
      "the default policy of a topic",
      {
        arn: "t",
        policy: JSON.stringify(
          document({ AWS: "*" }, "sns:Publish", "*", { StringEquals: { "AWS:SourceOwner": OWN } }),
        ),
      },
    ],
    [
      "a topic for anyone",
      { arn: "t", policy: JSON.stringify(document({ AWS: "*" }, "sns:Publish", "*")) },
      "mandatory anyone:S",
    ],
  ]);
  judges(pack, rule, QUEUE, [
    [
      "a queue for a topic",
      queue("*", { ArnEquals: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${OWN}:t` } }),
    ],
    [
      "a queue for topics of that name",
      queue("*", { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:t" } }),
      "mandatory anyone:S",
    ],
  ]);
  judges(pack, rule, "aws:opensearch/domain:Domain", [
    [
      "a domain for addresses",
      {
        accessPolicies: JSON.stringify(
          document({ AWS: "*" }, "es:*", "*", { IpAddress: { "aws:SourceIp": ["203.0.113.7"] } }),
        ),
      },
    ],
    [
      "a domain within a VPC",
      {
        vpcOptions: { subnetIds: ["s"] },
        accessPolicies: JSON.stringify(document({ AWS: "*" }, "es:*", "*")),
      },
      "advisory anyone:S",
    ],
    [
      "a domain for anyone",
      { accessPolicies: JSON.stringify(document({ AWS: "*" }, "es:*", "*")) },
      "mandatory anyone:S",
    ],
  ]);
  judges(pack, rule, "aws:ec2/vpcEndpoint:VpcEndpoint", [
    ["a VPC endpoint, whose default it is", { policy: JSON.stringify(document("*", "*", "*")) }],
  ]);
  judges(pack, rule, "aws:apigateway/restApiPolicy:RestApiPolicy", [
    [
      "an API, which is for anyone",
      { restApiId: "a", policy: JSON.stringify(document("*", "execute-api:Invoke", "*")) },
    ],
  ]);
  judges(pack, rule, PERMISSION, [
    [
      "a permission for a service",
      permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::b" }),
    ],
    [
      "a permission for the organization",
      permission({ principal: "*", principalOrgId: "o-a1b2c3d4e5" }),
    ],
    [
      "a permission for a source",
      permission({ principal: "*", sourceArn: `arn:aws:sns:eu-west-1:${OWN}:t` }),
    ],
    ["a permission not known yet", permission({ principal: NOT_KNOWN_YET }), "advisory anyone"],
    ["a permission for anyone", permission({ principal: "*" }), "mandatory anyone"],
    [
      "a function URL for anyone",
      permission({
        action: "lambda:InvokeFunctionUrl",
        principal: "*",
        functionUrlAuthType: "NONE",
      }),
      "advisory anyone",
    ],
    [
      "a function URL for any AWS account",
      permission({
        action: "lambda:InvokeFunctionUrl",
        principal: "*",
        functionUrlAuthType: "AWS_IAM",
      }),
      "mandatory anyone",
    ],
    [
      "a function URL for anyone, whose signature isn't known yet",
      permission({
        action: "lambda:InvokeFunctionUrl",
        principal: "*",
        functionUrlAuthType: NOT_KNOWN_YET,
      }),
      "advisory anyone",
    ],
  ]);
  judges(pack, rule, "aws:lambda/functionUrl:FunctionUrl", [
    ["a function URL that wants a signature", { authorizationType: "AWS_IAM" }],
    ["a function URL that wants none", { authorizationType: "NONE" }, "advisory anyone"],
    [
      "a function URL that isn't known yet",
      { authorizationType: NOT_KNOWN_YET },
      "advisory anyone",
    ],
  ]);
  judges(pack, rule, "aws-native:lambda:Url", [
    ["a function URL that wants a signature", { authType: "AWS_IAM" }],
    ["a function URL that wants none", { authType: "NONE" }, "advisory anyone"],
    ["a function URL that isn't known yet", { authType: NOT_KNOWN_YET }, "advisory anyone"],
  ]);
  const inTemplate = (Type: string, Properties: object) => ({
    templateBody: JSON.stringify({
      Transform: "AWS::Serverless-2016-10-31",
      Parameters: { Type: { Type: "String" } },
      Conditions: { Open: { "Fn::Equals": [{ Ref: "Type" }, "open"] } },
      Resources: { R: { Type, Properties } },
    }),
  });
  const code = { Handler: "a.b", Runtime: "nodejs22.x", InlineCode: "x" };
  const either = { "Fn::If": ["Open", { AuthType: "NONE" }, { Ref: "AWS::NoValue" }] };
  judges(pack, rule, "aws:cloudformation/stack:Stack", [
    [
      "a function URL that wants none",
      inTemplate("AWS::Lambda::Url", { AuthType: "NONE" }),
      "advisory R.anyone",
    ],
    [
      "a function URL that SAM makes",
      inTemplate("AWS::Serverless::Function", { ...code, FunctionUrlConfig: { AuthType: "NONE" } }),
      "advisory RUrl.anyone",
    ],
    [
      "a function URL that SAM makes, with a signature",
      inTemplate("AWS::Serverless::Function", {
        ...code,
        FunctionUrlConfig: { AuthType: "AWS_IAM" },
      }),
    ],
    [
      "a function URL by a parameter",
      inTemplate("AWS::Lambda::Url", { AuthType: { Ref: "Type" } }),
      "advisory R.anyone",
    ],
    [
      "a function URL that SAM makes by a parameter",
      inTemplate("AWS::Serverless::Function", {
        ...code,
        FunctionUrlConfig: { AuthType: { Ref: "Type" } },
      }),
      "advisory RUrl.anyone",
    ],
    [
      "a function URL that SAM makes on a condition",
      inTemplate("AWS::Serverless::Function", { ...code, FunctionUrlConfig: either }),
      "advisory RUrl.anyone",
    ],
  ]);
  judges(pack, rule, "aws:lambda/layerVersionPermission:LayerVersionPermission", [
    [
      "a layer for the organization",
      {
        action: "lambda:GetLayerVersion",
        principal: "*",
        organizationId: "o-a1b2c3d4e5",
        statementId: "org",
      },
    ],
    [
      "a layer for anyone",
      { action: "lambda:GetLayerVersion", principal: "*", statementId: "all" },
      "mandatory anyone",
    ],
  ]);
  judges(pack, rule, "aws:cloudwatch/eventPermission:EventPermission", [
    ["a bus for an account", { principal: OWN, statementId: "one" }],
    [
      "a bus for the organization",
      {
        principal: "*",
        statementId: "org",
        condition: { type: "StringEquals", key: "aws:PrincipalOrgID", value: "o-a1b2c3d4e5" },
      },
    ],
    ["a bus for anyone", { principal: "*", statementId: "all" }, "mandatory anyone"],
  ]);
  it(`${rule} judges aws-native and CloudFormation`, async () => {
    const PolicyDocument = document("*", "sqs:SendMessage", "*");
    const said = await pack.short(rule, [
      resource("aws-native:sqs:QueuePolicy", "native", {
        queues: ["q"],
        policyDocument: PolicyDocument,
      }),
      resource("aws-native:lambda:Permission", "nativePermission", {
        action: "lambda:InvokeFunction",
        functionName: "f",
        principal: "*",
      }),
      template("AWS::SQS::QueuePolicy", { Queues: ["q"], PolicyDocument }),
      template("AWS::Lambda::Permission", {
        Action: "lambda:InvokeFunction",
        FunctionName: "f",
        Principal: "*",
      }),
      template("AWS::Lambda::Permission", {
        Action: "lambda:InvokeFunction",
        FunctionName: "f",
        Principal: "*",
        PrincipalOrgID: "o-a1b2c3d4e5",
      }),
      template("AWS::Events::EventBusPolicy", {
        StatementId: "all",
        Statement: {
          Sid: "all",
          Effect: "Allow",
          Principal: "*",
          Action: "events:PutEvents",
          Resource: "*",
        },
      }),
      template("AWS::Events::EventBusPolicy", {
        StatementId: "org",
        Principal: "*",
        Action: "events:PutEvents",
        Condition: { Type: "StringEquals", Key: "aws:PrincipalOrgID", Value: "o-a1b2c3d4e5" },
      }),
    ]);
    assert.deepEqual(said, [
      "mandatory anyone:S native",
      "mandatory anyone nativePermission",
      "mandatory It.anyone:S template",
      "mandatory It.anyone template",
      "mandatory It.anyone template",
    ]);
  });
  const LAYER = "aws:lambda/layerVersionPermission:LayerVersionPermission";
  const EVENTS = "aws:cloudwatch/eventPermission:EventPermission";
  const NATIVE = "aws-native:lambda:Permission";
  const BUS = "aws-native:events:EventBusPolicy";
  const unknown = { action: "lambda:InvokeFunction", principal: NOT_KNOWN_YET };
  const UNKNOWN_PRINCIPALS: readonly (readonly [type: string, Row])[] = [
    [PERMISSION, ["a function's", { ...unknown, function: "f" }, "doubt"]],
    [NATIVE, ["a function's", { ...unknown, functionName: "f" }, "doubt"]],
    [LAYER, ["a layer's", { ...unknown, statementId: "s" }, "doubt"]],
    [EVENTS, ["a bus's", { principal: NOT_KNOWN_YET, statementId: "s" }, "doubt"]],
    [BUS, ["a bus's whole statement", { statementId: "s", statement: NOT_KNOWN_YET }, "doubt"]],
    [PERMISSION, ["a function's, for an account", { ...unknown, sourceAccount: OWN }]],
    [PERMISSION, ["none, but a function", { ...unknown, principal: OWN, function: NOT_KNOWN_YET }]],
  ];
  for (const [type, [title, inputs, ...expected]] of UNKNOWN_PRINCIPALS) {
    it(`${rule} is ${expected.length > 0 ? "" : "not "}in doubt of principals not known yet: ${title} (${type})`, async () => {
      const said = await pack.judge(rule, [resource(type, "judged", inputs)]);
      assert.deepEqual(
        said.map(({ message }) => (/^not decided: /m.test(message) ? "doubt" : message)),
        expected,
      );
    });
  }
  it(`${rule} follows references of a template`, async () => {
    const templateBody = [
      "Resources:",
      "  Topic: {Type: 'AWS::SNS::Topic'}",
      "  Policy:",
      "    Type: AWS::SQS::QueuePolicy",
      "    Properties:",
      "      Queues: [q]",
      "      PolicyDocument:",
      "        Statement:",
      "          - {Sid: Topic, Effect: Allow, Principal: '*', Action: 'sqs:SendMessage', Resource: '*', Condition: {ArnEquals: {'aws:SourceArn': !Ref Topic}}}",
      "          - {Sid: Open, Effect: Allow, Principal: '*', Action: 'sqs:ReceiveMessage', Resource: '*'}",
    ].join("\n");
    const stack = resource("aws:cloudformation/stack:Stack", "template", { templateBody });
    assert.deepEqual(await pack.short(rule, [stack]), ["mandatory Policy.anyone:Open template"]);
  });

  const source = "resource-policy-service-source";
  judges(pack, source, QUEUE, [
    [
      "a topic",
      queue(
        { Service: "sns.amazonaws.com" },
        { ArnEquals: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${OWN}:t` } },
      ),
    ],
    [
      "buckets of an account",
      queue({ Service: "s3.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": OWN } }),
    ],
    [
      "a bucket of an account",
      queue(
        { Service: "s3.amazonaws.com" },
        {
          ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:b" },
          StringEquals: { "aws:SourceAccount": OWN },
        },
      ),
    ],
    [
      "a bucket of the organization",
      queue(
        { Service: "s3.amazonaws.com" },
        {
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::b" },
          StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" },
        },
      ),
    ],
    [
      "a bucket of an account not known yet",
      {
        queueUrl: "q",
        policy: document({ Service: "s3.amazonaws.com" }, "sqs:SendMessage", "*", {
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::b" },
          StringEquals: { "aws:SourceAccount": NOT_KNOWN_YET },
        }),
      },
    ],
    [
      "a bucket whose name others can take",
      queue({ Service: "s3.amazonaws.com" }, { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:b" } }),
      "advisory source-account:S",
    ],
    [
      "a bucket with an account if there is one",
      queue(
        { Service: "s3.amazonaws.com" },
        {
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::b" },
          StringEqualsIfExists: { "aws:SourceAccount": OWN },
        },
      ),
      "advisory source-account:S",
    ],
    [
      "services of the organization",
      queue(
        { Service: "events.amazonaws.com" },
        { StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" } },
      ),
    ],
    ["an account", queue({ AWS: OWN })],
    ["what isn't known yet", { queueUrl: "q", policy: NOT_KNOWN_YET }],
    ["every bucket", queue({ Service: "s3.amazonaws.com" }), "advisory source:S"],
    [
      "every bucket, by the name of the service",
      queue("*", { StringEquals: { "aws:PrincipalServiceName": "s3.amazonaws.com" } }),
      "advisory source:S",
    ],
    [
      "every bucket, by the names of the service",
      queue("*", {
        "ForAnyValue:StringEquals": { "aws:PrincipalServiceNamesList": ["s3.amazonaws.com"] },
      }),
      "advisory source:S",
    ],
    [
      "every service",
      queue("*", { Bool: { "aws:PrincipalIsAWSService": "true" } }),
      "advisory source:S",
    ],
    [
      "every service of the account",
      queue("*", {
        Bool: { "aws:PrincipalIsAWSService": "true" },
        StringEquals: { "aws:SourceAccount": OWN },
      }),
    ],
    [
      "a topic, by the name of the service",
      queue("*", {
        StringEquals: { "aws:PrincipalServiceName": "sns.amazonaws.com" },
        ArnEquals: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${OWN}:t` },
      }),
    ],
    [
      "a service that doesn't tell for whom",
      queue("*", { StringEquals: { "aws:PrincipalServiceName": "ec2.amazonaws.com" } }),
    ],
    ["anyone, of which another rule tells", queue("*")],
    ["the organization", queue("*", ORGANIZATION)],
    [
      "rules of that name",
      queue(
        { Service: "events.amazonaws.com" },
        { ArnLike: { "aws:SourceArn": "arn:aws:events:*:*:rule/r" } },
      ),
      "advisory source:S",
    ],
    [
      "a source if there is one",
      queue(
        { Service: "sns.amazonaws.com" },
        { ArnLikeIfExists: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${OWN}:t` } },
      ),
      "advisory source:S",
    ],
  ]);
  judges(pack, source, "aws:sns/topicPolicy:TopicPolicy", [
    [
      "rules of EventBridge, which send topics no source",
      {
        arn: "t",
        policy: JSON.stringify(document({ Service: "events.amazonaws.com" }, "sns:Publish", "*")),
      },
    ],
    [
      "every alarm",
      {
        arn: "t",
        policy: JSON.stringify(
          document({ Service: "cloudwatch.amazonaws.com" }, "sns:Publish", "*"),
        ),
      },
      "advisory source:S",
    ],
    [
      "a bucket that tells a topic",
      {
        arn: "t",
        policy: JSON.stringify(
          document({ Service: "s3.amazonaws.com" }, "sns:Publish", "*", {
            ArnEquals: { "aws:SourceArn": "arn:aws:s3:::b" },
          }),
        ),
      },
      "advisory source-account:S",
    ],
    [
      "an account that SES tells by its older key",
      {
        arn: "t",
        policy: JSON.stringify(
          document({ Service: "ses.amazonaws.com" }, "sns:Publish", "*", {
            StringEquals: { "aws:Referer": OWN },
          }),
        ),
      },
    ],
    [
      "a page, which tells no account",
      {
        arn: "t",
        policy: JSON.stringify(
          document({ Service: "ses.amazonaws.com" }, "sns:Publish", "*", {
            StringLike: { "aws:Referer": "https://example.com/*" },
          }),
        ),
      },
      "advisory source:S",
    ],
  ]);
  judges(pack, source, BUCKET, [
    [
      "the inventory of a bucket, which needs no account",
      bucket(
        { Service: "s3.amazonaws.com" },
        { ArnLike: { "aws:SourceArn": "arn:aws:s3:::other" } },
      ),
    ],
  ]);
  judges(pack, source, KEY, [
    [
      "logs of an account",
      {
        policy: JSON.stringify(
          document({ Service: "logs.eu-west-1.amazonaws.com" }, "kms:Decrypt", "*", {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${OWN}:*` },
          }),
        ),
      },
    ],
    [
      "alarms and rules that tell an encrypted topic, for which AWS asks no source",
      {
        policy: JSON.stringify(
          document(
            { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
            ["kms:Decrypt", "kms:GenerateDataKey*"],
            "*",
          ),
        ),
      },
    ],
    [
      "topics, for which AWS asks no source",
      { policy: JSON.stringify(document({ Service: "sns.amazonaws.com" }, "kms:Decrypt", "*")) },
    ],
    [
      "every log",
      {
        policy: JSON.stringify(
          document({ Service: "logs.eu-west-1.amazonaws.com" }, "kms:Decrypt", "*"),
        ),
      },
      "advisory source:S",
    ],
  ]);
  judges(pack, source, PERMISSION, [
    [
      "a bucket",
      permission({
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::b",
        sourceAccount: OWN,
      }),
    ],
    [
      "a bucket without its account",
      permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::b" }),
      "advisory source-account",
    ],
    [
      "a bucket not known yet, without its account",
      permission({ principal: "s3.amazonaws.com", sourceArn: NOT_KNOWN_YET }),
      "advisory source-account",
    ],
    [
      "an account not known yet",
      permission({
        principal: "s3.amazonaws.com",
        sourceArn: NOT_KNOWN_YET,
        sourceAccount: NOT_KNOWN_YET,
      }),
    ],
    [
      "a topic without its account, which its ARN has",
      permission({
        principal: "sns.amazonaws.com",
        sourceArn: `arn:aws:sns:eu-west-1:${OWN}:t`,
      }),
    ],
    [
      "a rule not known yet",
      permission({ principal: "events.amazonaws.com", sourceArn: NOT_KNOWN_YET }),
    ],
    [
      "a skill",
      permission({ principal: "alexa-appkit.amazon.com", eventSourceToken: "amzn1.ask.skill.1" }),
    ],
    ["every bucket", permission({ principal: "s3.amazonaws.com" }), "advisory source"],
    [
      "every API",
      permission({ principal: "apigateway.amazonaws.com", sourceArn: "*" }),
      "advisory source",
    ],
  ]);
  it(`${source} judges aws-native and CloudFormation`, async () => {
    const open = {
      Action: "lambda:InvokeFunction",
      FunctionName: "f",
      Principal: "events.amazonaws.com",
    };
    const said = await pack.short(source, [
      resource("aws-native:lambda:Permission", "native", {
        action: open.Action,
        functionName: "f",
        principal: "sns.amazonaws.com",
      }),
      template("AWS::Lambda::Permission", open),
      template("AWS::Lambda::Permission", { ...open, SourceArn: { Ref: "Rule" } }),
      template("AWS::Lambda::Permission", {
        ...open,
        Principal: "s3.amazonaws.com",
        SourceArn: { "Fn::GetAtt": ["Bucket", "Arn"] },
        SourceAccount: { Ref: "AWS::AccountId" },
      }),
      template("AWS::Lambda::Permission", {
        ...open,
        Principal: "s3.amazonaws.com",
        SourceArn: { "Fn::GetAtt": ["Bucket", "Arn"] },
      }),
      template("AWS::SQS::QueuePolicy", {
        Queues: ["q"],
        PolicyDocument: document({ Service: "sns.amazonaws.com" }, "sqs:SendMessage", "*"),
      }),
    ]);
    assert.deepEqual(said, [
      "advisory source native",
      "advisory It.source template",
      "advisory It.source-account template",
      "advisory It.source:S template",
    ]);
  });
});

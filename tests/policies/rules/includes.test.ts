import assert from "node:assert/strict";
import { Pack, resource } from "../stack.ts";

const INCLUDE = {
  "Fn::Transform": { Name: "AWS::Include", Parameters: { Location: "s3://b/part.yaml" } },
};
const TRUST = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};
const FUNCTION = { Handler: "a.b", Runtime: "nodejs22.x", InlineCode: "x" };
const TABLE = { KeySchema: [], AttributeDefinitions: [] };

type Template = Record<string, unknown>;

function of(Type: string, Properties: unknown, sections: Template = {}): Template {
  return { Resources: { R: { Type, Properties } }, ...sections };
}

/** No policy, and nothing that decides about one, can come from there. */
const harmless: readonly (readonly [title: string, template: Template])[] = [
  ["an API's definition", of("AWS::Serverless::Api", { StageName: "p", DefinitionBody: INCLUDE })],
  ["an API's body", of("AWS::ApiGateway::RestApi", { Body: INCLUDE })],
  [
    "a part of it",
    of("AWS::Serverless::Api", {
      StageName: "p",
      DefinitionBody: { openapi: "3.0.1", paths: INCLUDE },
    }),
  ],
  ["an HTTP API", of("AWS::Serverless::HttpApi", { DefinitionBody: INCLUDE })],
  ["a GraphQL schema", of("AWS::AppSync::GraphQLSchema", { Definition: INCLUDE })],
  [
    "a state machine's definition",
    of("AWS::Serverless::StateMachine", { Role: "r", Definition: INCLUDE }),
  ],
  [
    "a function's variables",
    of("AWS::Serverless::Function", { ...FUNCTION, Environment: { Variables: INCLUDE } }),
  ],
  ["a function's events", of("AWS::Serverless::Function", { ...FUNCTION, Events: { E: INCLUDE } })],
  ["user data", of("AWS::EC2::Instance", { UserData: { "Fn::Base64": INCLUDE } })],
  ["all of a bucket", of("AWS::S3::Bucket", INCLUDE)],
  ["a bucket's rules", of("AWS::S3::Bucket", { LifecycleConfiguration: INCLUDE })],
  [
    "a table's indexes",
    of("AWS::DynamoDB::Table", { ...TABLE, GlobalSecondaryIndexes: [INCLUDE] }),
  ],
  ["tags of a role", of("AWS::IAM::Role", { AssumeRolePolicyDocument: TRUST, Tags: INCLUDE })],
  ["a resource's attributes", { Resources: { R: { Type: "AWS::S3::Bucket", ...INCLUDE } } }],
  ["outputs", { ...of("AWS::S3::Bucket", {}), Outputs: INCLUDE }],
  ["mappings", { ...of("AWS::S3::Bucket", {}), Mappings: INCLUDE }],
];

/** What comes from there may be a policy, a role, or decide about one. */
const doubtful: readonly (readonly [title: string, template: Template])[] = [
  ["resources", { Resources: { B: { Type: "AWS::S3::Bucket" }, ...INCLUDE } }],
  ["the whole template", { ...INCLUDE, ...of("AWS::S3::Bucket", {}) }],
  ["all of a role", of("AWS::IAM::Role", INCLUDE)],
  [
    "a role's policies",
    of("AWS::IAM::Role", { AssumeRolePolicyDocument: TRUST, Policies: INCLUDE }),
  ],
  ["a role's attributes", { Resources: { R: { Type: "AWS::IAM::Role", ...INCLUDE } } }],
  ["all of a function", of("AWS::Serverless::Function", INCLUDE)],
  ["a function's role", of("AWS::Serverless::Function", { ...FUNCTION, Role: INCLUDE })],
  [
    "what all functions are",
    of("AWS::Serverless::Function", FUNCTION, { Globals: { Function: INCLUDE } }),
  ],
  ["all of a table", of("AWS::DynamoDB::Table", INCLUDE)],
  ["a table's policy", of("AWS::DynamoDB::Table", { ...TABLE, ResourcePolicy: INCLUDE })],
  [
    "a topic's policy",
    of("AWS::SNS::TopicPolicy", {
      Topics: [],
      PolicyDocument: { Version: "2012-10-17", Statement: INCLUDE },
    }),
  ],
  ["a stack set", of("AWS::CloudFormation::StackSet", INCLUDE)],
];

describe("a macro such as AWS::Include in a template", () => {
  const pack = new Pack();
  before(() => pack.start());
  after(() => pack.stop());

  const doubts = async (template: Template) => {
    const Transform = "AWS::Serverless-2016-10-31";
    const templateBody = JSON.stringify({ Transform, ...template });
    const stack = resource("aws:cloudformation/stack:Stack", "t", { templateBody });
    const said = await pack.short("policy-grammar", [stack]);
    return said.filter((one) => / template t$| \S*unknown\S* t$/.test(one));
  };

  for (const [title, template] of harmless) {
    it(`leaves no doubt in ${title}`, async () => {
      assert.deepEqual(await doubts(template), []);
    });
  }
  for (const [title, template] of doubtful) {
    it(`leaves a doubt in ${title}`, async () => {
      assert.notDeepEqual(await doubts(template), []);
    });
  }
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { Pack, resource } from "../stack.ts";

const STACK = "aws:cloudformation/stack:Stack";
const NATIVE = "aws-native:cloudformation:Stack";
const SET = "aws:cloudformation/stackSet:StackSet";
const EAST = { "Fn::Equals": [{ Ref: "AWS::Region" }, "us-east-1"] };
const CHINA = { "Fn::Equals": [{ Ref: "AWS::Partition" }, "aws-cn"] };

/** A bucket that is open to anyone where a condition holds. */
function openWhere(Test: unknown): Record<string, unknown> {
  const Effect = { "Fn::If": ["Test", "Allow", "Deny"] };
  const statement = {
    Effect,
    Principal: "*",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::x/*",
  };
  const PolicyDocument = { Version: "2012-10-17", Statement: [statement] };
  const Properties = { Bucket: "x", PolicyDocument };
  return {
    Conditions: { Test },
    Resources: { P: { Type: "AWS::S3::BucketPolicy", Properties } },
  };
}

function stack(
  test: unknown,
  inputs: Record<string, unknown> = {},
  type = STACK,
): AnalyzedResource {
  const templateBody = JSON.stringify(openWhere(test));
  return resource(type, "template", { templateBody, ...inputs });
}

function provider(region: unknown, type = "pulumi:providers:aws"): AnalyzedResource {
  return resource(type, "away", { region });
}

function by(one: AnalyzedResource, { urn }: AnalyzedResource): AnalyzedResource {
  return { ...one, provider: `${urn}::1` };
}

/** A stack set of another template, which makes stacks in some Regions. */
function nestedSet(Regions: unknown, test: unknown): Record<string, unknown> {
  const TemplateBody = JSON.stringify(openWhere(test));
  const StackInstancesGroup = [{ DeploymentTargets: { Accounts: [] }, Regions }];
  const Properties = { StackSetName: "s", TemplateBody, StackInstancesGroup };
  return {
    templateBody: JSON.stringify({
      Resources: { S: { Type: "AWS::CloudFormation::StackSet", Properties } },
    }),
  };
}

const WEST = { region: "eu-west-1" };
const ARN = "arn:aws:cloudformation:us-east-1:111122223333:stack/s/1";
const everywhere = provider("us-east-1");
const native = provider("us-east-1", "pulumi:providers:aws-native");
const later = provider(NOT_KNOWN_YET);
const foreign = provider("us-east-1", "pulumi:providers:mine");

const rows: readonly (readonly [string, boolean, readonly AnalyzedResource[]])[] = [
  ["its own Region is another", false, [stack(EAST, WEST)]],
  ["its own Region is that", true, [stack(EAST, { region: "us-east-1" })]],
  ["no Region is known", true, [stack(EAST)]],
  ["its Region isn't known yet", true, [stack(EAST, { region: NOT_KNOWN_YET })]],
  ["its provider's Region is that", true, [everywhere, by(stack(EAST), everywhere)]],
  ["its provider's Region is another", false, [everywhere, by(stack(CHINA), everywhere)]],
  ["its provider's Region isn't known yet", true, [later, by(stack(EAST), later)]],
  [
    "its own Region goes before its provider's",
    false,
    [everywhere, by(stack(EAST, WEST), everywhere)],
  ],
  ["its provider is somebody else's", true, [foreign, by(stack(CHINA), foreign)]],
  ["it is of aws-native, elsewhere", false, [native, by(stack(CHINA, {}, NATIVE), native)]],
  ["its ARN says so", true, [stack(EAST, { id: ARN })]],
  ["its ARN says otherwise", false, [stack({ "Fn::Not": [EAST] }, { id: ARN })]],
  ["the partition is another", false, [stack(CHINA, WEST)]],
  ["the partition is that", true, [stack(CHINA, { region: "cn-north-1" })]],
  ["the partition isn't known", true, [stack(CHINA)]],
  ["the stack set is managed elsewhere", true, [stack(EAST, WEST, SET)]],
  ["the stack set is of another partition", false, [stack(CHINA, WEST, SET)]],
  [
    "the set in a template makes stacks there",
    true,
    [resource(STACK, "template", { ...nestedSet(["us-east-1"], EAST), ...WEST })],
  ],
  [
    "the set in a template makes stacks elsewhere",
    false,
    [resource(STACK, "template", { ...nestedSet(["eu-west-1"], EAST), region: "us-east-1" })],
  ],
  [
    "the set in a template makes stacks here and there",
    true,
    [resource(STACK, "template", { ...nestedSet(["eu-west-1", "us-east-1"], EAST), ...WEST })],
  ],
];

describe("a branch of a template that is for one Region or partition", () => {
  const pack = new Pack();
  before(() => pack.start());
  after(() => pack.stop());

  for (const [title, isFound, resources] of rows) {
    it(`is ${isFound ? "judged" : "left out"} where ${title}`, async () => {
      const said = await pack.short("resource-policy-no-anyone", resources);
      assert.equal(said.length > 0, isFound, said.join());
    });
  }

  it("is left out where a mapping by Region says so", async () => {
    const body = {
      Mappings: { By: { "eu-west-1": { who: "111122223333" }, "us-east-1": { who: "*" } } },
      Resources: {
        P: {
          Type: "AWS::S3::BucketPolicy",
          Properties: {
            Bucket: "x",
            PolicyDocument: {
              Version: "2012-10-17",
              Statement: [
                {
                  Effect: "Allow",
                  Principal: { AWS: { "Fn::FindInMap": ["By", { Ref: "AWS::Region" }, "who"] } },
                  Action: "s3:GetObject",
                  Resource: { "Fn::Sub": "arn:${AWS::Partition}:s3:::x/*" },
                },
              ],
            },
          },
        },
      },
    };
    const of = (region: string) =>
      resource(STACK, "template", { templateBody: JSON.stringify(body), region });
    const judged = async (region: string) =>
      (await pack.short("resource-policy-no-anyone", [of(region)])).length;
    assert.deepEqual([await judged("eu-west-1"), await judged("us-east-1")], [0, 1]);
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import { Pack, resource } from "../stack.ts";

/** A bucket that is open to anyone. */
const OPEN = {
  Type: "AWS::S3::BucketPolicy",
  Properties: {
    Bucket: "x",
    PolicyDocument: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::x/*" },
      ],
    },
  },
};
const OPEN_YAML = `
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: x
      PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::x/*"}]}
`;

function nested(levels: number): unknown {
  let value: unknown = "x";
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

const group = (GroupName: unknown) => ({ Type: "AWS::IAM::Group", Properties: { GroupName } });
const huge = Object.fromEntries(
  Array.from({ length: 40 }, (_, i) => [
    `Bad${i}`,
    group({ "Fn::Sub": `\${Bad${i + 1}}\${Bad${i + 1}}` }),
  ]),
);
const loop = {
  "Fn::ForEach::L": [
    "L",
    Array.from({ length: 2000 }, (_, i) => `a${i}`),
    { "B${L}": group("${L}".repeat(200)) },
  ],
};

/** Resources that can't be read, or take too much; each stands before and after one that is open to anyone. */
const bad: readonly (readonly [title: string, resources: Record<string, unknown>])[] = [
  ["nothing", { Bad: null }],
  ["a text", { Bad: "x" }],
  ["a list", { Bad: [1] }],
  ["no type", { Bad: { Properties: {} } }],
  ["a type that is no text", { Bad: { Type: ["AWS::IAM::Role"], Properties: {} } }],
  ["properties that are text", { Bad: { Type: "AWS::IAM::Role", Properties: "x" } }],
  ["properties that are a list", { Bad: { Type: "AWS::IAM::Role", Properties: [1] } }],
  ["a condition that isn't there", { Bad: { ...group("x"), Condition: "None" } }],
  ["a function with nothing", { Bad: group({ "Fn::Sub": [] }) }],
  ["a reference to itself", { Bad: group({ Ref: "Bad" }) }],
  ["references in a circle", { Bad: group({ Ref: "Bed" }), Bed: group({ "Fn::Sub": "${Bad}" }) }],
  ["150 levels", { Bad: group(nested(150)) }],
  ["2,000 levels", { Bad: group(nested(2000)) }],
  [
    "policies of 2,000 levels",
    {
      Bad: {
        Type: "AWS::IAM::Role",
        Properties: { AssumeRolePolicyDocument: nested(2000), Policies: nested(2000) },
      },
    },
  ],
  ["100,000 values", { Bad: group(Array.from({ length: 100_000 }, (_, i) => i % 7)) }],
  ["names that grow", huge],
  ["a loop that grows", loop],
  ["a loop over nothing", { "Fn::ForEach::L": "x" }],
  [
    "a stack set that can't be read",
    { Bad: { Type: "AWS::CloudFormation::StackSet", Properties: { TemplateBody: "{{{" } } },
  ],
  [
    "keys that every object has",
    { constructor: { Type: "toString" }, valueOf: { Type: "AWS::IAM::Role" } },
  ],
];

describe("a bad resource in a template", () => {
  const pack = new Pack();
  before(() => pack.start());
  after(() => pack.stop());

  const found = async (templateBody: string) => {
    const stack = resource("aws:cloudformation/stack:Stack", "t", { templateBody });
    const said = await pack.judgeAll([stack]);
    const failed = said.filter(({ message }) => /rule itself failed|can't run/.test(message));
    assert.deepEqual(
      failed.map(({ policy, message }) => `${policy} ${message.slice(0, 200)}`),
      [],
    );
    const open = said.filter(({ policy }) => policy === "resource-policy-no-anyone");
    return open.flatMap(({ message }) => /^finding: (.*)$/m.exec(message)?.[1] ?? []).sort();
  };
  const BOTH = ["After.anyone:Statement[0]", "Before.anyone:Statement[0]"];

  for (const [title, resources] of bad) {
    it(`with ${title} doesn't hide others`, async () => {
      const Resources = { Before: OPEN, ...resources, After: OPEN };
      const Transform = "AWS::LanguageExtensions";
      assert.deepEqual(await found(JSON.stringify({ Transform, Resources })), BOTH);
    });
  }

  it("with aliases that multiply doesn't hide others", async () => {
    const bomb = "abcdefghijklmnopqrstuv".split("").map((key, i, all) => {
      const last = all[i - 1];
      return `      ${key}: &${key} ${last ? `[*${last}, *${last}]` : "[x, x]"}`;
    });
    const yaml = `Resources:\n  Before:${OPEN_YAML}  Bad:\n    Type: AWS::S3::Bucket\n    Properties:\n${bomb.join("\n")}\n  After:${OPEN_YAML}`;
    assert.deepEqual(await found(yaml), BOTH);
  });

  it("with 500 levels of YAML doesn't hide others", async () => {
    const deep = `${"[".repeat(500)}${"]".repeat(500)}`;
    const yaml = `Resources:\n  Before:${OPEN_YAML}  Bad:\n    Type: AWS::S3::Bucket\n    Properties: {X: ${deep}}\n  After:${OPEN_YAML}`;
    assert.deepEqual(await found(yaml), BOTH);
  });
});

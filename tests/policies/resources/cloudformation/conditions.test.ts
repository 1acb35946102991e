// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import { readTemplate } from "../../../../policies/resources/cloudformation/readTemplate.ts";
import type { Properties } from "../../../../policies/value.ts";
import type { Verdict } from "../../../../policies/verdict.ts";

const PARAMETERS = {
  Env: { Type: "String", Default: "dev" },
  Count: { Type: "Number", Default: 3 },
  Unset: { Type: "String" },
};
const YES = { "Fn::Equals": ["a", "a"] };
const NO = { "Fn::Equals": ["a", "b"] };
const UNSURE = { "Fn::Equals": [{ Ref: "Unset" }, "a"] };

function verdict(Test: Properties[string], more: Properties = {}): Verdict {
  const Resources = {
    Probe: { Type: "AWS::IAM::User", Condition: "Test" },
    Other: { Type: "AWS::IAM::User" },
  };
  const Conditions = { ...more, Test };
  const body = JSON.stringify({ Parameters: PARAMETERS, Conditions, Resources });
  const { resources, isIncomplete: hidden } = readTemplate(body, {});
  assert.equal(hidden, false);
  const probe = resources.find(({ logicalId }) => logicalId === "Probe");
  if (!probe) return "no";
  return probe.condition ?? "yes";
}

const rows: readonly (readonly [string, Properties[string], Verdict])[] = [
  ["equal texts", YES, "yes"],
  ["different texts", NO, "no"],
  ["a parameter's default", { "Fn::Equals": [{ Ref: "Env" }, "dev"] }, "yes"],
  ["a number and its text", { "Fn::Equals": [{ Ref: "Count" }, "3"] }, "yes"],
  ["a parameter without a value", UNSURE, "unknown"],
  ["the Region, which isn't known", { "Fn::Equals": [{ Ref: "AWS::Region" }, "x"] }, "unknown"],
  [
    "the Region and itself",
    { "Fn::Equals": [{ Ref: "AWS::Region" }, { "Fn::Sub": "${AWS::Region}" }] },
    "yes",
  ],
  ["the partition", { "Fn::Equals": [{ Ref: "AWS::Partition" }, "aws-cn"] }, "unknown"],
  ["a text with it", { "Fn::Equals": [{ "Fn::Sub": "x-${AWS::Partition}" }, "x-aws"] }, "unknown"],
  ["Fn::Not of true", { "Fn::Not": [YES] }, "no"],
  ["Fn::Not of unknown", { "Fn::Not": [UNSURE] }, "unknown"],
  ["Fn::And of true", { "Fn::And": [YES, YES] }, "yes"],
  ["Fn::And with one unknown", { "Fn::And": [YES, UNSURE] }, "unknown"],
  ["Fn::And with one false", { "Fn::And": [UNSURE, NO] }, "no"],
  ["Fn::Or of false", { "Fn::Or": [NO, NO] }, "no"],
  ["Fn::Or with one unknown", { "Fn::Or": [NO, UNSURE] }, "unknown"],
  ["Fn::Or with one true", { "Fn::Or": [UNSURE, YES] }, "yes"],
  ["another condition", { "Fn::Not": [{ Condition: "No" }] }, "yes"],
  ["itself", { "Fn::Not": [{ Condition: "Test" }] }, "unknown"],
  [
    "itself, more than once",
    { "Fn::And": [{ Condition: "Test" }, { Condition: "Test" }] },
    "unknown",
  ],
  ["a condition that isn't declared", { Condition: "Missing" }, "unknown"],
  ["something that is no condition", ["a"], "unknown"],
];

describe("a resource's condition in a CloudFormation template", () => {
  for (const [title, condition, expected] of rows) {
    it(`is ${expected} for ${title}`, () => {
      assert.equal(verdict(condition, { No: NO }), expected);
    });
  }

  it("ends where thousands of conditions depend on each other", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [`C${i}`, { Condition: `C${i + 1}` }]),
    );
    assert.equal(verdict({ Condition: "C0" }, chain), "unknown");
  });
});

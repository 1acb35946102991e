import assert from "node:assert/strict";
import fc from "fast-check";
import { matchesEventPattern } from "../../../policies/rules/root/eventPattern.ts";
import { readFilterPattern } from "../../../policies/rules/root/filterPattern.ts";
import { eventWatch, filterWatch } from "../../../policies/rules/root/rootEvents.ts";

const CIS =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

describe("filter patterns of CloudWatch Logs", () => {
  const event = {
    a: "x",
    long: "xyz",
    n: 5,
    z: null,
    t: true,
    list: [{ b: "deep" }],
    "odd key": 1,
  };
  const rows: readonly [string, boolean | undefined][] = [
    ['{ $.a = "x" }', true],
    ["{ $.a = x }", true],
    ["{$.a=x}", true],
    ["{ $.a = X }", false],
    ["{ $.long = y }", false],
    ["{ $.a != x }", false],
    ['{ $.a = "x*" }', true],
    ["{ $.a = %^x$% }", true],
    ["{ $.a = %(x|y)% }", false],
    ["{ $.n >= 5 && $.n < 6 }", true],
    ["{ $.n > 5 }", false],
    ["{ $.a > 5 }", false],
    ["{ $.z IS NULL && $.t IS TRUE }", true],
    ["{ $.t IS FALSE }", false],
    ["{ $.missing NOT EXISTS && $.a EXISTS }", true],
    ["{ $.list[0].b = deep }", true],
    ["{ $['odd key'] = 1 }", true],
    // && binds more than ||.
    ["{ $.a = x || $.a = y && $.a = z }", true],
    ["{ ($.a = x || $.a = y) && $.a = z }", false],
    ["{ ($.a = x) }", true],
    ["ERROR", undefined],
    ["[ip, user]", undefined],
    ["{ $.a }", undefined],
    ["{ $.a = x", undefined],
    ["{ ($.a = x }", undefined],
    ["{ $.a = x $.b = y }", undefined],
    ["{ }", undefined],
    ["", undefined],
  ];
  for (const [pattern, expected] of rows) {
    it(`${pattern || "an empty one"} ${expected === undefined ? "isn't for JSON" : expected ? "matches" : "doesn't match"}`, () => {
      assert.equal(readFilterPattern(pattern)?.(event), expected);
    });
  }

  it("are read whatever the text", () => {
    const token = fc.constantFrom(
      "{",
      "}",
      "(",
      ")",
      "$.a",
      "=",
      "&&",
      "||",
      "NOT",
      "EXISTS",
      '"',
      "%",
      " ",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(token).map((all) => all.join(" ")),
        ),
        (text) => {
          readFilterPattern(text)?.({ a: "x" });
        },
      ),
    );
  });
});

describe("event patterns of EventBridge", () => {
  const event = { source: "aws.iam", detail: { type: "Root", n: 2, tags: ["a", "b"] } };
  const rows: readonly [string, object, boolean][] = [
    ["a value", { source: ["aws.iam"] }, true],
    ["another value", { source: ["aws.s3"] }, false],
    ["one of several", { source: ["aws.s3", "aws.iam"] }, true],
    ["nested fields", { detail: { type: ["Root"] } }, true],
    ["an entry of a list", { detail: { tags: ["b"] } }, true],
    ["prefix", { source: [{ prefix: "aws." }] }, true],
    ["prefix, ignoring case", { source: [{ prefix: { "equals-ignore-case": "AWS" } }] }, true],
    ["suffix", { source: [{ suffix: ".iam" }] }, true],
    ["equals-ignore-case", { detail: { type: [{ "equals-ignore-case": "ROOT" }] } }, true],
    ["wildcard", { source: [{ wildcard: "a*.*m" }] }, true],
    ["wildcard that ends elsewhere", { source: [{ wildcard: "*.ia" }] }, false],
    ["anything-but", { source: [{ "anything-but": ["aws.s3"] }] }, true],
    ["anything-but itself", { source: [{ "anything-but": "aws.iam" }] }, false],
    ["anything-but a prefix", { source: [{ "anything-but": { prefix: "aws." } }] }, false],
    ["anything-but, where nothing is", { detail: { absent: [{ "anything-but": "x" }] } }, false],
    ["exists", { detail: { type: [{ exists: true }] } }, true],
    ["exists not", { detail: { absent: [{ exists: false }] } }, true],
    ["a number in a range", { detail: { n: [{ numeric: [">", 0, "<=", 2] }] } }, true],
    ["a number out of it", { detail: { n: [{ numeric: [">=", 7] }] } }, false],
    ["one of $or", { $or: [{ source: ["x"] }, { detail: { n: [2] } }] }, true],
    ["none of $or", { $or: [{ source: ["x"] }] }, false],
    ["an unknown operator", { source: [{ like: "aws.iam" }] }, false],
    ["text where a list belongs", { source: "aws.iam" }, false],
  ];
  for (const [title, pattern, expected] of rows) {
    it(`${expected ? "match" : "don't match"} by ${title}`, () => {
      assert.equal(matchesEventPattern(pattern as never, event), expected);
    });
  }
});

describe("what watches for the root user", () => {
  const filters: readonly [string, string, string][] = [
    ["CIS's filter", CIS, "root"],
    ["the same without quotes", CIS.replaceAll('"', ""), "root"],
    [
      "the same in another order",
      '{ $.eventType != "AwsServiceEvent" && $.userIdentity.invokedBy NOT EXISTS && $.userIdentity.type = "Root" }',
      "root",
    ],
    [
      "sign-ins alone",
      '{ ($.eventName = "ConsoleLogin") && ($.userIdentity.type = "Root") }',
      "root",
    ],
    ["its ARN", '{ $.userIdentity.arn = "*:root" }', "root"],
    ["another case", CIS.replace("Root", "root"), "root-in-vain"],
    [
      "what never is",
      '{ $.userIdentity.type = "Root" && $.userIdentity.type = "IAMUser" }',
      "root-in-vain",
    ],
    ["everybody's sign-ins", "{ $.eventName = ConsoleLogin }", "other"],
    ["all but the root user", '{ $.userIdentity.type != "Root" }', "other"],
    [
      "changes of policies",
      "{ ($.eventName = DeleteGroupPolicy) || ($.eventName = PutRolePolicy) }",
      "other",
    ],
    ["a word", "Root", "other"],
  ];
  for (const [title, pattern, watch] of filters) {
    it(`takes a filter for ${title} for ${watch}`, () => {
      assert.equal(filterWatch(pattern), watch);
    });
  }

  const detail = { userIdentity: { type: ["Root"] } };
  const patterns: readonly [string, object | string, string][] = [
    ["sign-ins", { "detail-type": ["AWS Console Sign In via CloudTrail"], detail }, "root"],
    ["calls", { "detail-type": ["AWS API Call via CloudTrail"], detail }, "root"],
    ["both, as text", JSON.stringify({ detail }), "root"],
    [
      "GuardDuty's finding",
      { source: ["aws.guardduty"], detail: { type: ["Policy:IAMUser/RootCredentialUsage"] } },
      "root",
    ],
    ["all of GuardDuty's findings", { source: ["aws.guardduty"] }, "root"],
    [
      "its grave ones, which root use isn't",
      { source: ["aws.guardduty"], detail: { severity: [{ numeric: [">=", 7] }] } },
      "other",
    ],
    ["another case", { detail: { userIdentity: { type: ["root"] } } }, "root-in-vain"],
    ["another source", { source: ["aws.ec2"], detail }, "root-in-vain"],
    ["everybody", { "detail-type": ["AWS API Call via CloudTrail"] }, "other"],
    ["nothing that is JSON", "{oops", "other"],
  ];
  for (const [title, pattern, watch] of patterns) {
    it(`takes a rule for ${title} for ${watch}`, () => {
      assert.equal(eventWatch(pattern as never), watch);
    });
  }
});

import assert from "node:assert/strict";
import type { Reach } from "../../../policies/iam/reach/reach.ts";
import { administrator } from "../../../policies/iam/risk/administrator.ts";
import { allBut, allow, deny, identity, type Source, when } from "./statements.ts";

const all = allow("*");
const MFA = when("Bool", "aws:MultiFactorAuthPresent", "true");
const letters = [..."abcdefghijklmnopqrstuvwxyz"];

describe("a principal is an administrator", () => {
  const table: readonly (readonly [Reach["verdict"], string, readonly Source[]])[] = [
    ["yes", "* on *", [all]],
    ["yes", "*:* on *", [allow("*:*")]],
    ["yes", "** among others", [allow(["s3:GetObject", "**"])]],
    ["yes", "?* on *", [allow("?*")]],
    ["yes", "all resources of the partition", [allow("*", "arn:aws:*")]],
    ["yes", "all resources, spelt out", [allow("*", ["x", "arn:*:*:*:*:*"])]],
    [
      "yes",
      "all resources but one",
      [{ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::x" }],
    ],
    ["yes", "all actions but billing", [allBut("aws-portal:*")]],
    ["yes", "all actions but reading IAM", [allBut("iam:Get*")]],
    ["yes", "all but IAM, and IAM", [allBut("iam:*"), allow("IAM:*")]],
    ["yes", "all but IAM, and one way to get it", [allBut("iam:*"), allow("iam:PutRolePolicy")]],
    ["yes", "all but IAM, and any role to pass", [allBut("iam:*"), allow("iam:PassRole")]],
    ["yes", "a statement for every letter", letters.map((one) => allow(`${one}*`))],
    ["yes", "one statement of every letter", [allow(letters.map((one) => `${one}*:*`))]],
    ["yes", "everything, and a denial elsewhere", [all, deny("s3:DeleteBucket")]],
    [
      "yes",
      "everything, and a denial on one role",
      [all, deny("iam:*", "arn:aws:iam::123456789012:role/x")],
    ],
    [
      "yes",
      "everything, through TLS",
      [allow("*", "*", when("Bool", "aws:SecureTransport", "true"))],
    ],
    [
      "yes",
      "everything in one Region",
      [allow("*", "*", when("StringEquals", "aws:RequestedRegion", "eu-west-1"))],
    ],
    [
      "yes",
      "everything of its own account",
      [allow("*", "*", when("StringEquals", "aws:ResourceAccount", "123456789012"))],
    ],
    [
      "yes",
      "everything from everywhere",
      [allow("*", "*", when("IpAddress", "aws:SourceIp", "0.0.0.0/0"))],
    ],
    [
      "yes",
      "everything, if there are no tags",
      [allow("*", "*", when("StringEqualsIfExists", "aws:ResourceTag/a", "b"))],
    ],
    [
      "yes",
      "everything, unless tags are sent",
      [allow("*", "*", when("ForAllValues:StringEquals", "aws:TagKeys", "a"))],
    ],
    [
      "yes",
      "everything untagged",
      [allow("*", "*", when("StringNotEquals", "aws:ResourceTag/a", "b"))],
    ],
    ["conditional", "everything with MFA", [allow("*", "*", MFA)]],
    [
      "conditional",
      "everything, denied without MFA",
      [all, deny("*", "*", when("BoolIfExists", "aws:MultiFactorAuthPresent", "false"))],
    ],
    [
      "conditional",
      "everything from the office",
      [allow("*", "*", when("IpAddress", "aws:SourceIp", "203.0.113.0/24"))],
    ],
    ["conditional", "all but IAM, and IAM with MFA", [allBut("iam:*"), allow("iam:*", "*", MFA)]],
    ["no", "nothing", []],
    [
      "no",
      "what PowerUserAccess gives",
      [allBut(["iam:*", "organizations:*"]), allow("iam:ListRoles")],
    ],
    ["no", "all of IAM", [allow("iam:*")]],
    ["no", "some services", [allow(["iam:*", "ec2:*", "s3:*", "sso:*", "lambda:*"])]],
    ["no", "everything in one bucket", [allow("*", "arn:aws:s3:::x/*")]],
    ["no", "everything tagged", [allow("*", "*", when("StringEquals", "aws:ResourceTag/a", "b"))]],
    ["no", "all but everything", [allBut("*")]],
    [
      "no",
      "everything on all but everything",
      [{ Effect: "Allow", Action: "*", NotResource: "*" }],
    ],
    ["no", "everything, all denied", [all, deny("*")]],
    ["no", "everything, IAM denied", [all, deny("iam:*")]],
    [
      "no",
      "everything, denied on all but one bucket",
      [all, { Effect: "Deny", Action: "*", NotResource: "arn:aws:s3:::x/*" }],
    ],
    ["no", "a denial of everything", [deny("*")]],
  ];
  for (const [verdict, title, sources] of table) {
    it(`${verdict}: ${title}`, () => {
      assert.equal(administrator({ identity: identity(...sources) }).verdict, verdict);
    });
  }

  it("no: within a boundary that leaves IAM out", () => {
    const grants = { identity: identity(all), boundary: identity(allBut("iam:*")) };
    assert.equal(administrator(grants).verdict, "no");
  });
  it("no: under a service control policy that denies IAM", () => {
    const controls = [identity(all), identity(all, deny("iam:*"))];
    assert.equal(administrator({ identity: identity(all), controls }).verdict, "no");
  });
  it("names the statement, the unconditional one first", () => {
    const statements = identity(
      { ...allow("*", "*", MFA), Sid: "WithMfa" },
      { ...all, Sid: "Always" },
    );
    const { by } = administrator({ identity: statements });
    assert.deepEqual(
      by.map(({ label }) => label),
      ["Always"],
    );
  });
});

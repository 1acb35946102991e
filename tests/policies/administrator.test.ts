import assert from "node:assert/strict";
import { administration } from "../../policies/iam/administrator.ts";
import { allows, type Permission } from "../../policies/iam/allows.ts";
import { parseDocument } from "../../policies/iam/document.ts";
import { UNKNOWN, type Value } from "../../policies/value.ts";

function statements(...Statement: readonly Value[]) {
  const parsed = parseDocument({ Statement });
  assert.ok(parsed !== UNKNOWN && parsed.statements);
  return parsed.statements;
}

type Source = { readonly [key: string]: Value };

const all = { Effect: "Allow", Action: "*", Resource: "*" };
const mfa = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };
const allBut = (NotAction: Value): Source => ({ Effect: "Allow", NotAction, Resource: "*" });
const allow = (Action: Value): Source => ({ Effect: "Allow", Action, Resource: "*" });
const deny = (Action: Value, Resource = "*"): Source => ({ Effect: "Deny", Action, Resource });

describe("a policy makes an administrator", () => {
  const table: readonly (readonly [string, Permission, readonly Value[]])[] = [
    ["* on *", "yes", [all]],
    ["*:* on *", "yes", [allow("*:*")]],
    ["** among others", "yes", [allow(["s3:GetObject", "**"])]],
    ["?* on *", "yes", [allow("?*")]],
    ["all resources of the partition", "yes", [{ ...all, Resource: "arn:aws:*" }]],
    ["all resources, spelt out", "yes", [{ ...all, Resource: ["x", "arn:*:*:*:*:*"] }]],
    [
      "all resources but one",
      "yes",
      [{ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::x" }],
    ],
    ["all actions but billing", "yes", [allBut("aws-portal:*")]],
    ["all but IAM, and IAM", "yes", [allBut("iam:*"), allow("IAM:*")]],
    ["all but IAM, and one way to get it", "yes", [allBut("iam:*"), allow("iam:PutRolePolicy")]],
    ["all but reading IAM", "yes", [allBut("iam:Get*")]],
    ["everything, and a denial elsewhere", "yes", [all, deny("s3:DeleteBucket")]],
    ["everything, and a denial on one role", "yes", [all, deny("iam:*", "arn:aws:iam::1:role/x")]],
    ["everything, if with MFA", "conditional", [{ ...all, ...mfa }]],
    ["everything, denied without MFA", "conditional", [all, { ...deny("*"), ...mfa }]],
    [
      "all but IAM, and IAM if with MFA",
      "conditional",
      [allBut("iam:*"), { ...allow("iam:*"), ...mfa }],
    ],
    [
      "everything, denied on all but one bucket",
      "conditional",
      [all, { Effect: "Deny", Action: "*", NotResource: "arn:aws:s3:::x/*" }],
    ],
    ["nothing", "no", []],
    [
      "all but IAM, as PowerUserAccess does",
      "no",
      [allBut(["iam:*", "organizations:*"]), allow("iam:ListRoles")],
    ],
    ["all of IAM, as IAMFullAccess does", "no", [allow("iam:*")]],
    ["a list of services", "no", [allow(["iam:*", "ec2:*", "s3:*", "sso:*"])]],
    ["everything in one bucket", "no", [{ ...all, Resource: "arn:aws:s3:::x/*" }]],
    ["all but everything", "no", [allBut("*")]],
    [
      "everything on all but everything",
      "no",
      [{ Effect: "Allow", Action: "*", NotResource: "*" }],
    ],
    ["everything, all denied", "no", [all, deny("*")]],
    ["everything, IAM denied", "no", [all, deny("iam:*")]],
    ["a denial of everything", "no", [deny("*")]],
  ];
  for (const [title, verdict, source] of table) {
    it(`${verdict}: ${title}`, () => {
      assert.equal(administration(statements(...source)).verdict, verdict);
    });
  }

  it("names the statement, the unconditional one first", () => {
    const named = statements({ ...all, ...mfa, Sid: "WithMfa" }, { ...all, Sid: "Always" });
    assert.deepEqual(administration(named), { verdict: "yes", by: "Always" });
  });
});

describe("a policy allows one action", () => {
  const table: readonly (readonly [string, Permission, readonly Value[]])[] = [
    ["by its name", "yes", [allow("sso:CreateAccountAssignment")]],
    ["by a pattern in another case", "yes", [allow("SSO:create*")]],
    ["by leaving it in", "yes", [allBut("iam:*")]],
    ["under a condition", "conditional", [{ ...allow("sso:*"), ...mfa }]],
    ["unless a condition holds", "conditional", [allow("sso:*"), { ...deny("sso:*"), ...mfa }]],
    ["never: denied", "no", [allow("sso:*"), deny("sso:Create*")]],
    ["never: not mentioned", "no", [allow("iam:*")]],
    ["never: only on some resources", "no", [{ ...allow("sso:*"), Resource: "arn:aws:sso:::x" }]],
  ];
  for (const [title, permission, source] of table) {
    it(`${permission}: ${title}`, () => {
      assert.equal(allows(statements(...source), "sso:CreateAccountAssignment"), permission);
    });
  }
});

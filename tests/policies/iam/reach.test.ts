// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as policies and templates write variables.
import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate } from "../../../policies/iam/evaluation/evaluate.ts";
import type { Policy } from "../../../policies/iam/policy/statement.ts";
import { outcomeOf } from "../../../policies/iam/reach/conditionOutcome.ts";
import { type Grants, type Reach, reach, type Wanted } from "../../../policies/iam/reach/reach.ts";
import { UNKNOWN, type Value } from "../../../policies/value.ts";
import { allow, deny, identity, type Source, when } from "./statements.ts";

describe("what a condition does to a permission", () => {
  // [what it does, operator, key, value, action, effect of the statement]
  const reviewer: readonly (readonly [
    string,
    string,
    string,
    Value,
    string?,
    ("Allow" | "Deny")?,
  ])[] = [
    ["always", "StringLike", "aws:PrincipalArn", "*"],
    ["always", "Bool", "aws:SecureTransport", "true"],
    ["always", "IpAddress", "aws:SourceIp", "0.0.0.0/0"],
    ["always", "StringEquals", "aws:RequestedRegion", ["eu-west-1", "eu-central-1"]],
    ["always", "ForAllValues:StringEquals", "aws:TagKeys", ["team"], "ec2:CreateTags"],
    ["always", "StringEqualsIfExists", "aws:ResourceTag/team", "x"],
    ["always", "StringNotEquals", "aws:ResourceTag/team", "x"],
    ["always", "StringNotEquals", "iam:PassedToService", "ec2.amazonaws.com", "iam:PassRole"],
    ["always", "StringEqualsIfExists", "iam:PassedToService", "ec2.amazonaws.com", "s3:GetObject"],
    ["always", "StringEquals", "s3:x-amz-server-side-encryption", "aws:kms", "s3:PutObject"],
    ["always", "Null", "aws:PrincipalArn", "false"],
    ["never", "Bool", "aws:SecureTransport", "false"],
    ["never", "StringEquals", "aws:ResourceTag/team", "x"],
    ["never", "StringEquals", "aws:ResourceTag/team", "${aws:PrincipalTag/team}"],
    ["never", "Null", "aws:ResourceTag/team", "false"],
    ["never", "StringLike", "aws:ResourceTag/team", "*"],
    ["never", "StringEquals", "s3:ExistingObjectTag/public", "yes"],
    ["never", "StringEquals", "iam:PassedToService", "ec2.amazonaws.com", "iam:PassRole"],
    ["never", "StringEquals", "kms:ViaService", "s3.eu-west-1.amazonaws.com", "kms:Decrypt"],
    ["never", "ForAnyValue:StringEquals", "aws:CalledVia", "cloudformation.amazonaws.com"],
    ["never", "Bool", "aws:ViaAWSService", "true"],
    ["never", "StringEquals", "aws:ResourceAccount", "123456789012"],
    ["never", "StringEquals", "aws:RequestTag/team", "x", "ec2:CreateTags"],
    ["never", "Null", "aws:RequestTag/team", "false", "ec2:CreateTags"],
    ["never", "StringLike", "s3:prefix", "home/*", "s3:ListBucket"],
    ["never", "StringEquals", "s3:prefix", "home", "s3:ListAllMyBuckets"],
    ["sometimes", "Bool", "aws:MultiFactorAuthPresent", "true"],
    ["sometimes", "BoolIfExists", "aws:MultiFactorAuthPresent", "true"],
    ["sometimes", "NumericLessThan", "aws:MultiFactorAuthAge", "3600"],
    ["sometimes", "IpAddress", "aws:SourceIp", "203.0.113.0/24"],
    ["sometimes", "NotIpAddress", "aws:SourceIp", "203.0.113.0/24"],
    ["sometimes", "StringEquals", "aws:SourceVpce", "vpce-1"],
    ["sometimes", "StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"],
    ["sometimes", "StringEquals", "aws:PrincipalOrgID", "${OrganizationId}"],
    ["sometimes", "StringEquals", "aws:PrincipalTag/role", "admin"],
    ["sometimes", "ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/admin"],
    ["sometimes", "DateLessThan", "aws:CurrentTime", "2030-01-01T00:00:00Z"],
    [
      "sometimes",
      "StringEquals",
      "token.actions.githubusercontent.com:sub",
      "repo:o/r:ref:refs/heads/main",
    ],
    ["unknown", "StringEquals", "aws:PrincipalOrgID", UNKNOWN],
    [
      "always",
      "StringNotEquals",
      "iam:PermissionsBoundary",
      "arn:aws:iam::123456789012:policy/b",
      "iam:PutRolePolicy",
      "Deny",
    ],
    ["never", "StringEquals", "iam:PassedToService", "ec2.amazonaws.com", "iam:PassRole", "Deny"],
    ["never", "StringEquals", "aws:ResourceTag/protected", "true", "s3:GetObject", "Deny"],
    ["always", "StringNotEquals", "aws:ResourceTag/team", "x", "s3:GetObject", "Deny"],
    ["sometimes", "BoolIfExists", "aws:MultiFactorAuthPresent", "false", "s3:GetObject", "Deny"],
    ["never", "Bool", "aws:SecureTransport", "false", "s3:GetObject", "Deny"],
    ["never", "StringNotEquals", "aws:RequestedRegion", "eu-west-1", "s3:GetObject", "Deny"],
    ["always", "StringNotEquals", "aws:RequestedRegion", "eu-west-1", "iam:CreateUser", "Deny"],
  ];
  for (const [
    expected,
    operator,
    key,
    value,
    action = "s3:GetObject",
    effect = "Allow",
  ] of reviewer) {
    const shown = value === UNKNOWN ? "not known" : JSON.stringify(value);
    it(`${expected}: ${effect} ${action} if ${operator} ${key} ${shown}`, () => {
      const [statement] = identity(allow(action, "*", when(operator, key, value)));
      const [condition] = statement?.conditions ?? [];
      assert.ok(condition);
      assert.equal(outcomeOf([condition], effect, { action, stance: "reviewer" }), expected);
    });
  }
  const attacker: readonly (readonly [string, string, string, string, string])[] = [
    ["always", "StringEquals", "aws:ResourceAccount", "123456789012", "iam:PassRole"],
    ["always", "StringEquals", "aws:RequestTag/team", "x", "ec2:CreateTags"],
    ["never", "StringEquals", "aws:ResourceTag/team", "x", "iam:PassRole"],
    ["never", "StringEquals", "iam:PassedToService", "x.amazonaws.com", "iam:PassRole"],
  ];
  for (const [expected, operator, key, value, action] of attacker) {
    it(`${expected}, to who wants more: ${action} if ${operator} ${key} ${value}`, () => {
      const [statement] = identity(allow(action, "*", when(operator, key, value)));
      const [condition] = statement?.conditions ?? [];
      assert.ok(condition);
      assert.equal(outcomeOf([condition], "Allow", { action, stance: "attacker" }), expected);
    });
  }
});

describe("what is reached", () => {
  const objects: Wanted = { action: "s3:GetObject", on: "all", stance: "reviewer" };
  const table: readonly (readonly [
    Reach["verdict"],
    string,
    readonly Source[],
    Partial<Wanted>?,
  ])[] = [
    ["yes", "*", [allow("s3:GetObject")]],
    ["yes", "all objects of all buckets", [allow("s3:Get*", "arn:aws:s3:::*/*")]],
    ["yes", "all that S3 has", [allow("s3:*", "arn:aws:s3:::*")]],
    ["yes", "an ARN that ends early", [allow("s3:*", "arn:aws:s3")]],
    ["yes", "all actions but others", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }]],
    [
      "yes",
      "all but one bucket",
      [{ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::x/*" }],
    ],
    ["yes", "all, one bucket denied", [allow("s3:*"), deny("s3:*", "arn:aws:s3:::x/*")]],
    ["no", "another action", [allow("s3:PutObject")]],
    ["no", "one bucket", [allow("s3:*", "arn:aws:s3:::x/*")]],
    ["no", "buckets of a prefix", [allow("s3:*", "arn:aws:s3:::x-*/*")]],
    ["no", "a bucket that a template names", [allow("s3:*", "arn:aws:s3:::${Bucket}/*")]],
    [
      "no",
      "all, denied but for one bucket",
      [allow("s3:*"), { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::x/*" }],
    ],
    ["no", "all, denied", [allow("*"), deny("s3:Get*")]],
    [
      "yes",
      "all roles of an account",
      [allow("iam:PassRole", "arn:aws:iam::123456789012:role/*")],
      { action: "iam:PassRole" },
    ],
    [
      "no",
      "all users, of an action on roles",
      [allow("iam:PassRole", "arn:aws:iam::*:user/*")],
      { action: "iam:PassRole" },
    ],
    [
      "no",
      "all roles, denied by account number",
      [allow("iam:PassRole"), deny("iam:PassRole", "arn:aws:iam::123456789012:role/*")],
      { action: "iam:PassRole" },
    ],
    [
      "yes",
      "all functions of a Region",
      [allow("lambda:*", "arn:aws:lambda:eu-west-1:*:function:*")],
      { action: "lambda:InvokeFunction" },
    ],
    [
      "yes",
      "all functions, denied in another Region",
      [allow("lambda:*"), deny("lambda:*", "arn:aws:lambda:eu-west-1:*:function:*")],
      { action: "lambda:InvokeFunction" },
    ],
    [
      "no",
      "an ARN, of an action that takes * only",
      [allow("s3:*", "arn:aws:s3:::*")],
      { action: "s3:ListAllMyBuckets" },
    ],
    [
      "yes",
      "any function, by prefix",
      [allow("lambda:*", "arn:aws:lambda:*:*:function:x-*")],
      { action: "lambda:CreateFunction", on: "any" },
    ],
    [
      "no",
      "any function, of a bucket",
      [allow("lambda:*", "arn:aws:s3:::x")],
      { action: "lambda:CreateFunction", on: "any" },
    ],
    [
      "yes",
      "any function, by what ends early",
      [allow("lambda:*", "arn:aws:lambda:*:*x-*")],
      { action: "lambda:CreateFunction", on: "any" },
    ],
    [
      "no",
      "any function, all of the name denied",
      [
        allow("lambda:*", "arn:aws:lambda:*:*:function:x-*"),
        deny("lambda:*", "arn:aws:lambda:*:*:function:x*"),
      ],
      { action: "lambda:CreateFunction", on: "any" },
    ],
    ["unknown", "resources not known yet", [allow("s3:GetObject", UNKNOWN)]],
    ["unknown", "actions not known yet", [allow(["s3:PutObject", UNKNOWN])]],
    ["unknown", "a condition not known yet", [allow("s3:GetObject", "*", UNKNOWN)]],
    ["unknown", "a Deny not known yet", [allow("s3:GetObject"), deny(UNKNOWN)]],
    ["yes", "known beside others not known yet", [allow("s3:GetObject"), allow(UNKNOWN)]],
  ];
  for (const [verdict, title, sources, wanted] of table) {
    it(`${verdict}: ${title}`, () => {
      assert.equal(
        reach({ identity: identity(...sources) }, { ...objects, ...wanted }).verdict,
        verdict,
      );
    });
  }

  /** The same question to the definition of evaluation: every caller asks for a resource that nobody thought of. */
  const ROLE = "arn:aws:iam::000000000000:role/never-heard-of";
  const resources = [
    "*",
    "arn:aws:iam::*:role/*",
    "arn:aws:iam::*:role/a*",
    "arn:aws:iam::*:user/*",
    "arn:aws:s3:::x",
  ];
  const conditions: readonly (Value | undefined)[] = [
    undefined,
    when("Bool", "aws:MultiFactorAuthPresent", "true"),
    when("BoolIfExists", "aws:MultiFactorAuthPresent", "false"),
    when("Null", "aws:MultiFactorAuthPresent", "true"),
    when("StringEquals", "aws:ResourceTag/t", "x"),
    when("StringNotEquals", "aws:ResourceTag/t", "x"),
    when("StringEqualsIfExists", "aws:ResourceTag/t", "x"),
    when("StringEquals", "iam:PassedToService", "ec2.amazonaws.com"),
    when("StringNotEquals", "iam:PassedToService", "ec2.amazonaws.com"),
    when("StringLike", "iam:PassedToService", "*"),
    when("Bool", "aws:SecureTransport", "true"),
  ];
  const source = fc.record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    action: fc.constantFrom<Source>(
      { Action: "iam:PassRole" },
      { Action: "iam:*" },
      { Action: "s3:*" },
      { NotAction: "s3:*" },
      { NotAction: "iam:P*" },
      { Action: "*" },
    ),
    resource: fc.tuple(
      fc.constantFrom("Resource", "Resource", "NotResource"),
      fc.subarray(resources, { minLength: 1 }),
    ),
    condition: fc.constantFrom(...conditions),
  });
  const statements = fc.array(
    source.map(
      ({ Effect, action, resource: [element, values], condition }): Source => ({
        Effect,
        ...action,
        [element]: values,
        ...(condition !== undefined && { Condition: condition }),
      }),
    ),
    { minLength: 1, maxLength: 4 },
  );
  const callers = [undefined, "true", "false"].map(
    (mfa) =>
      new Map([
        ["aws:securetransport", ["true"]],
        ["iam:passedtoservice", ["glue.amazonaws.com"]],
        ...(mfa ? [["aws:multifactorauthpresent", [mfa]] as [string, string[]]] : []),
      ]),
  );
  const policy = (list: Grants["identity"]): Policy =>
    ({
      version: "2012-10-17",
      statements: list,
      problems: [],
      isIncomplete: false,
      hasUnknownStatements: false,
    }) as Policy;

  it("is what evaluation says of a resource that nothing names, for all callers", () => {
    const wanted: Wanted = {
      action: "iam:PassRole",
      on: "all",
      stance: "reviewer",
      asking: { "iam:passedtoservice": "glue.amazonaws.com" },
    };
    const seen = { yes: 0, no: 0, conditional: 0, unknown: 0 };
    fc.assert(
      fc.property(statements, fc.option(statements), (own, limit) => {
        const grants: Grants = {
          identity: identity(...own),
          ...(limit && { boundary: identity(...limit) }),
        };
        const { verdict } = reach(grants, wanted);
        seen[verdict]++;
        const verdicts = callers.map((context) =>
          evaluate(
            {
              identity: [policy(grants.identity)],
              ...(grants.boundary && { boundary: policy(grants.boundary) }),
            },
            {
              caller: {
                kind: "user",
                arn: "arn:aws:iam::000000000000:user/u",
                account: "000000000000",
              },
              action: wanted.action,
              resource: ROLE,
              context,
            },
          ),
        );
        const allowed = verdicts.filter((one) => one === "yes").length;
        if (verdict === "yes") assert.equal(allowed, callers.length);
        else if (verdict === "no") assert.equal(allowed, 0);
        // One statement's conditions are told apart from another's by no caller here: some may agree.
        else assert.equal(verdict, "conditional");
        if (allowed === callers.length) assert.notEqual(verdict, "no");
        if (allowed === 0) assert.notEqual(verdict, "yes");
      }),
      { numRuns: 3000 },
    );
    assert.ok(seen.yes > 100 && seen.no > 100 && seen.conditional > 20, JSON.stringify(seen));
  });
});

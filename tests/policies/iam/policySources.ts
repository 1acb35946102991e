// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as policies write variables.
import fc from "fast-check";
import type { Value } from "../../../policies/value.ts";
import { type Source, when } from "./statements.ts";

/** Patterns for actions that lead somewhere, each with one that means more. */
export const WIDER_ACTION: Readonly<Record<string, string>> = {
  "iam:PassRole": "iam:Pass*",
  "iam:Pass*": "iam:*",
  "iam:CreatePolicyVersion": "iam:Create*",
  "iam:CreateAccessKey": "iam:Create*",
  "iam:Create*": "iam:*",
  "iam:PutRolePolicy": "iam:Put*",
  "iam:CreateRole": "iam:Create*",
  "iam:DeleteRolePermissionsBoundary": "iam:Delete*",
  "iam:Delete*": "iam:*",
  "iam:PutUserPolicy": "iam:Put*",
  "iam:Put*": "iam:*",
  "iam:TagUser": "iam:Tag*",
  "iam:Tag*": "iam:*",
  "iam:*": "*",
  "lambda:CreateFunction": "lambda:*Function",
  "lambda:*Function": "lambda:*",
  "lambda:UpdateFunctionCode": "lambda:Update*",
  "lambda:Update*": "lambda:*",
  "lambda:*": "*",
  "ec2:RunInstances": "ec2:*",
  "ec2:*": "*",
  "secretsmanager:GetSecretValue": "secretsmanager:Get*",
  "secretsmanager:Get*": "secretsmanager:*",
  "secretsmanager:TagResource": "secretsmanager:*",
  "secretsmanager:*": "s*:*",
  "sts:AssumeRole": "sts:*",
  "sts:*": "s*:*",
  "s3:GetObject": "s3:*",
  "s3:*": "s*:*",
  "s*:*": "*",
  "sso:CreateAccountAssignment": "s*:*",
  "kms:Decrypt": "kms*",
  "kms:PutKeyPolicy": "kms:*",
  "kms:*": "k*:*",
  "kms*": "k*:*",
  "k*:*": "*",
  "redshift:GetClusterCredentials": "redshift:*",
  "redshift:*": "r*",
  "r*": "*",
  "cloudformation:CreateStack": "cloudformation:*",
  "cloudformation:*": "*:*",
  "*:*": "*",
};

/** The same for resources. */
export const WIDER_RESOURCE: Readonly<Record<string, string>> = {
  "arn:aws:iam::111122223333:role/app-one": "arn:aws:iam::111122223333:role/app-*",
  "arn:aws:iam::111122223333:role/app-*": "arn:aws:iam::1111*:role/*",
  "arn:aws:iam::1111*:role/*": "arn:aws:iam::*:*",
  "arn:aws:iam::111122223333:user/${aws:username}": "arn:aws:iam::????????????:user/*",
  "arn:aws:iam::????????????:user/*": "arn:aws:iam::*:*",
  "arn:aws:iam::*:*": "arn:*:iam::*",
  "arn:*:iam::*": "arn:*:*:*:*:*",
  "arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-??????":
    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:*-??????",
  "arn:aws:secretsmanager:eu-west-1:111122223333:secret:*-??????":
    "arn:aws:secretsmanager:eu-west-?:*:secret:*",
  "arn:aws:secretsmanager:eu-west-?:*:secret:*": "arn:aws:secretsmanager:eu-*:*:*",
  "arn:aws:secretsmanager:eu-*:*:*": "arn:aws*:secretsmanager:*",
  "arn:aws*:secretsmanager:*": "arn:*:*:*:*:*",
  "arn:aws:ec2:eu-west-1:111122223333:instance/i-*": "arn:aws:ec2:*:*:*",
  "arn:aws:ec2:*:*:*": "arn:*:*:*:*:*",
  "arn:aws:lambda:*:*:function:app-*": "arn:aws:lambda:*:*:function:*",
  "arn:aws:lambda:*:*:function:*": "arn:aws:lambda:*",
  "arn:aws:lambda:*": "arn:*:*:*:*:*",
  "arn:aws:kms:*:*:key/*": "arn:aws:kms:*",
  "arn:aws:kms:*": "arn:*:*:*:*:*",
  "arn:aws:redshift:*:*:dbname:*/*": "arn:aws:redshift:*:*:db*",
  "arn:aws:redshift:*:*:dbuser:*/app": "arn:aws:redshift:*:*:dbuser:*/*",
  "arn:aws:redshift:*:*:dbuser:*/*": "arn:aws:redshift:*:*:db*",
  "arn:aws:redshift:*:*:db*": "arn:*:*:*:*:*",
  "arn:aws:s3:::app/*": "arn:aws:s3:::*",
  "arn:aws:s3:::*": "arn:*:*:*:*:*",
  "arn:*:*:*:*:*": "*",
};

export const ACTIONS = [...Object.keys(WIDER_ACTION), "*"];
export const RESOURCES = [...Object.keys(WIDER_RESOURCE), "*", "*"];

/** Conditions of all kinds: on who asks, on what is asked for, on the resource, on times, on services between. */
export const CONDITIONS: readonly Value[] = [
  when("Bool", "aws:MultiFactorAuthPresent", "true"),
  when("BoolIfExists", "aws:MultiFactorAuthPresent", "false"),
  when("StringEquals", "aws:ResourceTag/team", "a"),
  when("StringEquals", "iam:ResourceTag/team", "${aws:PrincipalTag/team}"),
  when("StringNotEquals", "aws:ResourceTag/team", "a"),
  when("StringEquals", "aws:RequestTag/team", "a"),
  when("StringEquals", "aws:PrincipalTag/team", "a"),
  when("ForAnyValue:StringEquals", "aws:CalledVia", "cloudformation.amazonaws.com"),
  when("Bool", "aws:ViaAWSService", "true"),
  when("DateLessThan", "aws:CurrentTime", "2020-01-01T00:00:00Z"),
  when("DateLessThan", "aws:CurrentTime", "2040-01-01T00:00:00Z"),
  when("StringEquals", "aws:ResourceAccount", "${aws:PrincipalAccount}"),
  when("StringEquals", "iam:PassedToService", "lambda.amazonaws.com"),
  when("StringEquals", "iam:PermissionsBoundary", "arn:aws:iam::111122223333:policy/limit"),
  when("StringNotEquals", "iam:PermissionsBoundary", "arn:aws:iam::111122223333:policy/limit"),
  when("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
  when("StringNotEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
];

/** One statement as somebody might write it. */
export interface Draft {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly isNotAction: boolean;
  readonly resources: readonly string[];
  readonly isNotResource: boolean;
  readonly condition: Value | undefined;
}

export function sourceOf(draft: Draft): Source {
  const { effect, actions, isNotAction, resources, isNotResource, condition } = draft;
  return {
    Effect: effect,
    [isNotAction ? "NotAction" : "Action"]: actions,
    [isNotResource ? "NotResource" : "Resource"]: resources,
    ...(condition !== undefined && { Condition: condition }),
  };
}

const rarely = fc.integer({ min: 0, max: 9 }).map((one) => one === 0);

function draft(effect: fc.Arbitrary<"Allow" | "Deny">): fc.Arbitrary<Draft> {
  return fc.record({
    effect,
    actions: fc.uniqueArray(fc.constantFrom(...ACTIONS), { minLength: 1, maxLength: 4 }),
    isNotAction: rarely,
    resources: fc.uniqueArray(fc.constantFrom(...RESOURCES), { minLength: 1, maxLength: 3 }),
    isNotResource: rarely,
    condition: fc.oneof(
      { arbitrary: fc.constant(undefined), weight: 3 },
      { arbitrary: fc.constantFrom(...CONDITIONS), weight: 1 },
    ),
  });
}

/** Policies of a few statements, most of which allow. */
export const drafts: fc.Arbitrary<readonly Draft[]> = fc.array(
  draft(fc.constantFrom("Allow", "Allow", "Allow", "Deny")),
  { minLength: 1, maxLength: 5 },
);

import { all, not, or, type Verdict } from "../../verdict.ts";
import { evaluate } from "../evaluation/evaluate.ts";
import type { Policy } from "../policy/statement.ts";
import { rootContext } from "./rootContext.ts";

/** What a service control policy leaves of what the root user of a member account may do. */
export interface RootDeny {
  /** Whether the root user may do nothing at all, but for harmless exceptions. */
  readonly deniesAll: Verdict;
  /** Whether it takes anything away. */
  readonly deniesSome: Verdict;
  /** Whether it also ends privileged sessions that the management account opens with `AssumeRoot`. */
  readonly deniesSessions: Verdict;
  /** Grave actions that the root user may still do, for sure or perhaps. */
  readonly spared: readonly string[];
  /** Whether it denies what it lists, and so nothing that AWS adds later. */
  readonly isList: boolean;
}

/** Any account: a policy that names accounts doesn't speak of both. */
const ACCOUNTS = ["918273645012", "205938171646"];
/** Of no service: a policy denies it only when it denies whatever it doesn't list. */
const UNLISTED = "unlisted:Anything";
/** One of any kind, and the resource of actions that aren't about one. */
const RESOURCES = ["*", "arn:aws:unlisted:eu-west-1:918273645012:thing/one"];

/**
 * What somebody who has taken over a root user would do, and may unless a policy denies it: the root user
 * assumes no roles, and keys have policies of their own. Exceptions for the tasks that need a root user
 * ("Tasks that require root user credentials"), such as `account:*` or `s3:DeleteBucketPolicy`, aren't here.
 */
const GRAVE = [
  "cloudtrail:StopLogging",
  "dynamodb:DeleteTable",
  "ec2:RunInstances",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateRole",
  "iam:CreateUser",
  "iam:PassRole",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:UpdateAssumeRolePolicy",
  "lambda:CreateFunction",
  "organizations:LeaveOrganization",
  "rds:DeleteDBInstance",
  "s3:DeleteObject",
  "s3:GetObject",
  "secretsmanager:GetSecretValue",
  "ssm:SendCommand",
  "sts:GetFederationToken",
];

/** `FullAWSAccess`, which stands beside policies that deny. */
const FULL_ACCESS: Policy = {
  version: "2012-10-17",
  statements: [
    {
      label: "FullAWSAccess",
      place: "Statement[0]",
      effect: "Allow",
      actions: { known: ["*"], isIncomplete: false },
      resources: { known: ["*"], isIncomplete: false },
      conditions: [],
      hasUnknownConditions: false,
    },
  ],
  problems: [],
  isIncomplete: false,
};

/** @param partition such as `aws` or `aws-us-gov`, where the organization is */
export function rootDeny(scp: Policy, partition: string): RootDeny {
  const policies = { identity: [], scps: [[FULL_ACCESS, scp]] };
  const deniedIn = (inSession: boolean) => {
    const callers = ACCOUNTS.map((account) => ({
      caller: { kind: "root", arn: `arn:${partition}:iam::${account}:root`, account } as const,
      context: rootContext(scp, { partition, account, inSession }),
    }));
    return (action: string): Verdict =>
      all(callers, (caller) =>
        all(RESOURCES, (resource) => not(evaluate(policies, { ...caller, action, resource }))),
      );
  };
  const denied = deniedIn(false);
  const verdicts = new Map([...GRAVE, UNLISTED].map((action) => [action, denied(action)]));
  const each = [...verdicts.values()];
  const isSome = or(...each);
  return {
    deniesAll: all(each, (one) => one),
    deniesSome: isSome,
    deniesSessions: deniedIn(true)("s3:DeleteBucketPolicy"),
    spared: GRAVE.filter((action) => verdicts.get(action) !== "yes"),
    isList: verdicts.get(UNLISTED) !== "yes",
  };
}

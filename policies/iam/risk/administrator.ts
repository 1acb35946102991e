import { compareExtents, type Extent, exceeds, lesser } from "../../verdict.ts";
import type { Statement } from "../policy/statement.ts";
import { partOf } from "../reach/question.ts";
import { type Grants, type Reach, reach } from "../reach/reach.ts";
import { isBroad } from "./everyAction.ts";

/** Each lets its holder give an identity any policy, so that nothing left out stays left out. */
const SELF_GRANTING = [
  "iam:AttachRolePolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:AttachUserPolicy",
  "iam:CreatePolicyVersion",
  "iam:PutGroupPolicy",
  "iam:AttachGroupPolicy",
];

/** Services that act as any role that they are given, so that passing roles is as good as granting. */
const PASSED_TO = ["cloudformation.amazonaws.com", "ec2.amazonaws.com", "lambda.amazonaws.com"];

/** Of each of these services one, to see whether what somebody may do comes to everything. */
const EVERYWHERE: readonly (readonly string[])[] = [
  ["ec2:TerminateInstances", "ec2:RunInstances"],
  ["s3:PutObject", "s3:DeleteBucket"],
  ["lambda:CreateFunction", "lambda:UpdateFunctionCode"],
  ["dynamodb:DeleteTable", "dynamodb:PutItem"],
  ["rds:DeleteDBInstance", "rds:ModifyDBInstance"],
  ["kms:ScheduleKeyDeletion", "kms:PutKeyPolicy"],
  ["secretsmanager:GetSecretValue", "secretsmanager:DeleteSecret"],
  ["ssm:SendCommand", "ssm:PutParameter"],
  ["sts:AssumeRole"],
  ["cloudformation:CreateStack", "cloudformation:DeleteStack"],
  ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"],
  ["logs:DeleteLogGroup", "logs:PutResourcePolicy"],
  ["sqs:DeleteQueue", "sqs:SendMessage"],
  ["sns:DeleteTopic", "sns:Publish"],
  ["ecs:UpdateService", "ecs:RunTask"],
  ["eks:DeleteCluster", "eks:CreateCluster"],
  ["ecr:PutImage", "ecr:DeleteRepository"],
  ["route53:ChangeResourceRecordSets", "route53:DeleteHostedZone"],
  ["cloudfront:UpdateDistribution", "cloudfront:CreateDistribution"],
  ["elasticloadbalancing:DeleteLoadBalancer", "elasticloadbalancing:CreateLoadBalancer"],
];

/** What decides who administers an account, besides passing roles. */
export const ADMINISTRATION_ACTIONS: readonly string[] = [...SELF_GRANTING, ...EVERYWHERE.flat()];

/** Whoever may do one of so many of them, and can give itself the rest, may do everything. */
const NEARLY_ALL = 15;

/** Whether somebody administers an account. */
export interface Administration {
  /** `conditional`: who asks, from where or when decides. `unknown`: parts that aren't known yet do. */
  readonly verdict: Extent;
  /** The statement that gives nearly everything, or those that do so together. */
  readonly by: readonly Statement[];
}

/**
 * Whether somebody may do everything: by one statement that allows all actions, or all but some, or by many that come to
 * it; on all resources; with nothing that keeps its holder from granting itself the rest. `NotAction: iam:*` alone makes
 * no administrator (it is what PowerUserAccess does); together with an Allow of `iam:*` it does.
 *
 * A condition on who asks or when makes it `conditional`; one on what is reached makes it `no`.
 */
export function administrator(grants: Grants): Administration {
  const granting = selfGranting(grants);
  if (granting.verdict === "no") return NOBODY;
  const whole = extent(grants);
  const verdict = lesser(granting.verdict, whole.verdict);
  if (verdict === "no") return NOBODY;
  const denials = grants.identity.filter(({ effect }) => effect === "Deny");
  const single = grants.identity
    .filter((one) => one.effect === "Allow" && isBroad(one))
    .find((one) => !exceeds(whole.verdict, extent(partOf(grants, [one, ...denials])).verdict));
  return { verdict, by: single ? [single] : whole.by };
}

/** How much somebody may do of everything, and by which statements. */
function extent(grants: Grants): Administration {
  const found: Reach[] = [];
  let missing = 0;
  for (const actions of EVERYWHERE) {
    const one = most(actions, grants);
    if (one.verdict === "no" && ++missing > EVERYWHERE.length - NEARLY_ALL) return NOBODY;
    found.push(one);
  }
  const best = found
    .toSorted((a, b) => compareExtents(b.verdict, a.verdict))
    .slice(0, NEARLY_ALL)
    .flatMap(({ by, verdict }) => (by ? [{ by, verdict }] : []));
  const verdict = best.map((one) => one.verdict).reduce<Extent>(lesser, "yes");
  return { verdict, by: [...new Set(best.map(({ by }) => by))] };
}

function selfGranting(grants: Grants): Reach {
  const granted = most(SELF_GRANTING, grants);
  if (granted.verdict === "yes") return granted;
  return PASSED_TO.map((service) =>
    reach(grants, {
      action: "iam:PassRole",
      on: "all",
      asking: { "iam:passedtoservice": service },
      stance: "attacker",
    }),
  ).reduce(greater, granted);
}

const NO: Reach = { verdict: "no" };
const NOBODY: Administration = { verdict: "no", by: [] };

/** How far the one of some actions is reached that is reached furthest. */
function most(actions: readonly string[], grants: Grants): Reach {
  let best = NO;
  for (const action of actions) {
    best = greater(best, reach(grants, { action, on: "all", stance: "attacker" }));
    if (best.verdict === "yes") break;
  }
  return best;
}

function greater(a: Reach, b: Reach): Reach {
  return exceeds(b.verdict, a.verdict) ? b : a;
}

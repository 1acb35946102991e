import { type Grants, type Reach, reach } from "../reach/reach.ts";
import type { Statement } from "../statement.ts";
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

/** Outside of IAM, to see whether a broad statement's conditions leave it broad. */
const OUTSIDE = ["ec2:TerminateInstances", "s3:DeleteBucket", "lambda:UpdateFunctionCode"];

/** What a list of services has to allow to come to everything: of each, one of these. */
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

/** Whether somebody administers an account. */
export interface Administration {
  /** `conditional`: who asks, from where or when decides. `unknown`: parts that aren't known yet do. */
  readonly verdict: Reach["verdict"];
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
  const denials = grants.identity.filter(({ effect }) => effect === "Deny");
  const widest = grants.identity
    .filter((one) => one.effect === "Allow" && isBroad(one))
    .map((one) => most(OUTSIDE, { ...grants, identity: [one, ...denials] }))
    .reduce(greater, NO);
  const { verdict } = lesser(widest, granting);
  const single = widest.by && verdict !== "no" ? { verdict, by: [widest.by] } : NOBODY;
  if (single.verdict === "yes" || single.verdict === granting.verdict) return single;
  const many = together(grants, granting);
  return RANK[many.verdict] > RANK[single.verdict] ? many : single;
}

/** What many statements come to. */
function together(grants: Grants, granting: Reach): Administration {
  const by = new Set<Statement>();
  let least = granting;
  for (const actions of EVERYWHERE) {
    const found = most(actions, grants);
    if (found.verdict === "no") return NOBODY;
    least = lesser(least, found);
    if (found.by) by.add(found.by);
  }
  return { verdict: least.verdict, by: [...by] };
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
const RANK = { no: 0, unknown: 1, conditional: 2, yes: 3 } as const;

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
  return RANK[b.verdict] > RANK[a.verdict] ? b : a;
}

function lesser(a: Reach, b: Reach): Reach {
  return RANK[b.verdict] < RANK[a.verdict] ? b : a;
}

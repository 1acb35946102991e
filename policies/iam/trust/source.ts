import type { Verdict } from "../../verdict.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import { arnParts } from "./arnParts.ts";
import { type Constraint, constraintsOf } from "./constraint.ts";
import { arn, type Fixed, text } from "./fixed.ts";
import { excludesPublic, isFixed } from "./narrowKeys.ts";
import { ACCOUNT_ID } from "./ownership.ts";
import { principalsOf } from "./principal.ts";
import { admitsPublic, restricts } from "./publicAccess.ts";

/** Keys that tell for whom a service asks ("The confused deputy problem", Cross-service). */
const SOURCE_KEYS = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceowner",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "kms:calleraccount",
]);

/** Whether a service can use a statement for known accounts or resources only. */
export function tellsSource(policy: Policy, allow: Statement): Verdict {
  return restricts(policy, allow, isSource);
}

/** Keys that tell that a service asks, and which, but not for whom ("AWS global condition context keys"). */
const SERVICE_NAME_KEYS = new Set(["aws:principalservicename", "aws:principalservicenameslist"]);
const IS_SERVICE = "aws:principalisawsservice";

/**
 * Services that use a statement for anyone: nothing but a condition that an AWS service asks keeps the public out. As
 * principals of the type `Service`; `*` where the conditions don't tell which.
 */
export function servicesLetIn(policy: Policy, allow: Statement): readonly string[] {
  if (!principalsOf(allow).known.some(({ kind }) => kind === "anyone")) return [];
  const constraints = constraintsOf(allow);
  const names = constraints.filter(({ key }) => SERVICE_NAME_KEYS.has(key));
  const isService = constraints.some(({ key }) => key === IS_SERVICE);
  if (names.length === 0 && !isService) return [];
  const other = restricts(policy, allow, (constraint) => {
    const { key } = constraint;
    return SERVICE_NAME_KEYS.has(key) || key === IS_SERVICE ? "no" : excludesPublic(constraint);
  });
  if (other !== "no" || admitsPublic(policy, allow) !== "no") return [];
  const told = names.find((one) => isFixed(one, text) === "yes");
  return told ? told.values : ["*"];
}

/**
 * Whether S3 can use a statement for buckets of known accounts only. The ARN of a bucket names no account, whichever it is:
 * another one can take the name of a deleted bucket ("Process Amazon S3 event notifications with Lambda").
 */
export function tellsBucketOwner(policy: Policy, allow: Statement): Verdict {
  return restricts(policy, allow, (constraint) =>
    constraint.key === "aws:sourcearn" ? namesAccount(constraint) : isSource(constraint),
  );
}

function namesAccount({ values, isIncomplete }: Constraint): Verdict {
  const all = values.every((value) => /^\d{12}$/.test(arnParts(value)?.account ?? ""));
  return all && !isIncomplete ? "yes" : "no";
}

/** Of an account, as SES tells its customers' in `aws:Referer` ("Giving permissions to Amazon SES for email receiving"). */
const accountId: Fixed = (value) => /^\d{12}$/.test(value) || ACCOUNT_ID.test(value);

function isSource(constraint: Constraint): Verdict {
  const { key } = constraint;
  if (key === "aws:referer") return isFixed(constraint, accountId);
  if (SOURCE_KEYS.has(key)) return excludesPublic(constraint);
  if (key === "sts:externalid" || key === "lambda:eventsourcetoken")
    return isFixed(constraint, text);
  // Certificates of IAM Roles Anywhere.
  if (key.startsWith("aws:principaltag/x509")) return isFixed(constraint, text);
  return key.startsWith("kms:encryptioncontext:") ? isFixed(constraint, arn) : "no";
}

/**
 * Services that tell `aws:SourceArn` or `aws:SourceAccount` when they assume a role, and whose documentation asks
 * for them in its trust policy ("Cross-service confused deputy prevention" of each service). EC2, Lambda, EKS
 * and others don't: a role is given to them by `iam:PassRole` within its own account.
 */
const ASSUMING: ReadonlySet<string> = new Set([
  "airflow",
  "airflow-env",
  "appflow",
  "bedrock",
  "bedrock-agentcore",
  "codebuild",
  "codedeploy",
  "comprehend",
  "datasync",
  "ecs-tasks",
  "elasticmapreduce",
  "fis",
  "forecast",
  "frauddetector",
  "grafana",
  "iot",
  "kafkaconnect",
  "kendra",
  "lexv2",
  "logs",
  "monitoring.rds",
  "omics",
  "osis-pipelines",
  "personalize",
  "pipes",
  "rolesanywhere",
  "sagemaker",
  "scheduler",
  "ses",
  "states",
  "transfer",
  "vpc-flow-logs",
]);

/** Services that tell it when they use a resource's policy, and are pointed at resources of others. */
const CALLING: ReadonlySet<string> = new Set([
  "apigateway",
  "billingreports",
  "bcm-data-exports",
  "budgets",
  "cloudfront",
  "cloudtrail",
  "cloudwatch",
  "codestar-notifications",
  "cognito-idp",
  "config",
  "delivery.logs",
  "elasticloadbalancing",
  "events",
  "guardduty",
  "iot",
  "lexv2",
  "logging.s3",
  "logs",
  "s3",
  "secretsmanager",
  "ses",
  "sns",
]);

export function tellsWhenAssuming(service: string): boolean {
  return ASSUMING.has(service);
}

export function tellsWhenCalling(service: string): boolean {
  return CALLING.has(service);
}

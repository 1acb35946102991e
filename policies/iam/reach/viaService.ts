import { all, type Verdict } from "../../verdict.ts";
import type { Condition } from "../policy/statement.ts";
import { judge } from "./judge.ts";
import type { Ability } from "./question.ts";

/**
 * Services that make calls with the permissions of whoever calls them ("Forward access sessions"), and that people and
 * workloads call directly.
 */
const CALLING = [
  "athena",
  "cloudformation",
  "dynamodb",
  "elasticbeanstalk",
  "glue",
  "lambda",
  "rds",
  "redshift",
  "s3",
  "sagemaker",
  "secretsmanager",
  "servicecatalog",
  "sns",
  "sqs",
  "ssm",
  "states",
];

/**
 * Whether the holder may have a service make a request for it that meets conditions on such a key (or escapes them, in a
 * Deny): whoever may call CloudFormation can do through it what `aws:CalledVia` leaves to CloudFormation.
 */
export function mayBeMadeFor(
  key: string,
  conditions: readonly Condition[],
  wanted: Verdict,
  able: Ability,
): boolean {
  const may = key === "kms:viaservice" ? able.callsOnAll : able.calls;
  const holds = (value: string) =>
    all(conditions, (condition) => judge(condition, key, [value])) === wanted;
  if (key === "aws:viaawsservice") return holds("true") && CALLING.some((service) => may(service));
  const named = conditions.flatMap(({ values }) => values.known.map(serviceOf));
  return [...new Set([...named, ...CALLING])].some((service) => {
    return principals(service, conditions).some(holds) && may(service);
  });
}

/** `s3.eu-west-1.amazonaws.com` → `s3`. */
function serviceOf(principal: string): string {
  return principal.toLowerCase().replace(/\..*$/, "");
}

/** How conditions may name a service: as they do, or by its principal. */
function principals(service: string, conditions: readonly Condition[]): readonly string[] {
  const listed = conditions
    .flatMap(({ values }) => values.known)
    .filter((value) => serviceOf(value) === service && !/[*?]/.test(value));
  return [
    ...listed,
    `${service}.amazonaws.com`,
    `${service}.us-east-1.amazonaws.com`,
    ...(listed.length === 0 ? regional(service, conditions) : []),
  ];
}

/** As a pattern such as `s3.*.amazonaws.com` or `s3.eu-*` names it. */
function regional(service: string, conditions: readonly Condition[]): readonly string[] {
  return conditions
    .flatMap(({ values }) => values.known)
    .filter((value) => serviceOf(value) === service)
    .map((value) => value.replaceAll("*", "\u{E000}").replaceAll("?", "\u{E000}"));
}

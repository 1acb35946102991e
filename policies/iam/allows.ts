import type { Statement } from "./document.ts";
import { matches } from "./wildcard.ts";

/** Whether something is allowed; `conditional` when a Condition or the resource decides. */
export type Permission = "yes" | "no" | "conditional";

/**
 * Whether the statements together allow an action on every resource ("Policy evaluation logic": an
 * explicit Deny wins). A Deny on some resources only leaves the rest allowed; one on all but some leaves
 * so little that it counts as a condition.
 *
 * @param action such as `iam:PutRolePolicy`
 */
export function allows(statements: readonly Statement[], action: string): Permission {
  const about = statements.filter((statement) => includes(statement, action) && onAll(statement));
  const denials = about.filter(({ effect }) => effect === "Deny");
  if (denials.some(({ conditional, resources }) => !conditional && resources)) return "no";
  const grants = about.filter(({ effect }) => effect === "Allow");
  if (grants.length === 0) return "no";
  const certain = denials.length === 0 && grants.some(({ conditional }) => !conditional);
  return certain ? "yes" : "conditional";
}

/** Whether the statement reaches (nearly) all resources. */
export function onAll({ resources, notResources }: Statement): boolean {
  if (resources) return resources.some(isEveryResource);
  return notResources !== undefined && !notResources.some(isEveryResource);
}

function includes({ actions, notActions }: Statement, action: string): boolean {
  if (actions) return actions.some((pattern) => matches(pattern, action));
  return !(notActions ?? []).some((pattern) => matches(pattern, action));
}

const PARTITIONS = ["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b"];

/** `*`, and what comes to the same within a partition, such as `arn:aws:*` or `arn:*:*:*:*:*`. */
function isEveryResource(pattern: string): boolean {
  return PARTITIONS.some((partition) =>
    [
      `arn:${partition}:s3:::b`,
      `arn:${partition}:iam::123456789012:role/r`,
      `arn:${partition}:ec2:xx-yyyy-1:210987654321:instance/i-0`,
    ].every((arn) => matches(pattern, arn)),
  );
}

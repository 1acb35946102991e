import { error, type Problem } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";
import { AUDIT_TRAIL, logGroupName } from "../schema/auditTrail.ts";
import type { Configuration } from "../schema/configuration.ts";

/**
 * Alarms on the log group of this stack's own trail, by its name: they would stay on it when the trail gets another name,
 * and the log group goes then.
 *
 * @param trails names of trails that this stack has, besides the one that is wanted
 */
export function ownLogGroupProblems(
  { alarms, auditTrail }: Pick<Configuration, "alarms" | "auditTrail">,
  trails: readonly string[] = [],
): Problem[] {
  const { name = AUDIT_TRAIL, enabled, logGroup } = auditTrail;
  if (!alarms.enabled || alarms.logGroup === undefined) return [];
  const own = enabled && logGroup ? [...trails, name] : trails;
  if (!own.some((trail) => logGroupName(trail) === alarms.logGroup)) return [];
  const message = `is ${seen(alarms.logGroup)}, the log group of this stack's own trail, which goes when the trail gets another name; remove the key: alarms watch where the trail of access:auditTrail delivers`;
  return [error("access:alarms.logGroup", message)];
}

import type { Access } from "../../access/access.ts";
import { error, type Problem, warning } from "../../problems/problem.ts";
import type { Configuration } from "../../schema/configuration.ts";
import type { Detour } from "./detour.ts";
import type { Plan } from "./plan.ts";
import { reasonsOf } from "./reasons.ts";

/**
 * What is wrong with one update where its plan has several, or none: it is refused, or, with
 * `access:limits.unplannedTransitions: allow`, a warning.
 *
 * @param commands what walks the plan
 */
export function planProblems(
  { updates, obstacles }: Plan,
  { limits }: Configuration,
  accounts: Access["accounts"],
  commands: readonly string[],
): Problem[] {
  const isAllowed = limits.unplannedTransitions === "allow";
  const told = isAllowed ? warning : error;
  if (updates.length === 0) return [told("access:limits.unplannedTransitions", noWay(obstacles))];
  const [first] = updates;
  const reasons = reasonsOf((first?.draft.detours ?? []).filter(isOpening), accounts);
  const [one] = reasons;
  if (!one) return [];
  const message = `one update can't do this safely, ${updates.length} can, one after the other`;
  const why = reasons.map(({ text }) => text);
  if (isAllowed) return [warning(one.path, `${message}: ${why.join("; ")}`)];
  return [{ ...error(one.path, `${message}:`), steps: [...why, ...commands] }];
}

/** Others have messages of their own: `changedNames.ts`, `closedAccounts.ts`. */
function isOpening(detour: Detour): boolean {
  return detour.kind !== "name" && !(detour.kind === "policies" && detour.why === "closed");
}

function noWay(obstacles: readonly string[]): string {
  const why =
    obstacles.length > 0
      ? obstacles.join("; ")
      : "customer managed policies, whose content each account has, change together with what limits them, so that what is allowed in between isn't known to be within the old or the new";
  return `no order of updates is known in which nobody has too much or too little for a while: ${why}; change less at once, in an order that you can answer for, or set access:limits.unplannedTransitions to allow for this update`;
}

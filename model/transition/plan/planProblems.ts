import type { Access } from "../../access/access.ts";
import { error, type Problem, warning } from "../../problems/problem.ts";
import { firstFew } from "../../problems/seen.ts";
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
  plan: Plan,
  { limits }: Configuration,
  accounts: Access["accounts"],
  commands: readonly string[],
): Problem[] {
  const { updates } = plan;
  const isAllowed = limits.unplannedTransitions === "allow";
  const told = isAllowed ? warning : error;
  if (updates.length === 0)
    return [told("access:limits.unplannedTransitions", noWay(plan, accounts))];
  const [first] = updates;
  const detours = first?.draft.detours ?? [];
  // Who takes the risk of the others can't take that of what AWS refuses.
  const refused = detours.filter(isRefused);
  const isTaken = isAllowed && refused.length === 0;
  const reasons = reasonsOf(isAllowed && !isTaken ? refused : detours, accounts);
  const [one] = reasons;
  if (!one) return [];
  const message = `one update can't do this safely, ${updates.length} can, one after the other`;
  const why = reasons.map(({ text }) => text);
  if (isTaken) return [warning(one.path, `${message}: ${why.join("; ")}`)];
  return [{ ...error(one.path, `${message}:`), steps: [...why, ...commands] }];
}

/** Whether AWS would refuse it in one update. */
function isRefused(detour: Detour): boolean {
  return detour.kind === "name" || (detour.kind === "policies" && detour.why === "closed");
}

/** Lines of what waits for each other. */
const SHOWN = 6;

const ALLOW = "set access:limits.unplannedTransitions to allow for this update";

function noWay({ obstacles, waiting }: Plan, accounts: Access["accounts"]): string {
  const needed = waiting.flatMap((one) =>
    one.kind === "policies" && one.why === "administrators" ? [one.permissionSet] : [],
  );
  if (needed.length > 0) {
    const sets = firstFew(needed);
    return `two things can't both hold: that somebody can administer Identity Center all the time, and that ${sets} never allows more than before or afterwards, since its policies and what limits them change together; give the administrators another permission set in an update of its own, and take it away when this is done, or ${ALLOW}`;
  }
  const why = [...obstacles, ...reasonsOf(waiting, accounts).map(({ text }) => text)];
  return `no order of updates is known in which nobody has too much or too little for a while, since these wait for each other: ${firstFew(why, SHOWN)}; decide which of them comes first, and write it in an update of its own, or ${ALLOW}`;
}

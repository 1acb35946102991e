import { accountNamed } from "./failure.ts";
import type { RefusedAction } from "./refusedAction.ts";

/**
 * What to do where AWS refused an action.
 *
 * @param caller ARN of these credentials, where it is known
 */
export function refusalAdvice(
  { action = "the call that the error names", decidedBy }: RefusedAction,
  caller: string | undefined,
): string {
  const account = /::(\d{12}):/.exec(caller ?? "")?.[1];
  const whose = caller === undefined ? "these credentials" : `these credentials (${caller})`;
  const where = account === undefined ? "" : ` in ${accountNamed(account)}`;
  return `AWS refuses ${action} to ${whose}${where}: ${remedy(decidedBy)}, then run pulumi up again`;
}

function remedy(decidedBy: RefusedAction["decidedBy"]): string {
  if (decidedBy?.denies) {
    return `its ${decidedBy.policy} denies it outright: take that denial back, or take credentials that it leaves alone`;
  }
  if (decidedBy === undefined || decidedBy.policy === "identity-based policy") {
    return "allow it in their role's policies (docs/first-day.md#the-permission-set has a set that may do all of this), or take credentials that may";
  }
  return `no ${decidedBy.policy} allows it, which it needs beside their role's policies: allow it there, or take other credentials`;
}

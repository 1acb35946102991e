import type { Access } from "../../model/access/access.ts";
import type { Plan } from "../../model/transition/plan/plan.ts";
import { type Reason, reasonsOf } from "../../model/transition/plan/reasons.ts";
import type { Comparison } from "./comparison.ts";

/** One update of a plan, with what it leaves for a later one. */
export interface PlannedUpdate {
  readonly later: readonly Reason[];
}

/** The updates that a plan takes; none where no safe order is known. */
export function updatesOf({ updates }: Plan, { accounts }: Access): PlannedUpdate[] {
  return updates.map(({ draft }) => ({ later: reasonsOf(draft.detours, accounts) }));
}

/** Why there is no safe order of updates; nothing where there is one. */
export function noWay({ plan, after }: Comparison): string[] {
  if (!plan || plan.updates.length > 0) return [];
  const waiting = reasonsOf(plan.waiting, after.resolved.access.accounts);
  return [...plan.obstacles, ...waiting.map(({ text }) => text)];
}

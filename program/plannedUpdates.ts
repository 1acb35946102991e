import { writeFileSync } from "node:fs";
import type { Access } from "../model/access/access.ts";
import type { Plan } from "../model/transition/plan/plan.ts";
import { planReport } from "../model/transition/plan/planReport.ts";
import type { Reason } from "../model/transition/plan/reasons.ts";

/**
 * The file that `npm run up` wants the plan in. Where it is named, this run makes the first update of the plan; the next
 * run makes a plan anew, from what is there by then.
 */
export function plannedUpdates(): string | undefined {
  return process.env.IDENTITY_CENTER_PLAN || undefined;
}

/** Tells `npm run up` what there is to do. */
export function writePlan(
  path: string,
  plan: Plan,
  access: Access,
  leaving: readonly Reason[],
): void {
  writeFileSync(path, JSON.stringify(planReport(plan, access, leaving)));
}

import type { PlanReport } from "../../model/transition/plan/planReport.ts";
import type { PlanFile } from "../deploy/planFile.ts";

/** Updates beyond those of the first plan that may be needed where AWS or somebody else changed something meanwhile. */
const MORE = 3;

/** How a walk ended. */
export type Walk =
  | { readonly ended: "done"; readonly updates: number }
  /** `pulumi up` failed, in the update with this number. */
  | { readonly ended: "failed"; readonly update: number; readonly code: number }
  /** The plan didn't become shorter. */
  | { readonly ended: "endless"; readonly updates: number };

/**
 * Makes one update after the other until the plan has none left. Each is planned by the program itself, from the state
 * that it finds: after a failure, or in another run, it goes on from what is there.
 */
export async function walk(
  plan: Pick<PlanReport, "updates">,
  file: PlanFile,
  up: (environment: Readonly<Record<string, string>>) => Promise<number>,
  tell: (line: string) => void,
): Promise<Walk> {
  const most = plan.updates.length + MORE;
  for (let update = 1; update <= most; update += 1) {
    const of = Math.max(plan.updates.length, update);
    if (of > 1) tell(`update ${update} of ${of}`);
    const code = await up(file.environment);
    const made = file.take();
    if (code !== 0 || !made) return { ended: "failed", update, code: code || 1 };
    file.forgetReplaced();
    if (made.updates.length <= 1) return { ended: "done", updates: update };
  }
  return { ended: "endless", updates: most };
}

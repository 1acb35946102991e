import type { PlanFile } from "../deploy/planFile.ts";
import { type Taking, takeIn } from "./takeIn.ts";

/** How to run `pulumi`, with its exit code. */
type Run = (args: readonly string[]) => Promise<number>;

/**
 * Takes into the state what AWS has of what an update left half made: only then a plan knows what to undo, what AWS must
 * bring to its accounts, and whether the audit trail is to be started.
 *
 * @param attempt runs what may well fail: most of the time there is nothing to import
 * @returns whether there was something to look at; the plan is to be made anew then
 */
export async function look(
  plans: Pick<PlanFile, "takeUnseen" | "refreshed">,
  run: Run,
  attempt: Taking,
): Promise<boolean> {
  const unseen = plans.takeUnseen();
  if (!unseen) return false;
  const targets = unseen.urns.flatMap((urn) => ["--target", urn]);
  // Without a target it would refresh all.
  const isRefreshed =
    targets.length === 0 || (await run(["refresh", "--yes", "--skip-preview", ...targets])) === 0;
  if (!isRefreshed) return false;
  for (const args of unseen.imports) await takeIn(attempt, args);
  plans.refreshed();
  return true;
}

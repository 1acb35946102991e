import type { Extent } from "../../verdict.ts";
import type { Statement } from "../policy/statement.ts";
import { type Grants, reach } from "../reach/reach.ts";
import { riskyActions } from "./knownRisks.ts";

/** Actions that a statement allows on all resources of their kind. */
export interface Exposure {
  readonly by: Statement;
  /** As AWS spells them. */
  readonly actions: readonly string[];
  /** The surest of them. */
  readonly verdict: Exclude<Extent, "no">;
}

/** Which of some risky actions somebody may do on all resources of their kind, by statement. */
export function exposures(grants: Grants, actions: readonly string[]): readonly Exposure[] {
  const risky = riskyActions(grants.identity);
  const found = new Map<Statement, { actions: string[]; verdict: Exposure["verdict"] }>();
  for (const action of actions) {
    if (!risky.has(action)) continue;
    const { verdict, by } = reach(grants, { action, on: "all", stance: "reviewer" });
    if (verdict === "no" || !by) continue;
    const exposure = found.get(by) ?? { actions: [], verdict: "unknown" };
    exposure.actions.push(action);
    if (verdict === "yes" || exposure.verdict === "unknown") exposure.verdict = verdict;
    found.set(by, exposure);
  }
  return [...found].map(([by, exposure]) => ({ by, ...exposure }));
}

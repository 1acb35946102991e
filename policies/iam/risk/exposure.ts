import { type Extent, exceeds, isLikely } from "../../verdict.ts";
import type { Statement } from "../policy/statement.ts";
import { type Grants, type Reach, reach } from "../reach/reach.ts";
import { riskyActions } from "./knownRisks.ts";
import { ASKED_FOR } from "./sensitiveActions.ts";

/** Actions that a statement allows on all resources of their kind. */
export interface Exposure {
  readonly by: Statement;
  /** As AWS spells them. */
  readonly actions: readonly string[];
  /** The surest of them. */
  readonly verdict: Exclude<Extent, "no">;
}

/**
 * Which of some risky actions somebody may do on all resources of their kind, by statement. What a value that is yet to
 * come may add is left out beside what is known: nobody wrote it.
 */
export function exposures(grants: Grants, actions: readonly string[]): readonly Exposure[] {
  const risky = riskyActions(grants.identity);
  const seen = actions
    .filter((action) => risky.has(action))
    .flatMap((action) => {
      const { verdict, by } = furthest(grants, action);
      return verdict === "no" || !by ? [] : [{ action, verdict, by }];
    });
  return [...Map.groupBy(seen, ({ by }) => by)].map(([by, allowed]) => {
    const known = allowed.filter(({ verdict }) => isLikely(verdict));
    const said = known.length > 0 ? known : allowed;
    const isSure = said.some(({ verdict }) => verdict === "yes");
    const verdict = isSure ? "yes" : known.length > 0 ? "conditional" : "unknown";
    return { by, actions: said.map(({ action }) => action), verdict };
  });
}

/** The furthest that one of the requests that are worth making gets. */
function furthest(grants: Grants, action: string): Reach {
  let best: Reach = { verdict: "no" };
  for (const asking of ASKED_FOR.get(action) ?? [{}]) {
    const found = reach(grants, { action, on: "all", stance: "reviewer", asking });
    if (exceeds(found.verdict, best.verdict)) best = found;
  }
  return best;
}

import { type Extent, exceeds, lesser } from "../../verdict.ts";
import type { Statement } from "../policy/statement.ts";
import { type Grants, type Reach, reach } from "../reach/reach.ts";
import { boundaryEscapes } from "./boundaryEscape.ts";
import { ESCALATION_PATHS, type EscalationPath, type Need } from "./escalationPaths.ts";
import { riskyActions } from "./knownRisks.ts";

/** A way for somebody to get more than it was given. */
export interface Escalation {
  readonly path: EscalationPath;
  /** `conditional`: who asks or when decides; `unknown`: parts that aren't known yet. */
  readonly verdict: Exclude<Extent, "no">;
  /** For each need of the path, in its order, the statement that allows it. */
  readonly by: readonly Statement[];
}

/**
 * Which published paths are open to somebody, and which ways out of the boundary that it may delegate within. A path is open only if each of its actions is allowed where it needs it, by
 * statements whose conditions let the path's requests pass, after denials, boundary and service control policies.
 */
export function escalations(grants: Grants): readonly Escalation[] {
  const risky = riskyActions(grants.identity);
  if (risky.size === 0) return [];
  const known = new Map<string, Reach>();
  const open = ESCALATION_PATHS.flatMap((path) => {
    const mayBeOpen = path.needs.every(({ action }) => risky.has(action));
    return (mayBeOpen && walk(path, grants, known)) || [];
  });
  return [...open, ...boundaryEscapes(grants)];
}

function walk(
  path: EscalationPath,
  grants: Grants,
  known: Map<string, Reach>,
): Escalation | undefined {
  let verdict: Escalation["verdict"] = "yes";
  const by: Statement[] = [];
  for (const need of path.needs) {
    const found = reachOf(need, grants, known);
    if (found.verdict === "no" || !found.by) return undefined;
    verdict = lesser(verdict, found.verdict);
    by.push(found.by);
  }
  return { path, verdict, by };
}

/** The furthest that one of the requests that would do gets. Paths share needs, so each is worked out once. */
function reachOf(need: Need, grants: Grants, known: Map<string, Reach>): Reach {
  const key = JSON.stringify(need);
  let best = known.get(key);
  if (!best) {
    best = { verdict: "no" };
    for (const asking of requests(need)) {
      const found = reach(grants, { ...need, asking, stance: "attacker" });
      if (exceeds(found.verdict, best.verdict)) best = found;
      if (best.verdict === "yes") break;
    }
    known.set(key, best);
  }
  return best;
}

/** Each choice of a value by itself: conditions on the same key must let the same value pass. */
function requests({ asking = {} }: Need): readonly Readonly<Record<string, string>>[] {
  const [entry] = Object.entries(asking);
  return entry ? entry[1].map((value) => ({ [entry[0]]: value })) : [{}];
}

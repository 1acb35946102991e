import { memoize } from "../../memoize.ts";
import { prefixOf } from "../actions/actions.ts";
import type { Statement } from "../policy/statement.ts";
import { scopeOf } from "../reach/scope.ts";
import { ESCALATION_PATHS } from "./escalationPaths.ts";
import { CREDENTIAL_ACTIONS, DATA_ACTIONS } from "./sensitiveActions.ts";

/** All actions that some judgement asks about, by prefix of their service in lower case. */
const BY_SERVICE: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  new Set([
    ...ESCALATION_PATHS.flatMap(({ needs }) => needs.map(({ action }) => action)),
    ...CREDENTIAL_ACTIONS,
    ...DATA_ACTIONS,
  ]),
  (action) => action.slice(0, action.indexOf(":")),
);
const ALL: readonly string[] = [...BY_SERVICE.values()].flat();

/**
 * Which risky actions statements may allow, before conditions, resources and denials: what else they are about needs no
 * closer look.
 */
export function riskyActions(statements: readonly Statement[]): ReadonlySet<string> {
  const [first, ...others] = statements.filter(({ effect }) => effect === "Allow").map(risksOf);
  if (others.length === 0) return first ?? NONE;
  return new Set([first, ...others].flatMap((one) => [...(one ?? [])]));
}

const NONE: ReadonlySet<string> = new Set();

const risksOf = memoize((statement: Statement): ReadonlySet<string> => {
  const scope = scopeOf(statement);
  return new Set(candidates(statement).filter((action) => scope.action(action) !== "no"));
});

/** Those of the services that the statement names. */
function candidates({ actions }: Statement): readonly string[] {
  if (!actions || actions.isIncomplete) return ALL;
  const prefixes = new Set(actions.known.map(prefixOf));
  // Some are about several services.
  if (prefixes.has(undefined)) return ALL;
  return [...prefixes].flatMap((prefix) => BY_SERVICE.get(prefix ?? "") ?? []);
}

import { expand, prefixOf } from "../actions/actions.ts";
import { service, servicePrefixes } from "../actions/serviceReference.ts";
import { compile } from "../patterns/wildcard.ts";
import { type Allowed, isPossible, isWithin, statementsOf } from "./allowed.ts";
import type { Part, Parts } from "./held.ts";
import { laterActions } from "./laterActions.ts";

/** What one may do that another may not. */
export interface Beyond {
  /** Actions that only the one may do. */
  readonly only: readonly string[];
  /** Actions, or patterns of those that AWS adds later, that the one may do on more resources or under fewer conditions, as far as can't be excluded. */
  readonly more: readonly string[];
}

/** What the one may do beyond the other, of the actions that some statements are about. */
export function beyond(one: Allowed, other: Allowed, actions: ReadonlySet<string>): Beyond {
  const found: Record<"only" | "more", string[]> = { only: [], more: [] };
  const judge = judging(one, other);
  for (const [service, some] of Map.groupBy(actions, prefixOf)) {
    const [own, limit] = [partsAbout(one, service), partsAbout(other, service)];
    const verdictOf = (action: string) => judge(own.of(action), limit.of(action));
    const [first = ""] = some;
    const verdicts =
      own.areAlike && limit.areAlike
        ? new Map([[verdictOf(first), some]])
        : Map.groupBy(some, verdictOf);
    found.only.push(...(verdicts.get("only") ?? []));
    found.more.push(...(verdicts.get("more") ?? []));
  }
  const seen = [...found.only, ...found.more];
  const later = laterActions(one, other).filter((pattern) => !seen.some(compile(pattern)));
  return { only: found.only, more: [...found.more, ...later] };
}

type Judge = (own: readonly Part[], limit: readonly Part[]) => "only" | "more" | "no";

/** What one may do that another may not by the statements about one action: thousands have the same. */
function judging(one: Allowed, other: Allowed): Judge {
  const answers = new Map<string, ReturnType<Judge>>();
  const numbers = new Map(
    [...statementsOf(one), ...statementsOf(other)].map((part, index) => [part, index]),
  );
  return (own, limit) => {
    const key = `${own.map((part) => numbers.get(part))};${limit.map((part) => numbers.get(part))}`;
    let answer = answers.get(key);
    if (!answer) {
      const [given, most] = [only(one, new Set(own)), only(other, new Set(limit))];
      answer = !isPossible(given)
        ? "no"
        : !isPossible(most)
          ? "only"
          : isWithin(given, most)
            ? "no"
            : "more";
      answers.set(key, answer);
    }
    return answer;
  };
}

function only({ own, boundary }: Allowed, some: ReadonlySet<Part>): Allowed {
  const of = ({ allows, denies }: Parts): Parts => ({
    allows: allows.filter((part) => some.has(part)),
    denies: denies.filter((part) => some.has(part)),
  });
  return { own: of(own), ...(boundary && { boundary: of(boundary) }) };
}

/** Which of somebody's statements are about the actions of a service. */
function partsAbout(
  allowed: Allowed,
  service: string | undefined,
): { readonly areAlike: boolean; of(action: string): readonly Part[] } {
  const about = statementsOf(allowed).map((part) => ({ part, isAbout: part.aboutOf(service) }));
  const open = about.flatMap(({ part, isAbout }) => (isAbout === false ? [] : [{ part, isAbout }]));
  return {
    areAlike: open.every(({ isAbout }) => isAbout === true),
    of: (action) =>
      open.flatMap(({ part, isAbout }) => (isAbout === true || isAbout(action) ? [part] : [])),
  };
}

/** Actions that statements are about, as far as they are known; what no list has, as it is written. */
export function actionsOf(parts: Iterable<Part>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { statement } of parts) {
    for (const pattern of statement.actions?.known ?? []) {
      const known = expand(pattern);
      for (const { name } of known) found.add(name);
      if (known.length === 0) found.add(pattern);
    }
    if (!statement.notActions) continue;
    for (const prefix of servicePrefixes()) {
      for (const { name } of service(prefix)?.values() ?? []) found.add(name);
    }
  }
  return found;
}

import { prefixOf } from "../actions/actions.ts";
import { service } from "../actions/serviceReference.ts";
import { covers, isOpen, overlaps } from "../patterns/wildcard.ts";
import { type Allowed, deniesOf, isGivenWithin } from "./allowed.ts";
import type { Part } from "./held.ts";
import { areWithin } from "./scope.ts";

/** Patterns by which actions that AWS adds later are allowed to the one and, as far as can be told, not to the other. */
export function laterActions(one: Allowed, other: Allowed): readonly string[] {
  const isAllWithin = (part: Part, others: readonly Part[]) =>
    openPatterns(part).every((pattern) => areAll(part, pattern, others));
  const given = isGivenWithin(one, other, isAllWithin)
    ? []
    : one.own.allows.flatMap((part) =>
        openPatterns(part).filter(
          (pattern) => other.boundary || !areAll(part, pattern, other.own.allows),
        ),
      );
  const own = deniesOf(one);
  const denied = deniesOf(other).flatMap((part) =>
    openPatterns(part).filter(
      (pattern) => !areAll(part, pattern, own) && mayBeGiven(one.own.allows, pattern),
    ),
  );
  return [...new Set([...given, ...denied])];
}

function mayBeGiven(allows: readonly Part[], pattern: string): boolean {
  return allows.some((part) => openPatterns(part).some((given) => overlaps(given, pattern)));
}

/** Whether some statements surely are about all that another is about by one of its patterns. */
function areAll(part: Part, pattern: string, others: readonly Part[]): boolean {
  if (others.some(({ text }) => text === part.text)) return true;
  const left = part.statement.notActions?.known;
  const able = others.filter(({ statement: { actions, notActions }, patternsLike }) => {
    if (actions) return patternsLike(prefixOf(pattern)).some((one) => covers(one, pattern));
    if (!left) return !patternsLike(prefixOf(pattern)).some((one) => overlaps(one, pattern));
    return notActions?.known.every((one) => left.some((two) => covers(two, one)));
  });
  return areWithin(part, able);
}

/** Patterns that mean actions yet to come, of services that are known: others are looked at as they are. */
function openPatterns({ statement }: Part): readonly string[] {
  if (statement.notActions) return ["*"];
  return (statement.actions?.known ?? []).filter((pattern) => {
    if (!isOpen(pattern)) return false;
    const prefix = prefixOf(pattern);
    return prefix === undefined || service(prefix) !== undefined;
  });
}

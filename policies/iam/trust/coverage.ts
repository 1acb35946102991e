import { resourceCovers } from "../patterns/arn.ts";
import { covers, overlaps } from "../patterns/wildcard.ts";
import type { Patterns, Statement } from "../policy/statement.ts";
import { principalsOf } from "./principal.ts";

/** Whether a statement surely is about every action and resource that another is about. */
export function coversStatement(wide: Statement, narrow: Statement): boolean {
  return coversActions(wide, narrow) && coversResources(wide, narrow);
}

export function coversActions(wide: Statement, narrow: Statement): boolean {
  const except = wide.notActions;
  if (except) {
    if (except.isIncomplete) return false;
    if (narrow.notActions) return each(except, narrow.notActions, covers);
    return none(except, narrow.actions);
  }
  return narrow.actions
    ? each(narrow.actions, wide.actions, (a, b) => covers(b, a))
    : hasAll(wide.actions);
}

function coversResources(wide: Statement, narrow: Statement): boolean {
  if (wide.notResources)
    return wide.notResources.known.length === 0 && !wide.notResources.isIncomplete;
  if (!wide.resources || hasAll(wide.resources)) return true;
  const { resources } = narrow;
  return resources !== undefined && each(resources, wide.resources, (a, b) => resourceCovers(b, a));
}

/** Whether a Deny surely is about everybody whom another statement names. */
export function coversPrincipals(deny: Statement, about: Statement): boolean {
  if (!deny.principals && !deny.notPrincipals) return true;
  if (deny.notPrincipals) return false;
  const all = principalsOf(deny);
  if (all.known.some(({ kind }) => kind === "anyone")) return true;
  const denied = new Set(deny.principals?.known.map(({ value }) => value));
  const { known = [], isIncomplete = false } = about.principals ?? {};
  return !isIncomplete && known.length > 0 && known.every(({ value }) => denied.has(value));
}

function hasAll(patterns: Patterns | undefined): boolean {
  return patterns?.known.includes("*") ?? false;
}

/** Whether each pattern has one that it is related to. */
function each(
  patterns: Patterns,
  others: Patterns | undefined,
  related: (pattern: string, other: string) => boolean,
): boolean {
  if (patterns.isIncomplete) return false;
  return patterns.known.every((one) => others?.known.some((other) => related(one, other)));
}

/** Whether no pattern meets another. */
function none(except: Patterns, actions: Patterns | undefined): boolean {
  if (!actions || actions.isIncomplete) return false;
  return !except.known.some((one) => actions.known.some((other) => overlaps(one, other)));
}

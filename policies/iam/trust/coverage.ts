import { resourceCovers, resourcesOverlap } from "../patterns/arn.ts";
import { covers, overlaps } from "../patterns/wildcard.ts";
import type { Patterns, Statement } from "../policy/statement.ts";
import { principalsOf } from "./principal.ts";

/** Whether a statement surely is about every action and resource that another is about. */
export function coversStatement(wide: Statement, narrow: Statement): boolean {
  return coversActions(wide, narrow) && coversResources(wide, narrow);
}

export function coversActions(wide: Statement, narrow: Statement): boolean {
  const { actions, notActions } = narrow;
  if (wide.notActions)
    return leaves(wide.notActions, { some: actions, except: notActions }, ACTION);
  return actions ? each(actions, wide.actions, covers) : hasAll(wide.actions);
}

function coversResources(wide: Statement, narrow: Statement): boolean {
  const { resources, notResources } = narrow;
  if (wide.notResources) {
    return leaves(wide.notResources, { some: resources, except: notResources }, RESOURCE);
  }
  if (!wide.resources || hasAll(wide.resources)) return true;
  return resources !== undefined && each(resources, wide.resources, resourceCovers);
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

/** Whether each pattern is covered by one of the others. */
function each(
  patterns: Patterns,
  others: Patterns | undefined,
  covers: (general: string, specific: string) => boolean,
): boolean {
  if (patterns.isIncomplete) return false;
  return patterns.known.every((one) => others?.known.some((other) => covers(other, one)));
}

/** How patterns of one kind are related. */
interface Relations {
  covers(general: string, specific: string): boolean;
  overlaps(one: string, other: string): boolean;
}

const ACTION: Relations = { covers, overlaps };
const RESOURCE: Relations = { covers: resourceCovers, overlaps: resourcesOverlap };

/** Whether all but what `excepted` matches has in it all that some patterns match, or all but what others do. */
function leaves(
  excepted: Patterns,
  { some, except }: { some: Patterns | undefined; except: Patterns | undefined },
  { covers, overlaps }: Relations,
): boolean {
  if (excepted.isIncomplete) return false;
  if (!some) return each(excepted, except, covers);
  if (some.isIncomplete) return false;
  return !excepted.known.some((one) => some.known.some((other) => overlaps(one, other)));
}

import type { SetContent } from "../../access/setContent.ts";
import { keepAdministered } from "./administered.ts";
import { Draft } from "./draft.ts";
import type { Drafting, Means } from "./drafting.ts";
import { type Change, changesOf } from "./legs.ts";
import { nameDetours } from "./names.ts";
import { postpone } from "./postponed.ts";
import { keepReachable } from "./reachable.ts";
import { registerLater } from "./registration.ts";
import type { Sides } from "./sides.ts";

/** One update of a plan. */
export interface Update {
  /** What there is after it. */
  readonly draft: Draft;
  /** How the permission sets change that do; undefined for those that have to wait. */
  readonly changes: ReadonlyMap<string, Change>;
  /** What keeps the update from being safe, whatever is left for later. */
  readonly obstacles: ReadonlySet<string>;
}

/**
 * The next update on the way: what is wanted, less what would give somebody too much while Pulumi's engine carries it
 * out. The engine makes and changes first, side by side but for dependencies, and deletes last; an assignment waits for
 * all policies of its set, a membership for none, and so does a registration.
 */
export function nextUpdate(sides: Sides, means: Means): Update {
  const { before, wanted } = sides;
  const draft = new Draft(wanted);
  for (const detour of nameDetours(before, wanted)) draft.take(detour);
  const changes = changesOf(sides, draft, means.hurry);
  for (const [permissionSet, change] of changes) {
    const from = before.contents.get(permissionSet) as SetContent;
    const accounts = sides.closedOf(permissionSet);
    if (change) {
      draft.change(permissionSet, change.to, change.isInterruption ? "interruption" : "steps");
    } else if (accounts.length > 0) draft.change(permissionSet, from, "closed", accounts);
    else if (sides.isHeldWhereDeregistered(permissionSet)) {
      draft.change(permissionSet, from, "registered");
    } else draft.change(permissionSet, from, "holders");
  }
  const drafting: Drafting = { sides, draft, changes, means, obstacles: new Set() };
  while (
    postpone(drafting) ||
    keepReachable(drafting) ||
    keepAdministered(drafting) ||
    registerLater(drafting)
  );
  return drafting;
}

import type { Drafting } from "./drafting.ts";
import { freeName } from "./names.ts";
import type { Holding } from "./reachable.ts";

/** Description of a group that there is only in between: by it the next update, and `npm run guard`, knows it again. */
export const IN_BETWEEN = "Made in between two updates: npm run up takes it away again";

import type { Sides } from "./sides.ts";

/**
 * Gives somebody in between, through a group of its own, what the configuration gives them through another group that
 * can't do so yet. @returns whether anything new
 */
export function bridge(
  { draft, sides }: Drafting,
  { person, permissionSet, account }: Pick<Holding, "person" | "permissionSet" | "account">,
): boolean {
  const { before, wanted } = sides;
  const group = [...wanted.members].find(
    ([key, members]) =>
      members.has(person) && wanted.entries.get(key)?.get(permissionSet)?.has(account),
  )?.[0];
  // Whoever is in a group that is made elsewhere can't be in another.
  if (group === undefined || person.startsWith("*")) return false;
  const stopgap = stopgapOf({ group, person, permissionSet, account }, sides);
  if (!draft.names.groups.has(stopgap)) {
    const taken = [before, wanted, draft].flatMap(({ names }) => [...names.groups.values()]);
    const name =
      before.names.groups.get(stopgap) ??
      freeName(
        wanted.names.groups.get(group) ?? group,
        new Set(taken.map((one) => one.toLowerCase())),
        "groups",
      );
    draft.names.groups.set(stopgap, name);
  }
  return draft.take({ kind: "stopgap", group, stopgap, person, permissionSet, account });
}

/**
 * Key of the group that is made in between for another: always the same, so that the next update finds it. One that is
 * there for something else, as after an update towards another configuration, is left alone: it can't change hands at once.
 */
function stopgapOf({ group, person, permissionSet, account }: Holding, sides: Sides): string {
  const { members, entries } = sides.before;
  for (let number = 2; ; number++) {
    const key = `${group}-${number}`;
    if (sides.wanted.members.has(key)) continue;
    const isFree = !members.has(key) && !entries.has(key);
    const isGiven = entries.get(key)?.get(permissionSet)?.has(account);
    if (isFree || (isGiven && members.get(key)?.has(person))) return key;
  }
}

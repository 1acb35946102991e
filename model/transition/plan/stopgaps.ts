import type { Drafting } from "./drafting.ts";
import { freeName } from "./names.ts";
import type { Holding } from "./reachable.ts";
import type { Situation } from "./situation.ts";

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
  const stopgap = stopgapOf(group, wanted);
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

/** Key of the group that is made in between for another: always the same, so that the next update finds it. */
function stopgapOf(group: string, { members }: Situation): string {
  for (let number = 2; ; number++) {
    const key = `${group}-${number}`;
    if (!members.has(key)) return key;
  }
}

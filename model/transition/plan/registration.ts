import type { Drafting } from "./drafting.ts";
import { heldDuring } from "./heldDuring.ts";
import { groupsOf } from "./situation.ts";

/**
 * Registers a delegated administrator's account only when nobody has more there than what is wanted: what goes goes at
 * the end of an update, and whoever had it would administer Identity Center until then. @returns whether anything new
 */
export function registerLater(drafting: Drafting): boolean {
  const { draft, sides } = drafting;
  const { before } = sides;
  const accounts = [...draft.delegates].filter((account) => !before.delegates.has(account));
  let more = false;
  for (const account of accounts) {
    for (const group of groupsOf(before, draft)) {
      const people = [before, draft].flatMap(({ members }) => [...(members.get(group) ?? [])]);
      const sets = [before, draft].flatMap(({ entries }) =>
        [...(entries.get(group) ?? [])].flatMap(([set, where]) => (where.has(account) ? set : [])),
      );
      for (const permissionSet of new Set(sets)) {
        const { ever } = heldDuring(permissionSet, drafting);
        for (const person of new Set(people)) {
          const given = { ...sides.given(person, permissionSet, account), before: false };
          if (sides.allow(permissionSet, given, ever)) continue;
          more = draft.take({ kind: "register", account, person, permissionSet }) || more;
        }
      }
    }
  }
  return more;
}

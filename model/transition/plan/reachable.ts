import type { Drafting } from "./drafting.ts";
import { Holders } from "./holders.ts";
import { bridge } from "./stopgaps.ts";

/** What somebody has by a group. */
export interface Holding {
  readonly group: string;
  readonly person: string;
  readonly permissionSet: string;
  readonly account: string;
}

/** Who has something now and keeps it has it after this update, too. @returns whether anything new */
export function keepReachable(drafting: Drafting): boolean {
  const { draft, sides, obstacles } = drafting;
  const now = sides.before;
  if (draft.isComplete) return false;
  const holders = new Holders(draft);
  let more = false;
  let missing: Holding | undefined;
  for (const [group, sets] of now.entries) {
    const after = draft.members.get(group);
    for (const [permissionSet, accounts] of sets) {
      const kept = draft.entries.get(group)?.get(permissionSet);
      const going = [...accounts].filter((account) => !kept?.has(account));
      for (const person of now.members.get(group) ?? []) {
        for (const account of after?.has(person) ? going : accounts) {
          if (!sides.given(person, permissionSet, account).wanted) continue;
          if (holders.has(person, permissionSet, account)) continue;
          missing = { group, person, permissionSet, account };
          more = (drafting.means.stopgaps ? bridge : keep)(drafting, missing) || more;
        }
      }
    }
  }
  if (missing && !more) {
    const { group, person, permissionSet, account } = missing;
    obstacles.add(
      `${person} would lose ${permissionSet} in ${account} for a while, since the group ${group} goes`,
    );
  }
  return more;
}

/** Leaves somebody what a group gives them. @returns whether anything new */
export function keep({ draft }: Drafting, { group, person, ...entry }: Holding): boolean {
  const isPossible =
    draft.members.has(group) &&
    draft.people.has(person) &&
    draft.permissionSets.has(entry.permissionSet);
  if (!isPossible) return false;
  const stay = draft.take({ kind: "stay", group, person });
  return draft.take({ kind: "keep", group, ...entry }) || stay;
}

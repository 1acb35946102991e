import type { AccessEntry } from "../../access/access.ts";
import { type AccessChange, accessChanges } from "../difference/accessChanges.ts";
import type { Side } from "../difference/side.ts";
import { addTo, type Situation } from "./situation.ts";

/** What one person gains or loses: a permission set in some accounts. */
export interface PersonalChange {
  /** Key of a person, or `*` and the key of a group that is made elsewhere. */
  readonly person: string;
  readonly permissionSet: string;
  /** Ids, sorted. */
  readonly accounts: readonly string[];
}

export interface Difference {
  readonly gained: readonly PersonalChange[];
  readonly lost: readonly PersonalChange[];
}

/** Who has more afterwards, and who less, by permission set and account, whatever the sets allow. Sorted. */
export function differenceBetween(before: Situation, after: Situation): Difference {
  const holders = { who: (person: string) => ({ kind: "person", person }) as const };
  const sides = { before: sideOf(before), after: sideOf(after), holders };
  const { gained, lost } = accessChanges(sides);
  return { gained: personal(gained), lost: personal(lost) };
}

/** A situation as one of two sides that are compared: no line ends, and who is in a group is known. */
function sideOf({ members, entries }: Situation): Side {
  const groupsOf = new Map<string, string[]>();
  for (const [group, people] of members) {
    if (!entries.has(group)) continue;
    for (const person of people) {
      const groups = groupsOf.get(person);
      if (groups) groups.push(group);
      else groupsOf.set(person, [group]);
    }
  }
  const groups = [...entries].map(([group, sets]) => {
    const given = [...sets].map(([permissionSet, accounts]) => {
      const byAccount = [...accounts].map((account): [string, AccessEntry] => [
        account,
        { group, permissionSet, account, lines: [] },
      ]);
      return [permissionSet, new Map(byAccount)] as const;
    });
    return [group, new Map(given)] as const;
  });
  return { groups: new Map(groups), groupsOf, unseen: new Map() };
}

/** Changes of many by person and permission set. */
function personal(changes: readonly AccessChange[]): PersonalChange[] {
  const all = new Map<string, Map<string, Set<string>>>();
  for (const { who, permissionSet, accounts } of changes) {
    for (const one of who) {
      if (one.kind !== "person") continue;
      const own = all.get(one.person) ?? new Map<string, Set<string>>();
      all.set(one.person, own);
      for (const account of accounts) addTo(own, permissionSet, account);
    }
  }
  return [...all].sort(byKey).flatMap(([person, sets]) =>
    [...sets].sort(byKey).map(([permissionSet, accounts]) => ({
      ...{ person, permissionSet },
      accounts: [...accounts].sort(),
    })),
  );
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

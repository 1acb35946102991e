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
  const people = peopleOf(touchedGroups(before, after), before, after);
  const had = held(before, people);
  const has = held(after, people);
  return { gained: beyond(has, had, people), lost: beyond(had, has, people) };
}

type Held = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** Accounts by person and permission set. */
function held({ members, entries }: Situation, people: ReadonlySet<string>): Held {
  const all = new Map<string, Map<string, Set<string>>>();
  for (const [group, persons] of members) {
    for (const person of persons) {
      if (!people.has(person)) continue;
      const own = all.get(person) ?? new Map<string, Set<string>>();
      all.set(person, own);
      for (const [set, accounts] of entries.get(group) ?? []) {
        for (const account of accounts) addTo(own, set, account);
      }
    }
  }
  return all;
}

function beyond(one: Held, other: Held, people: ReadonlySet<string>): PersonalChange[] {
  return [...people].sort().flatMap((person) =>
    [...(one.get(person) ?? [])].sort(byKey).flatMap(([permissionSet, accounts]) => {
      const others = other.get(person)?.get(permissionSet);
      const more = [...accounts].filter((account) => !others?.has(account)).sort();
      return more.length === 0 ? [] : [{ person, permissionSet, accounts: more }];
    }),
  );
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** Groups with other members or entries than before. */
function touchedGroups(before: Situation, after: Situation): string[] {
  const groups = new Set(
    [before, after].flatMap(({ members, entries }) => [...members.keys(), ...entries.keys()]),
  );
  return [...groups].filter((group) => textOf(before, group) !== textOf(after, group));
}

function textOf({ members, entries }: Situation, group: string): string {
  const sets = [...(entries.get(group) ?? [])]
    .filter(([, accounts]) => accounts.size > 0)
    .map(([set, accounts]) => [set, [...accounts].sort()] as const);
  return JSON.stringify([[...(members.get(group) ?? [])].sort(), sets.sort(byKey)]);
}

function peopleOf(groups: readonly string[], ...situations: readonly Situation[]): Set<string> {
  return new Set(
    situations.flatMap(({ members }) => groups.flatMap((group) => [...(members.get(group) ?? [])])),
  );
}

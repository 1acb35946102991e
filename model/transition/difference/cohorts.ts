import type { Given, Side } from "./side.ts";

/** Holders who are in the same groups before, and in the same after. */
export interface Cohort {
  readonly ids: readonly string[];
  /** Ids of the groups that give them something, before and after. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What may change for them: accounts by permission set. */
  readonly open: Triples;
}

/** Accounts by permission set. */
export type Triples = ReadonlyMap<string, ReadonlySet<string>>;

/** All holders of two sides: those in the same groups needn't be looked at one by one. */
export function cohorts(before: Side, after: Side): Cohort[] {
  const ids = new Map<string, string[]>();
  for (const id of new Set([...after.groupsOf.keys(), ...before.groupsOf.keys()])) {
    const key = JSON.stringify([before.groupsOf.get(id) ?? [], after.groupsOf.get(id) ?? []]);
    const known = ids.get(key);
    if (known) known.push(id);
    else ids.set(key, [id]);
  }
  const changes = changesByGroup(before, after);
  return [...ids].map(([key, alike]) => {
    const [from, to] = JSON.parse(key) as [string[], string[]];
    const [was, is] = [new Set(from), new Set(to)];
    const parts = [...new Set([...from, ...to])].map((id) => {
      if (was.has(id) && is.has(id)) return changes.get(id);
      return (is.has(id) ? after : before).groups.get(id);
    });
    return { ids: alike, from, to, open: triplesIn(parts) };
  });
}

/** What each group that is on both sides gives on one of them only, or until another day. */
function changesByGroup(before: Side, after: Side): ReadonlyMap<string, Triples> {
  return new Map(
    [...after.groups].map(([id, given]) => {
      const former = before.groups.get(id) ?? new Map();
      return [id, triplesIn([unlike(given, former), unlike(former, given)])];
    }),
  );
}

function unlike(some: Given, others: Given): Triples {
  const sets = [...some].map(([set, accounts]): [string, Set<string>] => {
    const other = others.get(set);
    const ids = [...accounts].filter(([id, { until }]) => {
      const same = other?.get(id);
      return !same || same.until !== until;
    });
    return [set, new Set(ids.map(([id]) => id))];
  });
  return new Map(sets.filter(([, ids]) => ids.size > 0));
}

function triplesIn(parts: readonly (Triples | Given | undefined)[]): Triples {
  const all = new Map<string, Set<string>>();
  for (const [set, accounts] of parts.flatMap((part) => (part ? [...part] : []))) {
    const known = all.get(set) ?? new Set();
    for (const account of accounts.keys()) known.add(account);
    all.set(set, known);
  }
  return all;
}

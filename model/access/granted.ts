import { type Problem, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import { type AccessEntry, entriesOf, type GroupAccess } from "./access.ts";
import type { LineMeaning } from "./line.ts";

/** What a group's lines grant together: each permission set in each account once. */
export function grantedBy(group: string, lines: readonly LineMeaning[]): GroupAccess {
  const sets = new Map<string, Map<string, AccessEntry>>();
  for (const { permissionSet, accounts, path, until } of lines) {
    if (accounts.length === 0) continue;
    const entries = sets.get(permissionSet) ?? new Map<string, AccessEntry>();
    sets.set(permissionSet, entries);
    for (const account of accounts) {
      const earlier = entries.get(account);
      if (earlier) extend(earlier, path, until);
      else entries.set(account, { group, permissionSet, account, lines: [path], ...end(until) });
    }
  }
  return new Map(sorted(sets).map(([set, entries]) => [set, new Map(sorted(entries))]));
}

/** The entry lasts as long as its longest line. */
function extend(entry: AccessEntry, path: string, until: string | undefined): void {
  entry.lines.push(path);
  if (until === undefined) delete entry.until;
  else if (entry.until !== undefined && until > entry.until) entry.until = until;
}

function end(until: string | undefined): { until?: string } {
  return until === undefined ? {} : { until };
}

function sorted<Value>(values: ReadonlyMap<string, Value>): [string, Value][] {
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** One warning for each line that grants something which earlier lines of its group grant too. */
export function overlapProblems(group: GroupAccess): Problem[] {
  const overlaps = new Map<string, { earlier: Set<string>; accounts: string[]; set: string }>();
  for (const { lines, account, permissionSet } of entriesOf(group)) {
    lines.slice(1).forEach((line, index) => {
      const overlap = overlaps.get(line) ?? {
        earlier: new Set(),
        accounts: [],
        set: permissionSet,
      };
      for (const path of lines.slice(0, index + 1)) overlap.earlier.add(path);
      overlap.accounts.push(account);
      overlaps.set(line, overlap);
    });
  }
  return [...overlaps].map(([line, { earlier, accounts, set }]) => {
    const others = firstFew([...earlier]);
    return warning(
      line,
      `gives ${set} in ${firstFew(accounts)}, as ${others} does already; the latest of their last days counts: remove one of the lines, or narrow it`,
    );
  });
}

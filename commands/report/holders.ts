import type { Access, AccessEntry } from "../../model/access/access.ts";
import { shown } from "../../model/problems/shown.ts";
import type { Members } from "./members.ts";

/** Entries by who has them: people; those of a group whose members aren't known are one row, named after it. */
export type Holders = ReadonlyMap<string, readonly AccessEntry[]>;

/** Who reaches anything, by name. */
export function holders(members: Members, entries: readonly AccessEntry[]): Holders {
  const rows = new Map<string, AccessEntry[]>();
  for (const entry of entries) {
    for (const who of members.of(entry.group)) {
      const row = rows.get(who);
      if (row) row.push(entry);
      else rows.set(who, [entry]);
    }
  }
  return new Map([...rows].sort(([one], [other]) => byName(one, other)));
}

/** Name of an account, or its id where it has none. */
export function accountName(access: Access, id: string): string {
  return shown(access.accounts.get(id)?.name ?? id);
}

export function byName(one: string, other: string): number {
  return one.localeCompare(other, "en");
}

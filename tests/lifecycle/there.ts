import { isDeepStrictEqual } from "node:util";
import type { JournalEntry } from "../../sandbox/world/journal.ts";
import type { TableName } from "../../sandbox/world/tables.ts";

/** What a sandbox notes for itself: nothing that AWS has. */
const NOTES: readonly TableName[] = ["ended", "existing", "generations", "own", "running"];

/** What AWS has, such as `groups 0123…`: the row by its table and key. */
export type There = ReadonlyMap<string, unknown>;

/** What AWS has after these calls. */
export function there(journal: readonly Pick<JournalEntry, "changes">[]): There {
  const rows = new Map<string, unknown>();
  for (const { changes } of journal) {
    for (const [table, key, value] of changes) {
      if (NOTES.includes(table)) continue;
      if (value === null || isEmpty(table, value)) rows.delete(`${table} ${key}`);
      else rows.set(`${table} ${key}`, value);
    }
  }
  return rows;
}

/** Rows of nothing: contacts that were all deleted, a Region that is removed. */
function isEmpty(table: TableName, value: unknown): boolean {
  if (table === "contacts") return Object.values(value as object).every((one) => one === undefined);
  return table === "instanceRegions" && (value as { status: string }).status === "REMOVING";
}

/** Rows that one has and the other hasn't, or has otherwise, such as `+ users 0123…`. */
export function differences(before: There, after: There): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    if (isDeepStrictEqual(before.get(key), after.get(key))) return [];
    if (!before.has(key)) return [`+ ${key}`];
    return [after.has(key) ? `~ ${key}` : `- ${key}`];
  });
}

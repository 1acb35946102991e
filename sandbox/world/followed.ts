import { isSame, merged } from "./merged.ts";
import type { State, TableName, Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

/** Tables that follow the organization file whenever it is edited; the others only start with it. */
export const followed = [
  "organization",
  "accounts",
  "organizationalUnits",
  "customerManagedPolicies",
  "instances",
  "keys",
  "organizationPolicies",
  "rootUsers",
  "iamUsers",
  "passwordPolicies",
  "trails",
  "analyzers",
  "contacts",
  "givenRecords",
  "applications",
] as const satisfies readonly TableName[];

type Followed = (typeof followed)[number];

/** Changes a row by a call: from then on the organization file decides about it only where it says something else than now. */
export function putOwn<T extends Followed>(
  tx: Transaction,
  table: T,
  key: string,
  value: Tables[T],
): void {
  own(tx, table, key);
  tx.put(table, key, value);
}

/** As {@link putOwn}: a row that a call removed doesn't come back, unless the file says it anew. */
export function removeOwn(tx: Transaction, table: Followed, key: string): void {
  own(tx, table, key);
  tx.remove(table, key);
}

/** Until then the row was what the file says. */
function own(tx: Transaction, table: Followed, key: string): void {
  const name = `${table}|${key}`;
  if (tx.get("own", name) === undefined) tx.put("own", name, { said: saidOf(tx.get(table, key)) });
}

/** What of a row the organization file says: the ids of units are the world's. */
function saidOf(row: Tables[Followed] | undefined): unknown {
  if (row === undefined) return null;
  if (!("path" in row && "parent" in row)) return row;
  const { id: _, ...said } = row;
  return said;
}

type Rows = { readonly [T in TableName]?: ReadonlyMap<string, Tables[T]> };

/** Has AWS as the organization file says, which may have been edited: as a whole, but for what calls changed meanwhile. */
export function follow(tx: Transaction, state: State, rows: Rows): void {
  for (const table of followed) {
    const wanted = (rows[table] ?? new Map()) as ReadonlyMap<string, Tables[typeof table]>;
    for (const key of state.keys(table)) {
      if (!wanted.has(key) && !isOwn(tx, table, key)) tx.remove(table, key);
    }
    for (const [key, value] of wanted) {
      if (isOwn(tx, table, key)) continue;
      if (!isSame(tx.get(table, key), value)) tx.put(table, key, value);
    }
    for (const name of state.keys("own")) {
      if (name.startsWith(`${table}|`)) followOwn(tx, table, name, wanted);
    }
  }
}

/** Whether a call made, changed or removed a row. */
export function isOwn(tx: Transaction, table: Followed, key: string): boolean {
  return tx.get("own", `${table}|${key}`) !== undefined;
}

/** Of what calls changed, what the file says differently than before. */
function followOwn<T extends Followed>(
  tx: Transaction,
  table: T,
  name: string,
  rows: ReadonlyMap<string, Tables[T]>,
): void {
  const key = name.slice(table.length + 1);
  const wanted = rows.get(key);
  const said = saidOf(wanted);
  const before = tx.get("own", name)?.said;
  if (isSame(before, said)) return;
  tx.put("own", name, { said });
  // An earlier version didn't note what the file said.
  if (before === undefined) return;
  const now = tx.get(table, key);
  if (wanted === undefined) tx.remove(table, key);
  else tx.put(table, key, (now ? merged(now, before, wanted) : wanted) as Tables[T]);
}

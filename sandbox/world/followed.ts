import type { TableName, Tables } from "./tables.ts";
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

/** Changes a row by a call: from then on the organization file doesn't decide about it. */
export function putOwn<T extends Followed>(
  tx: Transaction,
  table: T,
  key: string,
  value: Tables[T],
): void {
  tx.put(table, key, value);
  tx.put("own", `${table}|${key}`, {});
}

/** As {@link putOwn}: a row that a call removed doesn't come back. */
export function removeOwn(tx: Transaction, table: Followed, key: string): void {
  tx.remove(table, key);
  tx.put("own", `${table}|${key}`, {});
}

export function isOwn(tx: Transaction, table: Followed, key: string): boolean {
  return tx.get("own", `${table}|${key}`) !== undefined;
}

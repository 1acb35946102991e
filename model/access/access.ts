import type { Account } from "./organization.ts";

/** One entry of the relation: a group gets a permission set in an account. */
export interface AccessEntry {
  /** Key of the group. */
  group: string;
  /** Key of the permission set. */
  permissionSet: string;
  /** 12 digits. */
  account: string;
  /** Paths of the lines that gave it, such as `access:groups.engineers.access[0]`. */
  lines: string[];
  /** Last day (UTC), YYYY-MM-DD, on which any of the lines grants it. Absent when one of them has no end. */
  until?: string;
}

/** Who gets what where: sorted by group, permission set and account, each combination once. */
export interface Access {
  entries: AccessEntry[];
  /** All accounts of the organization by id, also those that can't be reached. */
  accounts: ReadonlyMap<string, Account>;
  managementAccountId: string;
}

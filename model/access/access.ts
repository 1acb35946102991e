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

/** What a group gets: entries by permission set and account id, both sorted. No permission set is without an account. */
export type GroupAccess = ReadonlyMap<string, ReadonlyMap<string, AccessEntry>>;

/** Who gets what where, each combination of group, permission set and account once. */
export class Access {
  /** By group, sorted. Groups that get nothing are left out. */
  readonly groups: ReadonlyMap<string, GroupAccess>;
  /** The same one by one: sorted by group, permission set and account. */
  readonly entries: readonly AccessEntry[];
  /** All accounts of the organization by id, also those that can't be reached. */
  readonly accounts: ReadonlyMap<string, Account>;
  readonly managementAccountId: string;
  /** Where administrators of this stack work: the management account, or that of the delegated administrator whose stack it is. */
  readonly administrationAccountId: string;
  /** The account that this stack registers as delegated administrator, if any. */
  readonly registeredId: string | undefined;

  constructor(
    groups: ReadonlyMap<string, GroupAccess>,
    accounts: ReadonlyMap<string, Account>,
    managementAccountId: string,
    administrationAccountId = managementAccountId,
    registeredId?: string,
  ) {
    this.groups = groups;
    this.entries = [...groups.values()].flatMap(entriesOf);
    this.accounts = accounts;
    this.managementAccountId = managementAccountId;
    this.administrationAccountId = administrationAccountId;
    this.registeredId = registeredId;
  }
}

/** The entries of a group one by one. */
export function entriesOf(group: GroupAccess): AccessEntry[] {
  return [...group.values()].flatMap((accounts) => [...accounts.values()]);
}

import { Access, type AccessEntry, type GroupAccess } from "../../model/access/access.ts";
import type { Account } from "../../model/access/organization.ts";

/** Access of these entries, grouped in the order in which they come. */
export function accessOf(
  entries: readonly AccessEntry[],
  accounts: ReadonlyMap<string, Account> = new Map(),
): Access {
  const groups = new Map<string, Map<string, Map<string, AccessEntry>>>();
  for (const entry of entries) {
    const sets: Map<string, Map<string, AccessEntry>> = groups.get(entry.group) ?? new Map();
    const byAccount: Map<string, AccessEntry> = sets.get(entry.permissionSet) ?? new Map();
    groups.set(entry.group, sets);
    sets.set(entry.permissionSet, byAccount);
    byAccount.set(entry.account, entry);
  }
  return new Access(groups satisfies ReadonlyMap<string, GroupAccess>, accounts, "000000000001");
}

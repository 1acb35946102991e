import type { OrganizationSnapshot } from "../organizationSnapshot.ts";
import { assignmentKey } from "./accountAssignments.ts";
import { sameText } from "./identityStore.ts";
import type { Transaction } from "./transaction.ts";

/**
 * What somebody else deleted, in the console or by an identity provider: each entry of the organization file acts once,
 * when it first appears there.
 */
export function deleteMeanwhile(tx: Transaction, { deleted }: OrganizationSnapshot): void {
  for (const name of unseen(tx, "group", deleted.groups)) {
    const group = tx.rows("groups").find((one) => sameText(one.name, name));
    if (group) removePrincipal(tx, "groups", group.id);
  }
  for (const name of unseen(tx, "person", deleted.people)) {
    const user = tx.rows("users").find((one) => sameText(one.userName, name));
    if (user) removePrincipal(tx, "users", user.id);
  }
  for (const name of unseen(tx, "permission set", deleted.permissionSets)) {
    const set = tx.rows("permissionSets").find((one) => one.name === name);
    if (set) removePermissionSet(tx, set.arn);
  }
}

/** Names that weren't in the file before. */
function unseen(tx: Transaction, kind: string, names: readonly string[]): string[] {
  const key = `deleted ${kind}`;
  const before = tx.get("deletions", key)?.names ?? [];
  if (JSON.stringify(before) !== JSON.stringify(names)) tx.put("deletions", key, { names });
  return names.filter((name) => !before.includes(name));
}

/** Memberships go with it; account assignments stay. */
function removePrincipal(tx: Transaction, table: "groups" | "users", id: string): void {
  tx.remove(table, id);
  for (const one of tx.rows("memberships")) {
    if (one.groupId === id || one.userId === id) tx.remove("memberships", one.id);
  }
}

/** Whoever deletes a permission set in the console removes its assignments first, and with them the roles. */
function removePermissionSet(tx: Transaction, arn: string): void {
  for (const one of tx.rows("assignments")) {
    if (one.permissionSetArn === arn) tx.remove("assignments", assignmentKey(one));
  }
  for (const { account } of tx.rows("provisioned", `${arn}|`))
    tx.remove("provisioned", `${arn}|${account}`);
  tx.remove("permissionSets", arn);
}

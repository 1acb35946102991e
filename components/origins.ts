import type { Access } from "../model/access.ts";
import { pathOf } from "../model/path.ts";

/** Where the stack file says what a resource was made from, by the resource's name. */
const origins = new Map<string, string>();
/** Names of accounts by id. */
const accounts = new Map<string, string>();

/** Remembers for messages about failed resources which lines they come from. */
export function rememberOrigins({ entries, accounts: byId }: Access): void {
  origins.clear();
  accounts.clear();
  for (const { group, permissionSet, account, lines } of entries) {
    origins.set(`${group}/${permissionSet}/${account}`, lines.join(", "));
  }
  for (const [id, { name }] of byId) accounts.set(id, name);
}

/** Path in the configuration that a resource comes from, such as `access:groups.engineers.access[0]`. */
export function originOf(type: string, name: string): string | undefined {
  const kind = type.split(":").at(-1) ?? "";
  if (kind === "AccountAssignment") return origins.get(name);
  const [first = "", second = ""] = name.split("/");
  if (kind === "User") return pathOf("access:people", second);
  if (kind === "Group") return pathOf("access:groups", first);
  if (kind === "GroupMembership") return pathOf("access:groups", first, "members");
  if (kind === "InstanceAccessControlAttributes") return "access:identityCenter.attributes";
  const part = PARTS.find(([ending]) => kind.startsWith(ending));
  if (!part) return undefined;
  const [, suffix, key] = part;
  const set = suffix === "" ? name : name.slice(0, -suffix.length);
  return pathOf("access:permissionSets", set, ...(key === "" ? [] : [key]));
}

export function accountName(id: string): string | undefined {
  return accounts.get(id);
}

/** Parts of a permission set: kind of resource, what follows the set's key in its name, and where it is written. */
const PARTS = [
  ["PermissionSetInlinePolicy", "-inline", "inlinePolicy"],
  ["PermissionsBoundaryAttachment", "-boundary", "permissionsBoundary"],
  ["CustomerManagedPolicyAttachmentsExclusive", "-customer-managed", "customerManagedPolicies"],
  ["ManagedPolicyAttachmentsExclusive", "-managed", "managedPolicies"],
  ["PermissionSet", "", ""],
] as const;

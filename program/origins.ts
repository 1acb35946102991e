import type { Access } from "../model/access/access.ts";
import { Places } from "../model/files/places.ts";
import { pathOf } from "../model/problems/path.ts";
import type { Configuration } from "../model/schema/configuration.ts";

/** Paths in the configuration that memberships and assignments were made from, by the resource's name. */
const origins = new Map<string, readonly string[]>();
/** Names of accounts by id. */
const accounts = new Map<string, string>();
let places = new Places();

/** Remembers for messages about failed resources which lines they come from. */
export function rememberOrigins(
  { entries, accounts: byId }: Access,
  { groups }: Pick<Configuration, "groups">,
  where: Places,
): void {
  origins.clear();
  accounts.clear();
  places = where;
  for (const [group, { members }] of Object.entries(groups)) {
    for (const [index, person] of members.entries()) {
      origins.set(`${group}/${person}`, [pathOf("access:groups", group, "members", index)]);
    }
  }
  for (const { group, permissionSet, account, lines } of entries) {
    origins.set(`${group}/${permissionSet}/${account}`, lines);
  }
  for (const [id, { name }] of byId) accounts.set(id, name);
}

/**
 * Where the configuration says what a resource was made from: `access:groups.engineers.access[0], Pulumi.dev.yaml:41`,
 * without file and line where they aren't known.
 */
export function originOf(type: string, name: string): string | undefined {
  const found = pathsOf(type, name).map((path) => {
    const place = places.of(path);
    return place === undefined ? path : `${path}, ${place}`;
  });
  return found.length === 0 ? undefined : found.join("; ");
}

function pathsOf(type: string, name: string): readonly string[] {
  const kind = type.split(":").at(-1) ?? "";
  if (kind === "AccountAssignment" || kind === "GroupMembership") return origins.get(name) ?? [];
  if (kind === "User") return [pathOf("access:people", name.slice(name.indexOf("/") + 1))];
  if (kind === "Group") return [pathOf("access:groups", name)];
  if (kind === "InstanceAccessControlAttributes") return ["access:identityCenter.attributes"];
  const part = PARTS.find(([ending]) => kind.startsWith(ending));
  if (!part) return [];
  const [, suffix, key] = part;
  const set = suffix === "" ? name : name.slice(0, -suffix.length);
  return [pathOf("access:permissionSets", set, ...(key === "" ? [] : [key]))];
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

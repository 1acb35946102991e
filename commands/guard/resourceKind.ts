/** What of Identity Center a resource is. */
export type Kind = "person" | "group" | "membership" | "permission-set" | "part" | "assignment";

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["aws:identitystore:User", "person"],
  ["aws:identitystore:Group", "group"],
  ["aws:identitystore:GroupMembership", "membership"],
  ["aws:ssoadmin:PermissionSet", "permission-set"],
  ["aws:ssoadmin:PermissionSetInlinePolicy", "part"],
  ["aws:ssoadmin:ManagedPolicyAttachment", "part"],
  ["aws:ssoadmin:ManagedPolicyAttachmentsExclusive", "part"],
  ["aws:ssoadmin:CustomerManagedPolicyAttachment", "part"],
  ["aws:ssoadmin:CustomerManagedPolicyAttachmentsExclusive", "part"],
  ["aws:ssoadmin:PermissionsBoundaryAttachment", "part"],
  ["aws:ssoadmin:AccountAssignment", "assignment"],
  ["aws-native:identitystore:Group", "group"],
  ["aws-native:identitystore:GroupMembership", "membership"],
  ["aws-native:sso:PermissionSet", "permission-set"],
  ["aws-native:sso:Assignment", "assignment"],
]);

/** This project's components, which mark administrators and know the management account. */
export const ACCESS_GROUP = "identity-center:index:AccessGroup";
export const IDENTITY_CENTER = "identity-center:index:IdentityCenter";

/** Package, module and name: `aws:ssoadmin/permissionSet:PermissionSet` and `aws:ssoadmin:PermissionSet` are the same. */
const TOKEN = /^([^:]+):([^:/]*)(?:\/[^:]*)?:(.+)$/;

/** Undefined for what isn't of Identity Center. */
export function kindOf(type: string): Kind | undefined {
  const [, pkg, module, name] = TOKEN.exec(type) ?? [];
  return KINDS.get(`${pkg}:${module}:${name}`);
}

/** The type as @pulumi/aws writes it in full. */
export function fullType(type: string): string {
  const [, pkg, module, name = ""] = TOKEN.exec(type) ?? [];
  if (pkg !== "aws" || kindOf(type) === undefined) return type;
  return `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}

/** `aws:s3/bucket:Bucket` → `Bucket`. */
export function shortType(type: string): string {
  return type.split(":").at(-1) ?? type;
}

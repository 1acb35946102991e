export const COMPONENT = "identity-center:index:IdentityCenter";

export const PERMISSION_SET = "aws:ssoadmin/permissionSet:PermissionSet";
export const ACCOUNT_ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";
export const MANAGED_POLICY = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment";
export const MANAGED_POLICIES =
  "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive";
export const CUSTOMER_POLICY =
  "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment";
export const CUSTOMER_POLICIES =
  "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive";
export const INLINE_POLICY = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";
export const BOUNDARY = "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment";

/** Everything that changes what a permission set allows. */
export const POLICY_TYPES: readonly string[] = [
  MANAGED_POLICY,
  MANAGED_POLICIES,
  CUSTOMER_POLICY,
  CUSTOMER_POLICIES,
  INLINE_POLICY,
  BOUNDARY,
];

export const GROUP = "aws:identitystore/group:Group";
export const GROUP_MEMBERSHIP = "aws:identitystore/groupMembership:GroupMembership";

/** Whether a resource is part of Identity Center or its directory. */
export function isIdentityCenter(type: string): boolean {
  return type.startsWith("aws:ssoadmin/") || type.startsWith("aws:identitystore/");
}

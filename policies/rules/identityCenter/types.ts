/** What this project's component registers: the instance, its Region, the management account. */
export const COMPONENT = "identity-center:index:IdentityCenter";

export const ACCOUNT_ASSIGNMENTS: readonly string[] = [
  "aws:ssoadmin/accountAssignment:AccountAssignment",
  "AWS::SSO::Assignment",
];

export const APPLICATION_ASSIGNMENTS: readonly string[] = [
  "aws:ssoadmin/applicationAssignment:ApplicationAssignment",
  "AWS::SSO::ApplicationAssignment",
];

export const GROUPS: readonly string[] = [
  "aws:identitystore/group:Group",
  "AWS::IdentityStore::Group",
];

export const GROUP_MEMBERSHIPS: readonly string[] = [
  "aws:identitystore/groupMembership:GroupMembership",
  "AWS::IdentityStore::GroupMembership",
];

/** Whether a Pulumi resource is part of Identity Center or its directory. */
export function isIdentityCenter(type: string): boolean {
  return /^(aws:(ssoadmin|identitystore)\/|aws-native:(sso|identitystore):)/.test(type);
}

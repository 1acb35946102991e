import { awsManagedPolicies } from "./awsManagedPolicies.ts";

/** AWS managed policies that let their holder do anything in an account, or grant it to itself, by what they allow. */
export const ADMINISTER_ACCOUNT: readonly string[] = [
  "AdministratorAccess",
  "AdministratorAccess-Amplify",
  "IAMFullAccess",
];

/** The same for everybody's access in Identity Center: by assignments, by entitlements, or by putting oneself into a group. */
export const ADMINISTER_CENTER: readonly string[] = [
  "AWSManagedAccountUserEntitlementAccess",
  "AWSManagedSettingsAdminAccess",
  "AWSSSODirectoryAdministrator",
  "AWSSSOMasterAccountAdministrator",
  "AWSSSOMemberAccountAdministrator",
];

/**
 * AWS managed policies with all that repairs everybody's access, in the management account, too: there an assignment needs
 * some of IAM, which PowerUserAccess leaves out.
 */
export const REPAIR_CENTER: readonly string[] = [
  "AWSSSOMasterAccountAdministrator",
  "AWSSSOMemberAccountAdministrator",
  "AdministratorAccess",
];

const ADMINISTRATORS: ReadonlySet<string> = new Set([...ADMINISTER_ACCOUNT, ...ADMINISTER_CENTER]);

/** Whether an AWS managed policy makes administrators, of an account or of Identity Center. */
export function makesAdministrator(name: string): boolean {
  return ADMINISTRATORS.has(name);
}

/** Whether an AWS managed policy leaves nobody an administrator when it is the boundary. Not known of one that AWS made since. */
export function isNarrow(name: string): boolean {
  return awsManagedPolicies.has(name) && !ADMINISTRATORS.has(name);
}

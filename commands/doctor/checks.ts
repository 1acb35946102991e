import type { Check } from "./check.ts";
import { administrators } from "./checks/administrators.ts";
import { allFeatures } from "./checks/all-features.ts";
import { alternateContacts } from "./checks/alternate-contacts.ts";
import { centralRootAccess } from "./checks/central-root-access.ts";
import { configRecorder } from "./checks/config-recorder.ts";
import { controlPolicies } from "./checks/control-policies.ts";
import { delegatedAdministrator } from "./checks/delegated-administrator.ts";
import { externalAccessAnalyzer } from "./checks/external-access-analyzer.ts";
import { groupsWithMembers } from "./checks/groups-with-members.ts";
import { iamAccessKeysFresh } from "./checks/iam-access-keys-fresh.ts";
import { iamMfa } from "./checks/iam-mfa.ts";
import { iamNoAccessKeys } from "./checks/iam-no-access-keys.ts";
import { iamNoPasswords } from "./checks/iam-no-passwords.ts";
import { iamPasswordPolicy } from "./checks/iam-password-policy.ts";
import { identityCenterInstance } from "./checks/identity-center-instance.ts";
import { identityCenterKey } from "./checks/identity-center-key.ts";
import { identityCenterPermissionSets } from "./checks/identity-center-permission-sets.ts";
import { identityCenterRegions } from "./checks/identity-center-regions.ts";
import { identityCenterTrusted } from "./checks/identity-center-trusted.ts";
import { managementAccountSets } from "./checks/management-account-sets.ts";
import { memberRootCredentials } from "./checks/member-root-credentials.ts";
import { memberRootDenied } from "./checks/member-root-denied.ts";
import { mfaAttested } from "./checks/mfa-attested.ts";
import { noDirectAssignments } from "./checks/no-direct-assignments.ts";
import { organizationTrail } from "./checks/organization-trail.ts";
import { peopleInGroups } from "./checks/people-in-groups.ts";
import { portal } from "./checks/portal.ts";
import { rootMfa } from "./checks/root-mfa.ts";
import { rootNoAccessKeys } from "./checks/root-no-access-keys.ts";
import { rootNotUsed } from "./checks/root-not-used.ts";
import { setsAssigned } from "./checks/sets-assigned.ts";
import { setsProvisioned } from "./checks/sets-provisioned.ts";
import { trailValidation } from "./checks/trail-validation.ts";
import { unusedAccessAnalyzer } from "./checks/unused-access-analyzer.ts";

/** All checks, in the order in which they are told. */
export const checks: readonly Check[] = [
  rootNotUsed,
  rootMfa,
  rootNoAccessKeys,
  centralRootAccess,
  memberRootCredentials,
  memberRootDenied,
  iamNoPasswords,
  iamMfa,
  iamNoAccessKeys,
  iamAccessKeysFresh,
  iamPasswordPolicy,
  identityCenterInstance,
  identityCenterPermissionSets,
  identityCenterKey,
  identityCenterRegions,
  identityCenterTrusted,
  delegatedAdministrator,
  mfaAttested,
  portal,
  administrators,
  managementAccountSets,
  noDirectAssignments,
  groupsWithMembers,
  peopleInGroups,
  setsAssigned,
  setsProvisioned,
  allFeatures,
  controlPolicies,
  organizationTrail,
  trailValidation,
  externalAccessAnalyzer,
  unusedAccessAnalyzer,
  configRecorder,
  alternateContacts,
];

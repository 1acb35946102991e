import type { Rule } from "./rule.ts";
import { accountAccessAnalyzer } from "./rules/accountHygiene/account-access-analyzer.ts";
import { accountAlternateContacts } from "./rules/accountHygiene/account-alternate-contacts.ts";
import { accountPasswordPolicy } from "./rules/accountHygiene/account-password-policy.ts";
import { emergencyAccessDrilled } from "./rules/accountHygiene/emergency-access-drilled.ts";
import { iamNoConflictingAttachments } from "./rules/accountHygiene/iam-no-conflicting-attachments.ts";
import { iamNoConflictingMemberships } from "./rules/accountHygiene/iam-no-conflicting-memberships.ts";
import { iamNoDeprecatedResources } from "./rules/accountHygiene/iam-no-deprecated-resources.ts";
import { iamPoliciesThroughGroups } from "./rules/accountHygiene/iam-policies-through-groups.ts";
import { policyGrammar } from "./rules/accountHygiene/policy-grammar.ts";
import { policyKnownActions } from "./rules/accountHygiene/policy-known-actions.ts";
import { policySize } from "./rules/accountHygiene/policy-size.ts";
import { identityCenterAdministrationByNamedSets } from "./rules/identityCenter/identity-center-administration-by-named-sets.ts";
import { identityCenterAttachmentsNotMixed } from "./rules/identityCenter/identity-center-attachments-not-mixed.ts";
import { identityCenterBoundaryOnPrivilegedSets } from "./rules/identityCenter/identity-center-boundary-on-privileged-sets.ts";
import { identityCenterEntriesNotExpired } from "./rules/identityCenter/identity-center-entries-not-expired.ts";
import { identityCenterGroupsOnly } from "./rules/identityCenter/identity-center-groups-only.ts";
import { identityCenterLastAdministrator } from "./rules/identityCenter/identity-center-last-administrator.ts";
import { identityCenterPoliciesBeforeAssignments } from "./rules/identityCenter/identity-center-policies-before-assignments.ts";
import { identityCenterPolicyLimits } from "./rules/identityCenter/identity-center-policy-limits.ts";
import { identityCenterRegionPinned } from "./rules/identityCenter/identity-center-region-pinned.ts";
import { identityCenterSessionDuration } from "./rules/identityCenter/identity-center-session-duration.ts";
import { iamBoundaryRequired } from "./rules/leastPrivilege/iam-boundary-required.ts";
import { iamNoAdministratorPolicies } from "./rules/leastPrivilege/iam-no-administrator-policies.ts";
import { iamNoAllowExcept } from "./rules/leastPrivilege/iam-no-allow-except.ts";
import { iamNoCredentialExposure } from "./rules/leastPrivilege/iam-no-credential-exposure.ts";
import { iamNoDataExposure } from "./rules/leastPrivilege/iam-no-data-exposure.ts";
import { iamNoFullServiceAccess } from "./rules/leastPrivilege/iam-no-full-service-access.ts";
import { iamNoPrivilegeEscalation } from "./rules/leastPrivilege/iam-no-privilege-escalation.ts";
import { iamPassRoleNarrowed } from "./rules/leastPrivilege/iam-pass-role-narrowed.ts";
import { iamResourceStar } from "./rules/leastPrivilege/iam-resource-star.ts";
import { cognitoMfaRequired } from "./rules/mfa/cognito-mfa-required.ts";
import { iamMfaConditionsWork } from "./rules/mfa/iam-mfa-conditions-work.ts";
import { iamTrustRequiresMfa } from "./rules/mfa/iam-trust-requires-mfa.ts";
import { iamUsersDeniedWithoutMfa } from "./rules/mfa/iam-users-denied-without-mfa.ts";
import { identityCenterMfaAttested } from "./rules/mfa/identity-center-mfa-attested.ts";
import { iamNoRootAccessKeys } from "./rules/root/iam-no-root-access-keys.ts";
import { organizationsRootAccessCentral } from "./rules/root/organizations-root-access-central.ts";
import { organizationsRootDenied } from "./rules/root/organizations-root-denied.ts";
import { providerNoStaticKeys } from "./rules/root/provider-no-static-keys.ts";
import { rootActivityAlarmed } from "./rules/root/root-activity-alarmed.ts";
import { iamRoleSessionDuration } from "./rules/trust/iam-role-session-duration.ts";
import { iamTrustNoAnyone } from "./rules/trust/iam-trust-no-anyone.ts";
import { iamTrustOidcPinned } from "./rules/trust/iam-trust-oidc-pinned.ts";
import { iamTrustOtherAccounts } from "./rules/trust/iam-trust-other-accounts.ts";
import { iamTrustServiceSource } from "./rules/trust/iam-trust-service-source.ts";
import { resourcePolicyNoAnyone } from "./rules/trust/resource-policy-no-anyone.ts";
import { resourcePolicyServiceSource } from "./rules/trust/resource-policy-service-source.ts";
import { iamAccessKeyFlows } from "./rules/users/iam-access-key-flows.ts";
import { iamAccessKeySecretProtected } from "./rules/users/iam-access-key-secret-protected.ts";
import { iamNoUsers } from "./rules/users/iam-no-users.ts";

/** Rules that belong together, in the order of the documentation. */
export interface Family {
  readonly title: string;
  /** Where its rules are, in `rules/`. */
  readonly folder: string;
  readonly rules: readonly Rule[];
}

/** All that the pack enforces. */
export const families: readonly Family[] = [
  {
    title: "No IAM users for people",
    folder: "users",
    rules: [iamNoUsers, iamAccessKeyFlows, iamAccessKeySecretProtected],
  },
  {
    title: "MFA",
    folder: "mfa",
    rules: [
      identityCenterMfaAttested,
      iamTrustRequiresMfa,
      iamMfaConditionsWork,
      iamUsersDeniedWithoutMfa,
      cognitoMfaRequired,
    ],
  },
  {
    title: "The root user",
    folder: "root",
    rules: [
      iamNoRootAccessKeys,
      providerNoStaticKeys,
      organizationsRootAccessCentral,
      organizationsRootDenied,
      rootActivityAlarmed,
    ],
  },
  {
    title: "Least privilege",
    folder: "leastPrivilege",
    rules: [
      iamNoAdministratorPolicies,
      iamNoFullServiceAccess,
      iamNoAllowExcept,
      iamNoPrivilegeEscalation,
      iamPassRoleNarrowed,
      iamNoCredentialExposure,
      iamNoDataExposure,
      iamResourceStar,
      iamBoundaryRequired,
    ],
  },
  {
    title: "Trust",
    folder: "trust",
    rules: [
      iamTrustNoAnyone,
      iamTrustOtherAccounts,
      iamTrustOidcPinned,
      iamTrustServiceSource,
      iamRoleSessionDuration,
      resourcePolicyNoAnyone,
      resourcePolicyServiceSource,
    ],
  },
  {
    title: "Identity Center",
    folder: "identityCenter",
    rules: [
      identityCenterGroupsOnly,
      identityCenterSessionDuration,
      identityCenterAdministrationByNamedSets,
      identityCenterBoundaryOnPrivilegedSets,
      identityCenterLastAdministrator,
      identityCenterPoliciesBeforeAssignments,
      identityCenterAttachmentsNotMixed,
      identityCenterPolicyLimits,
      identityCenterEntriesNotExpired,
      identityCenterRegionPinned,
    ],
  },
  {
    title: "Account hygiene",
    folder: "accountHygiene",
    rules: [
      policyGrammar,
      policyKnownActions,
      policySize,
      accountPasswordPolicy,
      accountAccessAnalyzer,
      accountAlternateContacts,
      emergencyAccessDrilled,
      iamNoDeprecatedResources,
      iamNoConflictingAttachments,
      iamNoConflictingMemberships,
      iamPoliciesThroughGroups,
    ],
  },
];

export const rules: readonly Rule[] = families.flatMap(({ rules }) => rules);

import type { Rule } from "./rule.ts";
import { accountAccessAnalyzer } from "./rules/account-access-analyzer.ts";
import { accountAlternateContacts } from "./rules/account-alternate-contacts.ts";
import { accountPasswordPolicy } from "./rules/account-password-policy.ts";
import { cognitoMfaRequired } from "./rules/cognito-mfa-required.ts";
import { iamAccessKeyFlows } from "./rules/iam-access-key-flows.ts";
import { iamAccessKeySecretProtected } from "./rules/iam-access-key-secret-protected.ts";
import { iamBoundaryRequired } from "./rules/iam-boundary-required.ts";
import { iamMfaConditionsWork } from "./rules/iam-mfa-conditions-work.ts";
import { iamNoAdministratorPolicies } from "./rules/iam-no-administrator-policies.ts";
import { iamNoAllowExcept } from "./rules/iam-no-allow-except.ts";
import { iamNoConflictingAttachments } from "./rules/iam-no-conflicting-attachments.ts";
import { iamNoConflictingMemberships } from "./rules/iam-no-conflicting-memberships.ts";
import { iamNoCredentialExposure } from "./rules/iam-no-credential-exposure.ts";
import { iamNoDataExposure } from "./rules/iam-no-data-exposure.ts";
import { iamNoDeprecatedResources } from "./rules/iam-no-deprecated-resources.ts";
import { iamNoFullServiceAccess } from "./rules/iam-no-full-service-access.ts";
import { iamNoPrivilegeEscalation } from "./rules/iam-no-privilege-escalation.ts";
import { iamNoRootAccessKeys } from "./rules/iam-no-root-access-keys.ts";
import { iamNoUsers } from "./rules/iam-no-users.ts";
import { iamPassRoleNarrowed } from "./rules/iam-pass-role-narrowed.ts";
import { iamPoliciesThroughGroups } from "./rules/iam-policies-through-groups.ts";
import { iamResourceStar } from "./rules/iam-resource-star.ts";
import { iamRoleSessionDuration } from "./rules/iam-role-session-duration.ts";
import { iamTrustNoAnyone } from "./rules/iam-trust-no-anyone.ts";
import { iamTrustOidcPinned } from "./rules/iam-trust-oidc-pinned.ts";
import { iamTrustOtherAccounts } from "./rules/iam-trust-other-accounts.ts";
import { iamTrustRequiresMfa } from "./rules/iam-trust-requires-mfa.ts";
import { iamTrustServiceSource } from "./rules/iam-trust-service-source.ts";
import { iamUsersDeniedWithoutMfa } from "./rules/iam-users-denied-without-mfa.ts";
import { identityCenterAdministrationByNamedSets } from "./rules/identity-center-administration-by-named-sets.ts";
import { identityCenterAttachmentsNotMixed } from "./rules/identity-center-attachments-not-mixed.ts";
import { identityCenterBoundaryOnPrivilegedSets } from "./rules/identity-center-boundary-on-privileged-sets.ts";
import { identityCenterEntriesNotExpired } from "./rules/identity-center-entries-not-expired.ts";
import { identityCenterGroupsOnly } from "./rules/identity-center-groups-only.ts";
import { identityCenterLastAdministrator } from "./rules/identity-center-last-administrator.ts";
import { identityCenterMfaAttested } from "./rules/identity-center-mfa-attested.ts";
import { identityCenterPoliciesBeforeAssignments } from "./rules/identity-center-policies-before-assignments.ts";
import { identityCenterPolicyLimits } from "./rules/identity-center-policy-limits.ts";
import { identityCenterRegionPinned } from "./rules/identity-center-region-pinned.ts";
import { identityCenterSessionDuration } from "./rules/identity-center-session-duration.ts";
import { organizationsRootAccessCentral } from "./rules/organizations-root-access-central.ts";
import { organizationsRootDenied } from "./rules/organizations-root-denied.ts";
import { policyGrammar } from "./rules/policy-grammar.ts";
import { policyKnownActions } from "./rules/policy-known-actions.ts";
import { policySize } from "./rules/policy-size.ts";
import { providerNoStaticKeys } from "./rules/provider-no-static-keys.ts";
import { resourcePolicyNoAnyone } from "./rules/resource-policy-no-anyone.ts";
import { resourcePolicyServiceSource } from "./rules/resource-policy-service-source.ts";
import { rootActivityAlarmed } from "./rules/root-activity-alarmed.ts";

/** Rules that belong together, in the order of the documentation. */
export interface Family {
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** All that the pack enforces. */
export const families: readonly Family[] = [
  {
    title: "No IAM users for people",
    rules: [iamNoUsers, iamAccessKeyFlows, iamAccessKeySecretProtected],
  },
  {
    title: "MFA",
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
    rules: [
      policyGrammar,
      policyKnownActions,
      policySize,
      accountPasswordPolicy,
      accountAccessAnalyzer,
      accountAlternateContacts,
      iamNoDeprecatedResources,
      iamNoConflictingAttachments,
      iamNoConflictingMemberships,
      iamPoliciesThroughGroups,
    ],
  },
];

export const rules: readonly Rule[] = families.flatMap(({ rules }) => rules);

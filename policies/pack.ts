import type { Rule } from "./rule.ts";
import { iamNoAdministratorPolicies } from "./rules/iam-no-administrator-policies.ts";
import { iamNoRootAccessKeys } from "./rules/iam-no-root-access-keys.ts";
import { iamNoUsers } from "./rules/iam-no-users.ts";
import { identityCenterGroupsOnly } from "./rules/identity-center-groups-only.ts";
import { identityCenterLastAdministrator } from "./rules/identity-center-last-administrator.ts";
import { identityCenterMfaAttested } from "./rules/identity-center-mfa-attested.ts";
import { identityCenterPoliciesBeforeAssignments } from "./rules/identity-center-policies-before-assignments.ts";
import { identityCenterRegionPinned } from "./rules/identity-center-region-pinned.ts";
import { identityCenterSessionDuration } from "./rules/identity-center-session-duration.ts";

/** The rules of the pack, in the order of its documentation. */
export const rules: readonly Rule[] = [
  identityCenterGroupsOnly,
  identityCenterSessionDuration,
  identityCenterMfaAttested,
  identityCenterLastAdministrator,
  identityCenterPoliciesBeforeAssignments,
  identityCenterRegionPinned,
  iamNoUsers,
  iamNoRootAccessKeys,
  iamNoAdministratorPolicies,
];

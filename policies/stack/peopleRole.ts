import { assumeRoleStatements } from "../iam/trust/assumeRole.ts";
import { principalsOf } from "../iam/trust/principal.ts";
import { memoize } from "../memoize.ts";
import type { Verdict } from "../verdict.ts";
import { entitlementsIn, rolesOf } from "./entitlement.ts";
import { type Holder, holdersIn } from "./holder.ts";
import type { Stack } from "./stack.ts";

/**
 * Roles that people of Identity Center get through Account Access Manager: those that an entitlement names, and those that
 * trust it.
 */
export const peopleRoles = memoize((stack: Stack): readonly Holder[] => {
  const named = new Set(entitlementsIn(stack).flatMap((one) => rolesOf(one, stack)));
  return holdersIn(stack).filter(
    (one) => named.has(one.principal) || trustsAccountAccess(one) === "yes",
  );
});

/** Whether Account Access Manager may assume a role for people. */
export function trustsAccountAccess({ trust }: Holder): Verdict {
  if (!trust) return "no";
  const principals = assumeRoleStatements(trust.policy).map(principalsOf);
  const isNamed = principals.some(({ known }) =>
    known.some(
      (principal) => principal.kind === "service" && principal.service === "account-access",
    ),
  );
  if (isNamed) return "yes";
  return trust.policy.isIncomplete || principals.some(({ isIncomplete }) => isIncomplete)
    ? "unknown"
    : "no";
}

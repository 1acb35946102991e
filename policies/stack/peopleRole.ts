import { assumeRoleStatements } from "../iam/trust/assumeRole.ts";
import { principalsOf } from "../iam/trust/principal.ts";
import type { Verdict } from "../verdict.ts";
import { entitlementsIn, rolesOf } from "./entitlement.ts";
import { type Holder, holdersIn } from "./holder.ts";
import type { Stack } from "./stack.ts";

const known = new WeakMap<Stack, readonly Holder[]>();

/**
 * Roles that people of Identity Center get through Account Access Manager: those that an entitlement names, and those that
 * trust it.
 */
export function peopleRoles(stack: Stack): readonly Holder[] {
  let roles = known.get(stack);
  if (!roles) {
    const named = new Set(entitlementsIn(stack).flatMap((one) => rolesOf(one, stack)));
    roles = holdersIn(stack).filter(
      (one) => named.has(one.principal) || trustsAccountAccess(one) === "yes",
    );
    known.set(stack, roles);
  }
  return roles;
}

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

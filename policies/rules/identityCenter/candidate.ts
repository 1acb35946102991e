import { property } from "../../resources/resource.ts";
import { entitlementsIn, rolesOf } from "../../stack/entitlement.ts";
import { holdersIn } from "../../stack/holder.ts";
import { trustsAccountAccess } from "../../stack/peopleRole.ts";
import type { Stack } from "../../stack/stack.ts";
import { UNKNOWN } from "../../value.ts";
import { and, any, type Verdict } from "../../verdict.ts";
import { accountAssignments, nativeInput, setOf } from "./assignment.ts";
import { Groups } from "./group.ts";
import { administersIdentityCenter } from "./recovery.ts";
import { hasStrayPolicies } from "./strayPolicies.ts";

/** A group that gets a permission set, or a role, in the management account. */
export interface Candidate {
  /** Whether that may administer Identity Center. */
  readonly able: Verdict;
  /** Whether it gives somebody the administration of Identity Center. */
  readonly verdict: Verdict;
}

/**
 * Who may administer Identity Center from the management account.
 *
 * @param customerManaged names of customer managed policies known to allow that
 */
export function candidatesIn(
  stack: Stack,
  account: string,
  customerManaged: readonly string[],
): readonly Candidate[] {
  const groups = new Groups(stack);
  return [
    ...assigned(stack, account, groups, customerManaged),
    ...entitled(stack, account, groups, customerManaged),
  ];
}

function* assigned(
  stack: Stack,
  account: string,
  groups: Groups,
  customerManaged: readonly string[],
): Iterable<Candidate> {
  const isStray = hasStrayPolicies(stack);
  for (const one of accountAssignments(stack)) {
    const { principalType, account: target } = one;
    if (principalType !== "GROUP" && principalType !== UNKNOWN) continue;
    if (target !== account && target !== UNKNOWN) continue;
    const set = setOf(one, stack);
    // A permission set of another stack: what it allows is not to be seen from here.
    const seen = set ? administersIdentityCenter(set, customerManaged) : "unknown";
    const able = seen === "no" && isStray ? "unknown" : seen;
    const certain = target === UNKNOWN || principalType === UNKNOWN ? "unknown" : "yes";
    const { resource } = one;
    const id = property(resource.inputs, "PrincipalId");
    const isPeopled = groups.hasMember(resource, id, nativeInput(resource, "PrincipalId"));
    yield { able, verdict: and(able, isPeopled, certain) };
  }
}

/** The same by Account Access Manager: a role of the management account that a group gets. */
function* entitled(
  stack: Stack,
  account: string,
  groups: Groups,
  customerManaged: readonly string[],
): Iterable<Candidate> {
  const entitlements = entitlementsIn(stack);
  if (entitlements.length === 0) return;
  const holders = new Map(holdersIn(stack).map((one) => [one.principal, one]));
  for (const one of entitlements) {
    const { principalType, resource, input } = one;
    if (principalType !== "GROUP" && principalType !== UNKNOWN) continue;
    if (one.account !== account && one.account !== UNKNOWN) continue;
    const roles = rolesOf(one, stack).flatMap((role) => holders.get(role) ?? []);
    const able =
      roles.length === 0
        ? "unknown"
        : any(roles, (role) =>
            and(trustsAccountAccess(role), administersIdentityCenter(role, customerManaged)),
          );
    const isCertain = one.account === account && principalType === "GROUP";
    const isPeopled = groups.hasMember(resource, one.group, input);
    yield { able, verdict: and(able, isPeopled, isCertain ? "yes" : "unknown") };
  }
}

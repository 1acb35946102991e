import { repairsAccess } from "../../iam/risk/recovery.ts";
import { type Holder, heldPolicies } from "../../stack/holder.ts";
import type { Verdict } from "../../verdict.ts";

/**
 * Whether holders can repair everybody's access in Identity Center.
 *
 * @param customerManaged names of customer managed policies known to allow that
 */
export function administersIdentityCenter(
  holder: Holder,
  customerManaged: readonly string[],
): Verdict {
  const { awsManaged, elsewhere, isIncomplete, boundary } = holder;
  const policies = heldPolicies(holder).map(({ policy }) => policy);
  const hasContent = typeof boundary === "object" && "policy" in boundary;
  return repairsAccess(
    {
      ...{ awsManaged, elsewhere, isIncomplete },
      statements: policies.flatMap(({ statements }) => statements),
      isUnread: policies.some((policy) => policy.isIncomplete),
      boundary: hasContent ? { statements: boundary.policy.policy.statements } : boundary,
    },
    customerManaged,
  );
}

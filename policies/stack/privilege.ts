import { managedPolicyOf, meaningOf } from "../iam/awsManaged/catalogue.ts";
import type { Statement } from "../iam/policy/statement.ts";
import { rulesOrganization } from "../iam/risk/organization.ts";
import {
  isOfPowerUsers,
  type Privilege,
  privilegeBy,
  type Way,
  wayText,
} from "../iam/risk/privilege.ts";
import { memoize } from "../memoize.ts";
import { isLikely } from "../verdict.ts";
import { grantsOf } from "./grants.ts";
import { type Holder, heldPolicies } from "./holder.ts";

export type { Privilege } from "../iam/risk/privilege.ts";

/**
 * How privileged a permission set really is: by the meaning of its policies, not their names. PowerUserAccess
 * isn't: it leaves IAM out. What customer managed policies allow is written in each account; they don't count.
 */
export const privilegeOf = memoize(
  (holder: Holder): Privilege => judge(holder, (way, grants) => !isOfPowerUsers(way, grants)),
);

/** The same for the account alone: what AWS made for the administration of Identity Center doesn't count. */
export function accountPrivilegeOf(holder: Holder): Privilege {
  return judge(
    holder,
    (way, grants) => !isOfPowerUsers(way, grants) && !way.by.every(isMadeForIdentityCenter),
  );
}

/**
 * The same in the management account, where who may change the organization, or everybody's access, rules the other accounts:
 * PowerUserAccess does.
 */
export function managementPrivilegeOf(holder: Holder): Privilege {
  const privilege = judge(
    holder,
    ({ path, by }) => path.family !== "existing-role" && !by.every(isMadeForIdentityCenter),
  );
  if (privilege.verdict === "yes") return privilege;
  const { identity, ...limits } = grantsOf(holder);
  const others = identity.filter((one) => one.effect === "Deny" || !isMadeForIdentityCenter(one));
  const { verdict, by, action } = rulesOrganization({ identity: others, ...limits });
  if (!isLikely(verdict) || !by) return privilege;
  return { verdict: "yes", by: wayText(action, [by]) };
}

function judge(holder: Holder, counts: Way): Privilege {
  const isOpen =
    holder.isIncomplete || heldPolicies(holder).some(({ policy }) => policy.isIncomplete);
  return privilegeBy(grantsOf(holder), counts, isOpen);
}

function isMadeForIdentityCenter(statement: Statement): boolean {
  return meaningOf(managedPolicyOf(statement) ?? "")?.administers === "identity-center";
}

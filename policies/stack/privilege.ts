import { managedPolicyOf, meaningOf } from "../iam/awsManaged/catalogue.ts";
import type { Statement } from "../iam/policy/statement.ts";
import type { Grants } from "../iam/reach/reach.ts";
import { administrator } from "../iam/risk/administrator.ts";
import { type Escalation, escalations } from "../iam/risk/escalation.ts";
import { isBroad } from "../iam/risk/everyAction.ts";
import { rulesOrganization } from "../iam/risk/organization.ts";
import { memoize } from "../memoize.ts";
import { isLikely, type Verdict } from "../verdict.ts";
import { grantsOf } from "./grants.ts";
import { type Holder, heldPolicies } from "./holder.ts";

/** Whether holders of a permission set can give themselves what they weren't given. */
export interface Privilege {
  readonly verdict: Verdict;
  /** What makes them so able, for messages; empty unless the verdict is yes. */
  readonly by: string;
}

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

const NONE: Privilege = { verdict: "no", by: "" };

function judge(holder: Holder, counts: (way: Escalation, grants: Grants) => boolean): Privilege {
  const grants = grantsOf(holder);
  const whole = administrator(grants);
  if (isLikely(whole.verdict)) {
    const [by] = whole.by;
    const name = by && managedPolicyOf(by);
    return { verdict: "yes", by: name ?? `a policy that allows everything (${by?.label ?? ""})` };
  }
  const way = escalations(grants).find((one) => isLikely(one.verdict) && counts(one, grants));
  if (way) return { verdict: "yes", by: wayText(way.path.id, way.by) };
  const isOpen =
    holder.isIncomplete || heldPolicies(holder).some(({ policy }) => policy.isIncomplete);
  return isOpen ? { verdict: "unknown", by: "" } : NONE;
}

/** What opens a way, for messages: AWS managed policies by name, all others by the actions. */
function wayText(actions: string, by: readonly Statement[]): string {
  const names = new Set(by.map(managedPolicyOf));
  const [name] = names;
  return names.size === 1 && name !== undefined ? name : actions;
}

function isMadeForIdentityCenter(statement: Statement): boolean {
  return meaningOf(managedPolicyOf(statement) ?? "")?.administers === "identity-center";
}

/**
 * What PowerUserAccess does, too, and so most developers: change what runs with a role, and call Identity Center among
 * all that isn't IAM.
 */
function isOfPowerUsers({ path, by }: Escalation, { boundary }: Grants): boolean {
  if (path.family !== "identity-center") return path.family === "existing-role";
  const isBoundary = boundary && !boundary.some((one) => one.effect === "Allow" && isBroad(one));
  return by.every(isBroad) && !isBoundary;
}

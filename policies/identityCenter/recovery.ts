import { type Holder, heldPolicies } from "../aws/holder.ts";
import { isNarrow, REPAIR_CENTER } from "../iam/awsManaged/powers.ts";
import { awsManagedPolicy } from "../iam/awsManagedPolicy.ts";
import { type Grants, reach } from "../iam/reach/reach.ts";
import type { Statement } from "../iam/statement.ts";
import { and } from "../iam/verdicts.ts";
import { EVERYTHING } from "../leastPrivilege/awsManagedStatements.ts";
import type { Verdict } from "../value.ts";

/** Enough to give oneself any access again: the least that the last administrator needs. */
const RECOVERY = ["sso:CreateAccountAssignment", "sso:ProvisionPermissionSet"];

/**
 * Whether holders can repair everybody's access in Identity Center: what their policies allow, less what they deny, within
 * their boundary.
 *
 * @param customerManaged names of customer managed policies known to allow that
 */
export function administersIdentityCenter(
  holder: Holder,
  customerManaged: readonly string[],
): Verdict {
  const { awsManaged, elsewhere, more } = holder;
  const isNamed =
    awsManaged.some((name) => REPAIR_CENTER.includes(name)) ||
    elsewhere.some((name) => customerManaged.includes(nameOf(name)));
  const own = heldPolicies(holder).flatMap(({ policy }) => policy.statements);
  const identity = isNamed ? [...EVERYTHING, ...own] : own;
  const allowed = and(...RECOVERY.map((action) => allows(identity, action)));
  // A policy that isn't known yet may allow it, or deny it.
  const isUnread = heldPolicies(holder).some(({ policy }) => policy.more);
  const mayAllow = more || isUnread || elsewhere.length > 0;
  const isDenied = isNamed && allowed === "no";
  const given = allowed === "no" && mayAllow && !isDenied ? "unknown" : allowed;
  return and(given, isUnread ? "unknown" : "yes", within(holder, customerManaged));
}

/** Under a condition on who asks, an Allow counts as not known; a Deny leaves it to those whom it doesn't mean. */
function allows(
  identity: readonly Statement[],
  action: string,
  boundary?: readonly Statement[],
): Verdict {
  const wanted = { action, on: "all", stance: "reviewer" } as const;
  const grants: Grants = { identity, ...(boundary && { boundary }) };
  const { verdict } = reach(grants, wanted);
  if (verdict !== "conditional") return verdict;
  const undenied = reach(withoutDenials(grants), wanted);
  return undenied.verdict === "yes" ? "yes" : "unknown";
}

function withoutDenials({ identity, boundary }: Grants): Grants {
  const allowsOnly = (all: readonly Statement[]) => all.filter(({ effect }) => effect === "Allow");
  return { identity: allowsOnly(identity), ...(boundary && { boundary: allowsOnly(boundary) }) };
}

/** Whether the boundary leaves it. */
function within({ boundary }: Holder, customerManaged: readonly string[]): Verdict {
  if (boundary === "none") return "yes";
  if (boundary === "unknown") return "unknown";
  if ("policy" in boundary) {
    const { statements } = boundary.policy.policy;
    return and(...RECOVERY.map((action) => allows(EVERYTHING, action, statements)));
  }
  const name = awsManagedPolicy(boundary.elsewhere);
  if (name === undefined) {
    return customerManaged.includes(nameOf(boundary.elsewhere)) ? "yes" : "unknown";
  }
  if (REPAIR_CENTER.includes(name)) return "yes";
  // It leaves Identity Center, without what assignments in the management account need of IAM.
  return name === "PowerUserAccess" || !isNarrow(name) ? "unknown" : "no";
}

/** A permission set names customer managed policies, a role has their ARNs. */
function nameOf(policy: string): string {
  return policy.startsWith("arn:") ? policy.slice(policy.lastIndexOf("/") + 1) : policy;
}

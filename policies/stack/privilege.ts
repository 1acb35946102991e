import { awsManagedPolicy } from "../iam/awsManaged/awsManagedPolicy.ts";
import { ADMINISTER_ACCOUNT, ADMINISTER_CENTER, isNarrow } from "../iam/awsManaged/powers.ts";
import type { Grants } from "../iam/reach/reach.ts";
import { administrator } from "../iam/risk/administrator.ts";
import { type Escalation, escalations } from "../iam/risk/escalation.ts";
import { isBroad } from "../iam/risk/everyAction.ts";
import { isLikely, type Verdict } from "../verdict.ts";
import { type Holder, heldPolicies } from "./holder.ts";

/** Whether holders of a permission set can give themselves what they weren't given. */
export interface Privilege {
  readonly verdict: Verdict;
  /** What makes them so able, for messages; empty unless the verdict is yes. */
  readonly by: string;
}

const known = new WeakMap<Holder, Privilege>();

/**
 * How privileged a permission set really is: by the meaning of its policies, not their names. PowerUserAccess
 * isn't: it leaves IAM out. What customer managed policies allow is written in each account; they don't count.
 */
export function privilegeOf(holder: Holder): Privilege {
  let privilege = known.get(holder);
  if (!privilege) {
    privilege = isBoundNarrowly(holder) ? NONE : judge(holder, ADMINISTER_CENTER);
    known.set(holder, privilege);
  }
  return privilege;
}

/** The same for the account that the permission set is assigned to: administration of Identity Center alone doesn't count. */
export function accountPrivilegeOf(holder: Holder): Privilege {
  return isBoundNarrowly(holder) ? NONE : judge(holder, []);
}

const NONE: Privilege = { verdict: "no", by: "" };

function judge(holder: Holder, named: readonly string[]): Privilege {
  const managed = holder.awsManaged.find((name) =>
    [...ADMINISTER_ACCOUNT, ...named].includes(name),
  );
  if (managed !== undefined) return { verdict: "yes", by: managed };
  const grants = grantsOf(holder);
  const whole = administrator(grants);
  if (isLikely(whole.verdict)) {
    return { verdict: "yes", by: `a policy that allows everything (${whole.by[0]?.label ?? ""})` };
  }
  const way = escalations(grants).find((one) => isLikely(one.verdict) && !isOfPowerUsers(one));
  if (way) return { verdict: "yes", by: way.path.id };
  const isOpen = holder.more || heldPolicies(holder).some(({ policy }) => policy.more);
  return isOpen ? { verdict: "unknown", by: "" } : NONE;
}

/**
 * What PowerUserAccess does, too, and so most developers: change what runs with a role, and call Identity Center among
 * all that isn't IAM.
 */
function isOfPowerUsers({ path, by }: Escalation): boolean {
  if (path.family === "identity-center") return by.every(isBroad);
  return path.family === "existing-role";
}

function grantsOf(holder: Holder): Grants {
  const identity = heldPolicies(holder).flatMap(({ policy }) => policy.statements);
  const { boundary } = holder;
  return typeof boundary === "object" && "policy" in boundary
    ? { identity, boundary: boundary.policy.policy.statements }
    : { identity };
}

function isBoundNarrowly({ boundary }: Holder): boolean {
  if (typeof boundary !== "object" || !("elsewhere" in boundary)) return false;
  const name = awsManagedPolicy(boundary.elsewhere);
  return name !== undefined && isNarrow(name);
}

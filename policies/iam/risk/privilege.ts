import { isLikely, type Verdict } from "../../verdict.ts";
import { managedPolicyOf } from "../awsManaged/catalogue.ts";
import type { Statement } from "../policy/statement.ts";
import type { Grants } from "../reach/reach.ts";
import { administrator } from "./administrator.ts";
import { type Escalation, escalations } from "./escalation.ts";
import { isBroad } from "./everyAction.ts";

/** Whether somebody can give itself what it wasn't given. */
export interface Privilege {
  readonly verdict: Verdict;
  /** What makes it so able, for messages; empty unless the verdict is yes. */
  readonly by: string;
}

/** Which ways to more count. */
export type Way = (way: Escalation, grants: Grants) => boolean;

const NONE: Privilege = { verdict: "no", by: "" };

/**
 * How privileged somebody really is: by the meaning of its policies, not their names.
 *
 * @param isOpen whether it may hold what isn't known here
 */
export function privilegeBy(grants: Grants, counts: Way, isOpen: boolean): Privilege {
  const whole = administrator(grants);
  if (isLikely(whole.verdict)) {
    const [by] = whole.by;
    const name = by && managedPolicyOf(by);
    return { verdict: "yes", by: name ?? `a policy that allows everything (${by?.label ?? ""})` };
  }
  const way = escalations(grants).find((one) => isLikely(one.verdict) && counts(one, grants));
  if (way) return { verdict: "yes", by: wayText(way.path.id, way.by) };
  return isOpen ? { verdict: "unknown", by: "" } : NONE;
}

/** What opens a way, for messages: AWS managed policies by name, all others by the actions. */
export function wayText(actions: string, by: readonly Statement[]): string {
  const names = new Set(by.map(managedPolicyOf));
  const [name] = names;
  return names.size === 1 && name !== undefined ? name : actions;
}

/**
 * What PowerUserAccess does, too, and so most developers: change what runs with a role, and call Identity Center among
 * all that isn't IAM.
 */
export function isOfPowerUsers({ path, by }: Escalation, { boundary }: Grants): boolean {
  if (path.family !== "identity-center") return path.family === "existing-role";
  const isBoundary = boundary && !boundary.some((one) => one.effect === "Allow" && isBroad(one));
  return by.every(isBroad) && !isBoundary;
}

import { all, any, not, type Verdict } from "../../verdict.ts";
import { isPartial } from "../policy/partial.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import { type Constraint, constraintsOf, escapeOf } from "./constraint.ts";
import { coversPrincipals, coversStatement } from "./coverage.ts";
import { isDead } from "./dead.ts";
import { excludesPublic } from "./narrowKeys.ts";
import { principalsOf } from "./principal.ts";

/** Judges a constraint: does whoever meets it belong to those that are meant? */
export type Test = (constraint: Constraint) => Verdict;

/**
 * Whether an Allow for anyone really admits the public, given its conditions and the policy's Deny
 * statements.
 */
export function admitsPublic(policy: Policy, allow: Statement): Verdict {
  return not(restricts(policy, allow, excludesPublic));
}

/**
 * Whether nobody uses an Allow but who passes a test: by its own conditions, or because a Deny of the same
 * policy shuts out all others.
 */
export function restricts(policy: Policy, allow: Statement, test: Test): Verdict {
  if (isDead(policy, allow)) return "yes";
  const own = any(constraintsOf(allow), test);
  if (own === "yes") return "yes";
  const denies = policy.statements.filter(({ effect }) => effect === "Deny");
  const shut = any(denies, (deny) => shutsOut(deny, allow, test));
  if (shut === "yes") return "yes";
  const open = allow.hasUnknownConditions || mayHaveOtherStatements(policy);
  return own === "unknown" || shut === "unknown" || open ? "unknown" : "no";
}

/** Whether a Deny takes an Allow from everybody but who passes a test. */
function shutsOut(deny: Statement, allow: Statement, test: Test): Verdict {
  if (!coversStatement(deny, allow)) return "no";
  const principals = principalsOf(deny);
  // Those whom NotPrincipal spares are named, but pass no other test.
  const isForAll = deny.notPrincipals
    ? test === excludesPublic && deny.notPrincipals.known.every(({ value }) => value !== "*")
    : coversPrincipals(deny, allow);
  if (!isForAll) return principals.isIncomplete ? "unknown" : "no";
  if (deny.hasUnknownConditions) return "unknown";
  return all(deny.conditions, (condition) => {
    const constraint = escapeOf(condition);
    return constraint ? test(constraint) : "no";
  });
}

/** Whether there may be statements that aren't known at all, rather than parts of those that are. */
function mayHaveOtherStatements({ isIncomplete, statements }: Policy): boolean {
  return isIncomplete && !statements.some(isPartial);
}

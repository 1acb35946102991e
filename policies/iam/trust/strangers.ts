import { all, any, not, type Verdict } from "../../verdict.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import { coversStatement } from "./coverage.ts";
import { isDead } from "./dead.ts";
import { type Demand, demandsOf, escapeOf } from "./demand.ts";
import { excludesStrangers } from "./insiders.ts";
import { partiesOf } from "./party.ts";

/** Judges a demand: does whoever meets it belong to those that are meant? */
export type Test = (demand: Demand) => Verdict;

/**
 * Whether an Allow for anyone really admits strangers, given its conditions and the policy's Deny
 * statements.
 */
export function admitsStrangers(policy: Policy, allow: Statement): Verdict {
  return not(restricts(policy, allow, excludesStrangers));
}

/**
 * Whether nobody uses an Allow but who passes a test: by its own conditions, or because a Deny of the same
 * policy shuts out all others.
 */
export function restricts(policy: Policy, allow: Statement, test: Test): Verdict {
  if (isDead(policy, allow)) return "yes";
  const own = any(demandsOf(allow), test);
  if (own === "yes") return "yes";
  const denies = policy.statements.filter(({ effect }) => effect === "Deny");
  const shut = any(denies, (deny) => shutsOut(deny, allow, test));
  if (shut === "yes") return "yes";
  const open = allow.moreConditions || mayHaveOtherStatements(policy);
  return own === "unknown" || shut === "unknown" || open ? "unknown" : "no";
}

/** Whether a Deny takes an Allow from everybody but who passes a test. */
function shutsOut(deny: Statement, allow: Statement, test: Test): Verdict {
  if (!coversStatement(deny, allow)) return "no";
  const parties = partiesOf(deny);
  // Those whom NotPrincipal spares are named, but pass no other test.
  const isForAll = deny.notPrincipals
    ? test === excludesStrangers && deny.notPrincipals.known.every(({ value }) => value !== "*")
    : parties.known.some(({ kind }) => kind === "anyone");
  if (!isForAll) return parties.more ? "unknown" : "no";
  if (deny.moreConditions) return "unknown";
  return all(deny.conditions, (condition) => {
    const demand = escapeOf(condition);
    return demand ? test(demand) : "no";
  });
}

/** Whether there may be statements that aren't known at all, rather than parts of those that are. */
function mayHaveOtherStatements({ more, statements }: Policy): boolean {
  return more && !statements.some(hasUnknownParts);
}

function hasUnknownParts(statement: Statement): boolean {
  const { actions, notActions, resources, notResources, principals, notPrincipals } = statement;
  const parts = [actions, notActions, resources, notResources, principals, notPrincipals];
  return (
    statement.moreConditions ||
    parts.some((part) => part?.more) ||
    statement.conditions.some(({ values }) => values.more)
  );
}

import { memoize } from "../../memoize.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import { escapes } from "../reach/escapes.ts";
import { coversPrincipals, coversStatement } from "./coverage.ts";

/**
 * Whether nobody can use an Allow: no request meets its conditions, or a Deny of the same policy takes it from everybody whom
 * it names.
 */
export function isDead({ statements }: Policy, allow: Statement): boolean {
  const denies = statements.filter((deny) => {
    return (
      deny.effect === "Deny" &&
      !deny.hasUnknownConditions &&
      coversStatement(deny, allow) &&
      coversPrincipals(deny, allow)
    );
  });
  if (denies.length === 0) return isImpossible(allow);
  if (denies.some(({ conditions }) => conditions.length === 0)) return true;
  return !mayEscape(allow, denies);
}

/** Whether no request meets the conditions of a statement. */
const isImpossible = memoize((allow: Statement) => !mayEscape(allow, []));

function mayEscape(allow: Statement, denies: readonly Statement[]): boolean {
  const [action = ""] = allow.actions?.known ?? [];
  return escapes(allow, denies, { action, stance: "attacker" });
}

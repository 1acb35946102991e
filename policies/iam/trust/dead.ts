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
  if (denies.some(({ conditions }) => conditions.length === 0)) return true;
  const [action = ""] = allow.actions?.known ?? [];
  return !escapes(allow, denies, { action, stance: "attacker" });
}

import { memoizeBy } from "../../memoize.ts";
import type { Condition, Policy, Statement } from "../policy/statement.ts";
import { byKey, type ConditionOutcome, outcomeOf } from "../reach/conditionOutcome.ts";
import { isClock } from "../reach/contextKey.ts";

/**
 * The policy of a role or resource as it is from some day on: without what is over, and with what has begun and doesn't end
 * as if it always were.
 *
 * @param today in UTC, `YYYY-MM-DD`
 */
export const asOf = memoizeBy((policy: Policy, today): Policy => {
  const statements = policy.statements.flatMap((one) => currentOf(one, today));
  const isSame = statements.every((one, index) => one === policy.statements[index]);
  return isSame && statements.length === policy.statements.length
    ? policy
    : { ...policy, statements };
});

function currentOf(statement: Statement, today: string): readonly Statement[] {
  const clocks = byKey(statement).filter(([first]) => first && isClock(first.key.toLowerCase()));
  // Until when something is denied, only an Allow asks whether it ever holds.
  if (clocks.some((group) => effectFrom(today, "Allow", group, statement) === "never")) return [];
  if (statement.effect === "Allow") return [statement];
  const begun = new Set(
    clocks.filter((group) => effectFrom(today, "Deny", group, statement) === "always").flat(),
  );
  if (begun.size === 0) return [statement];
  return [{ ...statement, conditions: statement.conditions.filter((one) => !begun.has(one)) }];
}

/** What conditions on a time do: as an Allow whether they ever hold again, as a Deny whether they always will. */
function effectFrom(
  today: string,
  as: Statement["effect"],
  group: readonly Condition[],
  { actions }: Statement,
): ConditionOutcome {
  const [action = ""] = actions?.known ?? [];
  return outcomeOf(group, as, { action, stance: "attacker", today });
}

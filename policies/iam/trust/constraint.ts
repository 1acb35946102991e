import { memoize } from "../../memoize.ts";
import { type Family, operatorNamed } from "../conditions/operators.ts";
import type { Condition, Statement } from "../policy/statement.ts";

/** What a request must carry for a statement to hold: a value of `key` that one of `values` matches. */
export interface Constraint {
  /** In lower case. */
  readonly key: string;
  readonly family: Family;
  readonly values: readonly string[];
  /** Whether there are other values, not known yet. */
  readonly isIncomplete: boolean;
  /** Whether `*` and `?` in the values are wildcards. */
  readonly wildcards: boolean;
}

/**
 * The constraints of a statement. No constraint is a condition that a request without the key passes: with
 * `…IfExists`, `ForAllValues` or a negated operator, unless another condition makes the key be there
 * ("Multivalued context keys", "…IfExists condition operators").
 */
export const constraintsOf = memoize(({ conditions }: Statement): readonly Constraint[] => {
  const present = new Set(conditions.filter(needsKey).map(({ key }) => key.toLowerCase()));
  return conditions.flatMap((condition) => {
    const constraint = constraintOf(condition);
    if (!constraint) return [];
    const optional = condition.ifExists || condition.set === "ForAllValues";
    return optional && !present.has(constraint.key) ? [] : [constraint];
  });
});

/** What a condition requires of a request that carries its key; nothing when it is negated, or no comparison. */
export function constraintOf({ operator, key, values }: Condition): Constraint | undefined {
  const known = operatorNamed(operator);
  if (!known || known.negated || known.family === "Null") return undefined;
  return constraint(known.family, known.comparison, key, values);
}

/**
 * What a request carries that escapes a condition of a Deny, such as a value of `aws:PrincipalOrgID` that
 * `StringNotEquals` lists. Nothing when there are other escapes, such as to carry no such key.
 */
export function escapeOf({
  operator,
  set,
  ifExists,
  key,
  values,
}: Condition): Constraint | undefined {
  const known = operatorNamed(operator);
  if (!known) return undefined;
  if (known.family === "Bool" && ifExists && values.known.every(isFalse) && !values.isIncomplete) {
    return {
      key: key.toLowerCase(),
      family: "Bool",
      values: ["true"],
      isIncomplete: false,
      wildcards: false,
    };
  }
  if (!known.negated || set === "ForAnyValue") return undefined;
  return constraint(known.family, known.comparison, key, values);
}

function constraint(
  family: Family,
  comparison: string,
  key: string,
  { known, isIncomplete }: Condition["values"],
): Constraint {
  return {
    key: key.toLowerCase(),
    family,
    values: known,
    isIncomplete,
    wildcards: comparison === "like",
  };
}

function isFalse(value: string): boolean {
  return value.toLowerCase() === "false";
}

/** Whether a condition never holds for a request without its key. */
function needsKey({ operator, set, ifExists, values }: Condition): boolean {
  const known = operatorNamed(operator);
  if (!known) return false;
  if (known.family === "Null") return !values.isIncomplete && values.known.every(isFalse);
  return !known.negated && !ifExists && set !== "ForAllValues";
}

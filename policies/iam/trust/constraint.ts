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
    return optional && !present.has(condition.key.toLowerCase()) ? [] : [constraint];
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
  values: Condition["values"],
): Constraint {
  const compared = key.toLowerCase();
  const turned = RESOURCE_KEYS.has(compared) ? turnedRound(key, values) : undefined;
  const { known, isIncomplete } = turned ?? values;
  return {
    key: turned?.key ?? compared,
    family,
    values: known,
    isIncomplete,
    wildcards: comparison === "like" && !turned,
  };
}

/** Whose the resource is, which the requester doesn't decide on. */
const RESOURCE_KEYS = new Set([
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:resourceorgpaths",
  "s3:resourceaccount",
]);

/**
 * `aws:ResourceOrgID` compared with `${aws:PrincipalOrgID}` asks for what the other way round does: the requester's key has
 * to be there, since a variable without a value equals nothing. One with a default has a value for all ("Policy variables").
 */
function turnedRound(
  key: string,
  { known, isIncomplete }: Condition["values"],
): (Condition["values"] & Pick<Constraint, "key">) | undefined {
  const [value = "", ...others] = known;
  if (isIncomplete || others.length > 0) return undefined;
  // Paths begin with the organization: `o-a1b2c3d4e5/r-ab12/*`.
  const isPath = key.toLowerCase() === "aws:resourceorgpaths";
  const whole = isPath
    ? /^\$\{\s*(aws:\w+OrgID)\s*\}\/[^$]*$/i
    : /^\$\{\s*([a-z0-9]+:[^},:]+?)\s*\}$/i;
  const other = whole.exec(value)?.[1]?.toLowerCase();
  if (other === undefined) return undefined;
  return { key: other, known: [`\${${isPath ? "aws:ResourceOrgID" : key}}`], isIncomplete };
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

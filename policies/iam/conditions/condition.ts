import { UNKNOWN } from "../../value.ts";
import { all, and, any, not, or, type Verdict, verdict } from "../../verdict.ts";
import type { RequestContext } from "../evaluation/context.ts";
import { substitute } from "../patterns/variables.ts";
import type { Condition, Statement } from "../policy/statement.ts";
import { compare } from "./comparison.ts";
import { type Operator, operatorNamed } from "./operators.ts";

/**
 * Whether a condition holds for a request ("IAM JSON policy elements: Condition operators").
 *
 * A key that isn't there: negated operators hold, others don't, all hold with `IfExists`; `ForAllValues`
 * holds and `ForAnyValue` doesn't, whatever the operator, and also when all values are empty texts ("Set
 * operators for multivalued context keys"). Of several values without a set operator, which AWS asks for,
 * all must agree for a verdict. An operator that AWS doesn't have is unknown.
 *
 * @param version the policy's, which says whether it has variables
 */
export function holds(
  condition: Condition,
  context: RequestContext,
  version: string = "2012-10-17",
): Verdict {
  const operator = operatorNamed(condition.operator);
  if (!operator) return "unknown";
  const given = context.get(condition.key.toLowerCase());
  if (operator.family === "Null") return isNull(condition, given);
  if (given === UNKNOWN) return "unknown";
  const isThere = given !== undefined && given.length > 0;
  if (!isThere && condition.ifExists) return "yes";
  const { set } = condition;
  if (set && (!isThere || given.every((value) => value === ""))) {
    return verdict(set === "ForAllValues");
  }
  if (!isThere) return verdict(operator.negated);
  const one = (value: string) => valueHolds(operator, condition, value, version, context);
  if (set === "ForAllValues") return all(given, one);
  if (set === "ForAnyValue") return any(given, one);
  const [every, some] = [all(given, one), any(given, one)];
  return every === some ? every : "unknown";
}

/** Whether one value of the request is one of the policy's or, for negated operators, none of them. */
function valueHolds(
  operator: Operator,
  { values }: Condition,
  given: string,
  version: string,
  context: RequestContext,
): Verdict {
  const known = any(values.known, (value) => {
    const wanted = substitute(value, version, context);
    return wanted === undefined ? "no" : compare(operator, given, wanted);
  });
  const matched = or(known, values.isIncomplete ? "unknown" : "no");
  return operator.negated ? not(matched) : matched;
}

/** `Null` asks whether a key is absent, `"true"`, or there, `"false"`. */
function isNull(
  { set, values }: Condition,
  given: readonly string[] | symbol | undefined,
): Verdict {
  if (set) return verdict(set === "ForAllValues");
  const absent: Verdict =
    given === UNKNOWN
      ? "unknown"
      : verdict(given === undefined || (given as readonly string[]).length === 0);
  const known = any(values.known, (value) => {
    const wanted = value.toLowerCase();
    if (wanted === "true") return absent;
    return wanted === "false" ? not(absent) : value.includes("${") ? "unknown" : "no";
  });
  return or(known, values.isIncomplete ? "unknown" : "no");
}

/** Whether all conditions of a statement hold for a request. */
export function allHold(
  { conditions, hasUnknownConditions }: Pick<Statement, "conditions" | "hasUnknownConditions">,
  context: RequestContext,
  version: string,
): Verdict {
  const known = all(conditions, (condition) => holds(condition, context, version));
  return and(known, hasUnknownConditions ? "unknown" : "yes");
}

import { parseRange } from "../../conditions/ipRange.ts";
import type { Operator } from "../../conditions/operators.ts";
import { isBase64, isBoolean, parseDate, parseNumber } from "../../conditions/values.ts";
import { hasPlaceholder } from "../../patterns/placeholder.ts";
import { arnFault } from "./arnGrammar.ts";
import { type Fault, hasWildcard, shown } from "./fault.ts";
import { hasVariable, variableFault } from "./variableGrammar.ts";

/**
 * What can never work in one value of a condition: a type that the operator doesn't compare, a wildcard
 * that isn't one there, a policy variable that isn't replaced there ("IAM JSON policy elements: Condition
 * operators", "IAM policy elements: Variables and tags").
 */
export function conditionValueFault(operator: Operator, value: string): Fault | undefined {
  if (hasPlaceholder(value)) return undefined;
  const broken = variableFault(value);
  if (broken) return broken;
  const seen = `${operator.name} with ${shown(value)}`;
  const { family } = operator;
  if (hasVariable(value)) {
    if (family === "String" || family === "Arn" || family === "Bool") {
      return family === "String" ? stringFault(operator, value, seen) : undefined;
    }
    return {
      id: "variable-elsewhere",
      seen,
      wanted: "policy variables only with String, Arn and Bool",
    };
  }
  switch (family) {
    case "String":
      return stringFault(operator, value, seen);
    case "Arn": {
      const fault = value === "*" ? undefined : arnFault(value);
      return fault && { ...fault, seen };
    }
    case "Numeric":
      if (parseNumber(value) !== undefined) return undefined;
      return { id: "bad-condition-value", seen, wanted: "a number, such as 3600" };
    case "Date":
      if (parseDate(value) !== undefined) return undefined;
      return {
        id: "bad-condition-value",
        seen,
        wanted: "a date, such as 2026-01-31T00:00:00Z, or seconds since 1970",
      };
    case "IpAddress":
      if (parseRange(value) !== undefined) return undefined;
      return {
        id: "bad-condition-value",
        seen,
        wanted: "an address or a CIDR range, such as 203.0.113.0/24 or 2001:db8::/32",
      };
    case "Binary":
      if (isBase64(value)) return undefined;
      return { id: "bad-condition-value", seen, wanted: "base64" };
    default:
      if (isBoolean(value)) return undefined;
      return { id: "bad-condition-value", seen, wanted: "true or false" };
  }
}

function stringFault({ comparison }: Operator, value: string, seen: string): Fault | undefined {
  if (comparison === "like" || !hasWildcard(value)) return undefined;
  return {
    id: "wildcard-in-string-equals",
    seen,
    wanted:
      "StringLike or StringNotLike for * and ? to be wildcards; others compare them as they are",
  };
}

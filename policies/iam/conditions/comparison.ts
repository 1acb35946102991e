import { type Verdict, verdict } from "../../verdict.ts";
import { type Purpose, patternTokens } from "../patterns/patternTokens.ts";
import { hasPlaceholder } from "../patterns/placeholder.ts";
import { matchesTokens } from "../patterns/tokens.ts";
import { unescaped } from "../patterns/variables.ts";
import { contains, parseRange } from "./ipRange.ts";
import type { Comparison, Operator } from "./operators.ts";
import { isBoolean, parseDate, parseNumber } from "./values.ts";

/**
 * Whether one value of a request is what one value of a policy asks for, before negation.
 *
 * @param wanted the policy's, with its variables replaced (`substitute`); unknown with placeholders
 */
export function compare(operator: Operator, given: string, wanted: string): Verdict {
  switch (operator.family) {
    case "String":
      return compareText(operator.comparison, given, wanted);
    case "Arn":
      return like(given, wanted, "arn condition");
    default:
      if (hasPlaceholder(wanted)) return "unknown";
      return verdict(compareTyped(operator, given, unescaped(wanted)));
  }
}

function compareText(comparison: Comparison, given: string, wanted: string): Verdict {
  if (comparison === "like") return like(given, wanted, "text");
  const [one, other] =
    comparison === "equals" ? [given, wanted] : [given.toLowerCase(), wanted.toLowerCase()];
  if (!hasPlaceholder(wanted)) return verdict(one === unescaped(other));
  // Here * and ? are no wildcards, and only placeholders may be any text.
  const escaped = other.replace(/\$\{[^}]*\}|[*?]/g, (found) =>
    found[1] ? found : `\${${found}}`,
  );
  return like(one, escaped, "text");
}

function like(given: string, wanted: string, purpose: Purpose): Verdict {
  const matches = matchesTokens(patternTokens(wanted, purpose, "anything"), given);
  return matches && hasPlaceholder(wanted) ? "unknown" : verdict(matches);
}

function compareTyped({ family, comparison }: Operator, given: string, wanted: string): boolean {
  switch (family) {
    case "Numeric":
      return inOrder(comparison, parseNumber(given), parseNumber(wanted));
    case "Date":
      return inOrder(comparison, parseDate(given), parseDate(wanted));
    case "Bool":
      return isBoolean(wanted) && given.toLowerCase() === wanted.toLowerCase();
    case "IpAddress": {
      const [inner, outer] = [parseRange(given), parseRange(wanted)];
      return inner !== undefined && outer !== undefined && contains(outer, inner);
    }
    default:
      return given.replace(/=+$/, "") === wanted.replace(/=+$/, "");
  }
}

function inOrder(comparison: Comparison, given?: number, wanted?: number): boolean {
  if (given === undefined || wanted === undefined) return false;
  switch (comparison) {
    case "less":
      return given < wanted;
    case "less or equal":
      return given <= wanted;
    case "greater":
      return given > wanted;
    case "greater or equal":
      return given >= wanted;
    default:
      return given === wanted;
  }
}

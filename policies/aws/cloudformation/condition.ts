import type { Value, Verdict } from "../../value.ts";
import type { Evaluation } from "./evaluation.ts";
import { hasPlaceholder } from "./placeholder.ts";

/** Whether a condition of the section `Conditions` holds ("Condition functions"). */
export function verdictOf(expression: Value | undefined, evaluation: Evaluation): Verdict {
  return evaluation.nested(() => evaluate(expression, evaluation)) ?? "unknown";
}

function evaluate(expression: Value | undefined, evaluation: Evaluation): Verdict {
  const [name, argument] = functionCall(expression) ?? [];
  if (name === "Condition" && typeof argument === "string") return evaluation.condition(argument);
  if (!Array.isArray(argument)) return "unknown";
  const operands = argument as readonly Value[];
  if (name === "Fn::Equals" && operands.length === 2) {
    return equal(operands.map((one) => evaluation.text(one)));
  }
  const verdicts = operands.map((one) => verdictOf(one, evaluation));
  if (name === "Fn::And") return all(verdicts);
  if (name === "Fn::Or") return negated(all(verdicts.map(negated)));
  if (name === "Fn::Not" && verdicts.length === 1) return negated(verdicts[0] ?? "unknown");
  return "unknown";
}

function functionCall(expression: Value | undefined): [string, Value] | undefined {
  if (typeof expression !== "object" || expression === null) return undefined;
  const entries = Object.entries(expression as { readonly [key: string]: Value });
  return entries.length === 1 ? entries[0] : undefined;
}

function equal([one, other]: readonly (string | undefined)[]): Verdict {
  if (one === undefined || other === undefined) return "unknown";
  if (one === other) return "yes";
  return hasPlaceholder(one) || hasPlaceholder(other) ? "unknown" : "no";
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("no")) return "no";
  return verdicts.includes("unknown") ? "unknown" : "yes";
}

function negated(verdict: Verdict): Verdict {
  if (verdict === "unknown") return verdict;
  return verdict === "yes" ? "no" : "yes";
}

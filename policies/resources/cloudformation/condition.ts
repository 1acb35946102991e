import type { Value } from "../../value.ts";
import { and, not, or, type Verdict } from "../../verdict.ts";
import type { Interpreter } from "./interpreter.ts";
import { hasPlaceholder } from "./placeholder.ts";

/** Whether a condition of the section `Conditions` holds ("Condition functions"). */
export function verdictOf(expression: Value | undefined, interpreter: Interpreter): Verdict {
  return interpreter.nested(() => evaluate(expression, interpreter)) ?? "unknown";
}

function evaluate(expression: Value | undefined, interpreter: Interpreter): Verdict {
  const [name, argument] = functionCall(expression) ?? [];
  if (name === "Condition" && typeof argument === "string") return interpreter.condition(argument);
  if (!Array.isArray(argument)) return "unknown";
  const operands = argument as readonly Value[];
  if (name === "Fn::Equals" && operands.length === 2) {
    return equal(operands, interpreter);
  }
  const verdicts = operands.map((one) => verdictOf(one, interpreter));
  if (name === "Fn::And") return and(...verdicts);
  if (name === "Fn::Or") return or(...verdicts);
  if (name === "Fn::Not" && verdicts.length === 1) return not(verdicts[0] ?? "unknown");
  return "unknown";
}

function functionCall(expression: Value | undefined): [string, Value] | undefined {
  if (typeof expression !== "object" || expression === null) return undefined;
  const entries = Object.entries(expression as { readonly [key: string]: Value });
  return entries.length === 1 ? entries[0] : undefined;
}

function equal(operands: readonly Value[], interpreter: Interpreter): Verdict {
  const verdict = equality(operands, interpreter);
  if (typeof verdict === "string") return verdict;
  return interpreter.assumptions?.equal(verdict.unknown, verdict.text) ?? "unknown";
}

/** Whether operands are equal; or what would have to be which text. */
function equality(
  operands: readonly Value[],
  interpreter: Interpreter,
): Verdict | { readonly unknown: string; readonly text: string } {
  const texts = operands.map((one) =>
    isAssumed(one, interpreter) ? undefined : interpreter.text(one),
  );
  const [one, other] = texts;
  if (one !== undefined && one === other) return "yes";
  const [known, ...more] = texts.filter((text) => text !== undefined && !hasPlaceholder(text));
  if (known !== undefined && more.length > 0) return "no";
  const [first = "", second = ""] = operands.map((operand, i) => {
    return texts[i] ?? JSON.stringify(operand) ?? "";
  });
  return known === second ? { unknown: first, text: second } : { unknown: second, text: first };
}

/** Whether the value hangs on a pseudo parameter that isn't known for sure. */
function isAssumed(operand: Value, { sections }: Interpreter): boolean {
  if (sections.assumed.size === 0 || typeof operand !== "object") return false;
  const written = JSON.stringify(operand) ?? "";
  return [...sections.assumed].some((name) => written.includes(name));
}

/**
 * Assumes what follows from how a condition turns out, as far as that can come about in one way only.
 *
 * @returns `false` if that contradicts what was assumed before
 */
export function assume(
  expression: Value | undefined,
  holds: boolean,
  interpreter: Interpreter,
): boolean {
  return interpreter.nested(() => follow(expression, holds, interpreter)) ?? true;
}

function follow(expression: Value | undefined, holds: boolean, interpreter: Interpreter): boolean {
  const [name, argument] = functionCall(expression) ?? [];
  if (name === "Condition" && typeof argument === "string") {
    return interpreter.assume(argument, holds);
  }
  if (!Array.isArray(argument)) return true;
  const operands = argument as readonly Value[];
  if (name === "Fn::Not") return assume(operands[0], !holds, interpreter);
  if (name === (holds ? "Fn::And" : "Fn::Or")) {
    return operands.every((one) => assume(one, holds, interpreter));
  }
  if (name !== "Fn::Equals" || operands.length !== 2) return true;
  const verdict = equality(operands, interpreter);
  if (typeof verdict === "string") return verdict === "unknown" || (verdict === "yes") === holds;
  return !holds || interpreter.assumptions?.set(verdict.unknown, verdict.text) !== false;
}

import type { Verdict } from "../../value.ts";
import { holds } from "../conditions/condition.ts";
import { hasPlaceholder } from "../placeholder.ts";
import type { Condition } from "../statement.ts";

/** A policy variable, with its default value if it has one. */
const VARIABLE = /\$\{((?!resolve:)[A-Za-z][\w.-]*:(?!:)[^,}']*?)\s*(?:,\s*'[^'}]*')?\}/g;

/** Whether a condition holds for values of its key; `undefined` for a request without the key. */
export function judge(
  written: Condition,
  key: string,
  values: readonly string[] | undefined,
): Verdict {
  const condition = withoutPlaceholders(written);
  const context = new Map<string, readonly string[]>();
  for (const value of condition.values.known) {
    if (!value.includes("${")) continue;
    for (const [, variable = ""] of value.matchAll(VARIABLE)) {
      context.set(variable.toLowerCase(), [standingFor(variable)]);
    }
  }
  context.delete(key);
  if (values) context.set(key, values);
  return holds(condition, context);
}

/** A value of a condition with a text of its own for each policy variable: whatever it is, the requester knows it. */
export function withVariables(value: string): string {
  return value.includes("${")
    ? value.replace(VARIABLE, (_, variable: string) => standingFor(variable))
    : value;
}

function standingFor(variable: string): string {
  return `\u{E0F0}${variable.toLowerCase()}`;
}

const concrete = new WeakMap<Condition, Condition>();

/** What stands for a placeholder isn't known, but it is one value, and no wildcard. */
export function withoutPlaceholders(condition: Condition): Condition {
  if (!condition.values.known.some(hasPlaceholder)) return condition;
  let found = concrete.get(condition);
  if (!found) {
    const known = condition.values.known.map((value) => {
      return value.replace(/\$\{[^}]*\}/g, (one) => (hasPlaceholder(one) ? "\u{E0FF}" : one));
    });
    found = { ...condition, values: { ...condition.values, known } };
    concrete.set(condition, found);
  }
  return found;
}

import { memoize } from "../../memoize.ts";
import type { Verdict } from "../../verdict.ts";
import { holds } from "../conditions/condition.ts";
import { hasPlaceholder } from "../patterns/placeholder.ts";
import type { Condition } from "../policy/statement.ts";

/** A policy variable, with its default value if it has one. */
const VARIABLE = /\$\{((?!resolve:)[A-Za-z][\w.-]*:(?!:)[^,}']*?)\s*(?:,\s*'[^'}]*')?\}/g;

/** Whether a condition holds for values of its key; `undefined` for a request without the key. */
export function judge(
  written: Condition,
  key: string,
  values: readonly string[] | undefined,
): Verdict {
  const { condition, variables } = readyOf(written);
  const context = new Map(variables);
  context.delete(key);
  if (values) context.set(key, values);
  return holds(condition, context);
}

/** A condition that is judged for one value after the other, for one action after the other. */
interface Ready {
  /** Without placeholders. */
  readonly condition: Condition;
  /** Values of the policy variables in it. */
  readonly variables: ReadonlyMap<string, readonly string[]>;
}

const readyOf = memoize((written: Condition): Ready => {
  const condition = concrete(written);
  const named = condition.values.known.flatMap((value) => {
    return value.includes("${") ? [...value.matchAll(VARIABLE)] : [];
  });
  const variables = new Map(
    named.map(([, variable = ""]) => [variable.toLowerCase(), [standingFor(variable)]] as const),
  );
  return { condition, variables };
});

/** A value of a condition with a text of its own for each policy variable: whatever it is, the requester knows it. */
export function withVariables(value: string): string {
  return value.includes("${")
    ? value.replace(VARIABLE, (_, variable: string) => standingFor(variable))
    : value;
}

function standingFor(variable: string): string {
  return `\u{E0F0}${variable.toLowerCase()}`;
}

/** What stands for a placeholder isn't known, but it is one value, and no wildcard. */
export function withoutPlaceholders(condition: Condition): Condition {
  return readyOf(condition).condition;
}

function concrete(condition: Condition): Condition {
  if (!condition.values.known.some(hasPlaceholder)) return condition;
  const known = condition.values.known.map(withoutPlaceholder);
  return { ...condition, values: { ...condition.values, known } };
}

function withoutPlaceholder(value: string): string {
  return value.replace(/\$\{[^}]*\}/g, (one) => (hasPlaceholder(one) ? "\u{E0FF}" : one));
}

/** A value of a condition as requests have it: with a text for each placeholder and each policy variable in it. */
export function asRequested(value: string): string {
  return withVariables(withoutPlaceholder(value));
}

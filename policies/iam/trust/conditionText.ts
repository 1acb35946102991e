import type { Condition, Patterns } from "../policy/statement.ts";

/** A condition as one line, such as `StringLikeIfExists aws:PrincipalOrgID "o-a1b2c3d4e5"`. */
export function conditionText({ operator, set, ifExists, key, values }: Condition): string {
  const name = `${set ? `${set}:` : ""}${operator}${ifExists ? "IfExists" : ""}`;
  return `${name} ${key} ${SECRET.has(key.toLowerCase()) ? "(values not shown)" : valuesText(values)}`;
}

/** Keys whose values people use as passwords, though AWS says that none is. */
const SECRET = new Set([
  "sts:externalid",
  "aws:referer",
  "aws:useragent",
  "lambda:eventsourcetoken",
]);

/** Conditions for a message, or that there are none. */
export function conditionsText(conditions: readonly Condition[]): string {
  return conditions.length === 0
    ? "without condition"
    : `with ${conditions.map(conditionText).join(" and ")}`;
}

export function valuesText({ known, isIncomplete }: Patterns): string {
  const texts = known.map((value) => JSON.stringify(value));
  return [...texts, ...(isIncomplete ? ["a value not known yet"] : [])].join(" or ");
}

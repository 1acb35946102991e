import type { z } from "zod";
import { isObject } from "../../policies/isObject.ts";
import { didYouMean } from "./didYouMean.ts";
import { seen } from "./seen.ts";

/** A key that its holder doesn't take. */
export function unknownKey(key: string, allowed: readonly string[], holder: unknown): string {
  if (isObject(holder) && holder.existing === true) {
    const beside = allowed.filter((name) => name !== "existing").join(", ");
    const members = key === "members" ? "; members are set where the group is made" : "";
    return `can't be set beside existing: true, which means made elsewhere and only looked up here${members}; allowed beside it: ${beside}; remove "${key}", or remove existing`;
  }
  return `unknown key "${key}"${didYouMean(key, allowed, `allowed here: ${allowed.join(", ")}`)}`;
}

/**
 * What a schema finds wrong with a value, as its author can use it.
 *
 * @param mayGo whether the key may be left out
 */
export function issueMessage(
  issue: z.core.$ZodIssue,
  value: unknown,
  mayGo: () => boolean,
): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.message.startsWith("Invalid input"))
        return wrongType([issue.expected], value, mayGo);
      return value === undefined ? `is missing; ${issue.message}` : issue.message;
    case "invalid_value":
      if (typeof value === "string" && issue.values.every((one) => typeof one === "number")) {
        return `${wrongType(["number"], value, mayGo)}; allowed: ${issue.values.join(", ")}`;
      }
      return notOneOf(issue.values.map(String), value, mayGo);
    case "too_small":
      return outOfBounds(value, `at least ${issue.minimum}`, mayGo);
    case "too_big":
      return outOfBounds(value, `at most ${issue.maximum}`, mayGo);
    default:
      return isObject(value) ? issue.message : `is ${seen(value)}; ${issue.message}`;
  }
}

function notOneOf(values: readonly string[], value: unknown, mayGo: () => boolean): string {
  if (values.every((allowed) => allowed === "true" || allowed === "false")) {
    return wrongType(["boolean"], value, mayGo);
  }
  const allowed = `allowed: ${values.join(", ")}`;
  const hint = "write one of them";
  const advice = typeof value === "string" ? didYouMean(value, values, hint) : `; ${hint}`;
  return `is ${seen(value)}; ${allowed}${advice}`;
}

function outOfBounds(value: unknown, bound: string, mayGo: () => boolean): string {
  if (typeof value === "number") return `is ${value}; ${bound} is allowed`;
  const [length, unit] = Array.isArray(value)
    ? [value.length, "items"]
    : [String(value).length, "characters"];
  if (length === 0) return emptyMessage("a value", mayGo);
  return `has ${length} ${unit}; ${bound} ${bound.endsWith(" 1") ? "is" : "are"} allowed`;
}

/** A value as the item of a list, where it is short and plain. */
function asItem(value: unknown): string {
  const isPlain = typeof value === "string" && /^[A-Za-z][\w.@/+-]{0,60}$/.test(value);
  return isPlain ? value : " … ";
}

const nouns: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
  array: "a list",
  object: "a group of keys",
  record: "a group of keys",
};

function emptyMessage(wanted: string, mayGo: () => boolean): string {
  return `is empty; ${mayGo() ? `give ${wanted} or remove the key` : `${wanted} is required here`}`;
}

/**
 * Another kind of value was given than is wanted; says what YAML did to it.
 *
 * @param mayGo whether the key may be left out
 */
export function wrongType(
  expected: readonly string[],
  value: unknown,
  mayGo: () => boolean,
): string {
  const wanted = [...new Set(expected.map((type) => nouns[type] ?? type))].join(" or ");
  if (value === undefined) return `is missing; ${wanted} is required here`;
  if (value === null) return emptyMessage(wanted, mayGo);
  if (expected.includes("string") && typeof value === "number") {
    return `YAML reads this as the number ${value}, ${wanted} is wanted: put it in quotes, "${value}", with any plus sign or zeros that you wrote before it`;
  }
  if (expected.includes("string") && typeof value === "boolean") {
    return `YAML reads ${value} as a boolean, ${wanted} is wanted: put it in quotes, "${value}"`;
  }
  if (expected.includes("array")) {
    return `is ${seen(value)}; a list is wanted: write [${asItem(value)}]`;
  }
  if (typeof value === "string" && (expected.includes("boolean") || expected.includes("number"))) {
    return `is the text ${seen(value)}; ${wanted} is wanted, without quotes`;
  }
  return `is ${seen(value)}; ${wanted} is wanted`;
}

import { isObject } from "../../policies/isObject.ts";

/** A policy document in one form, whatever white space, order and lists of one: equal texts mean the same. */
export function policyText(json: string): string {
  try {
    const document: unknown = JSON.parse(json);
    return isObject(document) ? JSON.stringify(canonical(document)) : json;
  } catch {
    return json;
  }
}

/** One statement in that form. */
export function statementText(one: unknown): string {
  return JSON.stringify(statement(one));
}

function canonical({ Statement, ...document }: Record<string, unknown>): object {
  return sorted({
    Version: "2008-10-17",
    ...document,
    Statement: listed(Statement).map(statement).sort(byText),
  });
}

/** Names of actions and condition keys have no case (IAM User Guide, "IAM JSON policy elements"). */
function statement(one: unknown): unknown {
  if (!isObject(one)) return one;
  return sorted(
    Object.fromEntries(
      Object.entries(one).map(([element, value]) => {
        if (/^(Not)?Action$/.test(element)) return [element, texts(value, lower)];
        if (/^(Not)?Resource$/.test(element)) return [element, texts(value, same)];
        return [element, element === "Condition" && isObject(value) ? conditions(value) : value];
      }),
    ),
  );
}

function conditions(operators: Record<string, unknown>): object {
  const keysOf = (keys: unknown) => {
    if (!isObject(keys)) return keys;
    return sorted(
      Object.fromEntries(
        Object.entries(keys).map(([key, values]) => [lower(key), texts(values, same)]),
      ),
    );
  };
  return sorted(
    Object.fromEntries(Object.entries(operators).map(([name, keys]) => [name, keysOf(keys)])),
  );
}

function texts(value: unknown, form: (text: string) => string): string[] {
  return [...new Set(listed(value).map((one) => form(String(one))))].sort();
}

function listed(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function sorted(object: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

function lower(text: string): string {
  return text.toLowerCase();
}

function same(text: string): string {
  return text;
}

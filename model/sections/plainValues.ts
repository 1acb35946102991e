import { isObject } from "../../policies/isObject.ts";
import { type Checked, refused, sound } from "../problems/checked.ts";
import { pathOf } from "../problems/path.ts";
import { error } from "../problems/problem.ts";

/** A time as Go prints it: what Pulumi makes of a day without quotes in a stack file. */
const goTime = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?) [+-]\d{4} (?:UTC|[+-]\d{4})$/;

/**
 * A value of the configuration as its author wrote it: days that YAML turned into times are days again. What can't
 * be brought back, or can't be a key, is a problem and left out.
 */
export function plainValue(value: unknown, path: string): Checked<unknown> {
  return plain(value, path);
}

function plain(value: unknown, path: string): Checked<unknown> {
  if (typeof value === "string") return plainText(value, path);
  if (typeof value !== "object" || value === null) return sound(value);
  if (value instanceof Map || value instanceof Set) {
    return refused(
      error(path, "has a tag such as !!set or !!omap; write a plain list or group of keys"),
    );
  }
  if (Array.isArray(value)) {
    const items = Array.from(value, (item, index) => plain(item, pathOf(path, index)));
    return {
      value: items.map((item) => item.value),
      problems: items.flatMap(({ problems }) => problems),
    };
  }
  return isObject(value) ? plainObject(value, path) : sound(value);
}

function plainObject(value: Readonly<Record<string, unknown>>, path: string): Checked<unknown> {
  const entries = Object.entries(value).map(([name, inner]) => {
    const key = plainKey(name);
    const at = pathOf(path, key);
    if (key !== "__proto__") return { key, ...plain(inner, at) };
    const why =
      'the key can\'t be "__proto__", a word that JavaScript keeps for itself; choose another';
    return { key, ...refused(error(at, why)) };
  });
  return {
    value: Object.fromEntries(
      entries.filter(({ key }) => key !== "__proto__").map(({ key, value: inner }) => [key, inner]),
    ),
    problems: entries.flatMap(({ problems }) => problems),
  };
}

function plainText(text: string, path: string): Checked<string | undefined> {
  const [, day, clock = ""] = goTime.exec(text) ?? [];
  if (day === undefined) return sound(text);
  if (/^00:00:00(\.0+)?$/.test(clock)) return sound(day);
  const advice = "YAML reads this as a time, text is wanted: put it in quotes as you wrote it";
  return refused(error(path, advice));
}

/** Go's words for an empty key; a day without quotes. */
function plainKey(key: string): string {
  return key === "<nil>" ? "" : (goTime.exec(key)?.[1] ?? key);
}

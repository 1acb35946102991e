import { isObject } from "../../policies/isObject.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";

/** A time as Go prints it: what Pulumi makes of a day without quotes in a stack file. */
const goTime = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?) [+-]\d{4} (?:UTC|[+-]\d{4})$/;

/**
 * A value of the configuration as its author wrote it: days that YAML turned into times are days again. What can't
 * be brought back, or can't be a key, is a problem and left out.
 */
export function plainValue(value: unknown, path: string, problems: Problem[]): unknown {
  return plain(value, path, problems, []);
}

function plain(value: unknown, path: string, problems: Problem[], holders: unknown[]): unknown {
  if (typeof value === "string") return plainText(value, path, problems);
  if (typeof value !== "object" || value === null) return value;
  if (holders.includes(value)) {
    problems.push(error(path, "holds itself by an alias (*name); write out what is meant"));
    return undefined;
  }
  const inside = [...holders, value];
  if (Array.isArray(value)) {
    return Array.from(value, (item, index) => plain(item, pathOf(path, index), problems, inside));
  }
  if (value instanceof Map || value instanceof Set) {
    problems.push(
      error(path, "has a tag such as !!set or !!omap; write a plain list or group of keys"),
    );
    return undefined;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const key = plainKey(name);
    const at = pathOf(path, key);
    if (key === "__proto__") {
      problems.push(
        error(
          at,
          'the key can\'t be "__proto__", a word that JavaScript keeps for itself; choose another',
        ),
      );
      return [];
    }
    return [[key, plain(inner, at, problems, inside)]];
  });
  return Object.fromEntries(entries);
}

function plainText(text: string, path: string, problems: Problem[]): string | undefined {
  const [, day, clock = ""] = goTime.exec(text) ?? [];
  if (day === undefined) return text;
  if (/^00:00:00(\.0+)?$/.test(clock)) return day;
  problems.push(
    error(path, "YAML reads this as a time, text is wanted: put it in quotes as you wrote it"),
  );
  return undefined;
}

/** Go's words for an empty key; a day without quotes. */
function plainKey(key: string): string {
  return key === "<nil>" ? "" : (goTime.exec(key)?.[1] ?? key);
}

import { pathOf } from "../../model/problems/path.ts";
import { isObject } from "../../policies/isObject.ts";

/** How two values differ, a line for each place: `- ` what the first one has, `+ ` what the second one has. */
export function differences(path: string, before: unknown, after: unknown): string[] {
  if (textOf(before) === textOf(after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      differences(path === "" ? key : pathOf(path, key), before[key], after[key]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [before, after].map((list) => new Set(list.map(textOf)));
    const gone = before.filter((item) => !now?.has(textOf(item)));
    const come = after.filter((item) => !old?.has(textOf(item)));
    if (gone.length + come.length === 0) return [`~ ${path}: in another order`];
    return [
      ...gone.map((item) => `- ${path}: ${JSON.stringify(item)}`),
      ...come.map((item) => `+ ${path}: ${JSON.stringify(item)}`),
    ];
  }
  return [
    ...(before === undefined ? [] : [`- ${path}: ${JSON.stringify(before)}`]),
    ...(after === undefined ? [] : [`+ ${path}: ${JSON.stringify(after)}`]),
  ];
}

/** The order of keys says nothing. */
function textOf(value: unknown): string | undefined {
  return JSON.stringify(value, (_, one) =>
    isObject(one) ? Object.fromEntries(Object.entries(one).sort()) : one,
  );
}

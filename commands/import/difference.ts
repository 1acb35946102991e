import { pathOf } from "../../model/problems/path.ts";
import { isObject } from "../../policies/isObject.ts";

/** How two values differ, a line for each place: `- ` what the first one has, `+ ` what the second one has. */
export function differences(path: string, before: unknown, after: unknown): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      differences(path === "" ? key : pathOf(path, key), before[key], after[key]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [before, after].map((list) => list.map((item) => JSON.stringify(item)));
    const gone = old?.filter((item) => !now?.includes(item)) ?? [];
    const come = now?.filter((item) => !old?.includes(item)) ?? [];
    if (gone.length + come.length === 0) return [`~ ${path}: in another order`];
    return [
      ...gone.map((item) => `- ${path}: ${item}`),
      ...come.map((item) => `+ ${path}: ${item}`),
    ];
  }
  return [
    ...(before === undefined ? [] : [`- ${path}: ${JSON.stringify(before)}`]),
    ...(after === undefined ? [] : [`+ ${path}: ${JSON.stringify(after)}`]),
  ];
}

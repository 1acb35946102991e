import type { z } from "zod";
import { isObject } from "../../policies/isObject.ts";

/** Those keys of a broken value that fit by themselves, defaults applied: what is wrong elsewhere doesn't hide what they say. */
export function usableKeys<Shape extends Readonly<Record<string, z.ZodType>>>(
  shape: Shape,
  value: unknown,
): { [Key in keyof Shape]?: z.output<Shape[Key]> } {
  const given = isObject(value) ? value : {};
  const usable = Object.entries(shape).flatMap(([key, schema]) => {
    const result = schema.safeParse(Object.hasOwn(given, key) ? given[key] : undefined);
    return result.success && result.data !== undefined ? [[key, result.data] as const] : [];
  });
  return Object.fromEntries(usable) as { [Key in keyof Shape]?: z.output<Shape[Key]> };
}

/** What stands in the place of an item that was refused, so that the others keep theirs. */
export interface Unusable {
  readonly unusable: true;
}

/** The items of a broken list, those that fit by themselves. */
export function usableItems<Item extends z.ZodType>(
  item: Item,
  value: unknown,
): (z.output<Item> | Unusable)[] {
  if (!Array.isArray(value)) return [];
  return Array.from(value, (one) => {
    const result = item.safeParse(one);
    return result.success ? result.data : { unusable: true };
  });
}

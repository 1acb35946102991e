import { isObject } from "./isObject.ts";
/** A value that Pulumi doesn't know yet, such as the ARN of a resource that the update will create. */
export const UNKNOWN: unique symbol = Symbol("not known in preview");
export type Unknown = typeof UNKNOWN;

/** A property as a rule sees it: JSON, with `UNKNOWN` where preview can't tell. */
export type Value =
  | null
  | boolean
  | number
  | string
  | Unknown
  | readonly Value[]
  | { readonly [key: string]: Value };
export type Properties = { readonly [key: string]: Value | undefined };

/** The value as text; `undefined` when it is absent or no text. */
export function text(value: Value | undefined): string | Unknown | undefined {
  return typeof value === "string" || value === UNKNOWN ? value : undefined;
}

/** The value as a list, empty when it is absent or no list. */
export function list(value: Value | undefined): readonly Value[] | Unknown {
  if (value === UNKNOWN) return UNKNOWN;
  return Array.isArray(value) ? value : [];
}

/** The value as an object; `undefined` when it is absent or no object. */
export function object(value: Value | undefined): Properties | Unknown | undefined {
  if (value === UNKNOWN) return UNKNOWN;
  return isObject(value) ? (value as Properties) : undefined;
}

/** Whether the value, or anything inside it, is not known yet. */
export function hasUnknown(value: Value | Properties | undefined): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}

/** Levels of lists and objects within each other that are read: no policy and no template has half as many. */
export const MAX_DEPTH = 100;

/**
 * Copies properties as @pulumi/policy hands them to a policy, where reading an unknown value throws.
 * Enumerating keys is safe, so each value is read on its own and an unknown one becomes `UNKNOWN`; so does what is
 * nested deeper than `MAX_DEPTH`.
 *
 * @param onDeep told that something is
 */
export function plainProperties(
  properties: object,
  onDeep: () => void = () => undefined,
): Properties {
  return copy(properties, 0, onDeep) as Properties;
}

/** One of the properties likewise. */
export function plainProperty(properties: object, key: string): Value | undefined {
  return key in properties ? read(properties, key, 1, () => undefined) : undefined;
}

function copy(value: unknown, depth: number, onDeep: () => void): Value {
  if (typeof value !== "object" || value === null) return value as Value;
  if (depth > MAX_DEPTH) {
    onDeep();
    return UNKNOWN;
  }
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, i) => read(value, i, depth + 1, onDeep));
  }
  const copied: Record<string, Value> = {};
  for (const key of Object.keys(value)) {
    const one = read(value, key, depth + 1, onDeep);
    // Assigned, it would be what all keys that aren't there are looked for in.
    if (key === "__proto__") Object.defineProperty(copied, key, { value: one, enumerable: true });
    else copied[key] = one;
  }
  return copied;
}

function read(owner: object, key: PropertyKey, depth: number, onDeep: () => void): Value {
  try {
    return copy((owner as Record<PropertyKey, unknown>)[key], depth, onDeep);
  } catch (error) {
    // By name: with two copies of @pulumi/policy installed, `instanceof` says no.
    if (error instanceof Error && error.constructor.name === "UnknownValueError") return UNKNOWN;
    throw error;
  }
}

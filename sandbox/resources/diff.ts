import { isDeepStrictEqual } from "node:util";
import type { Properties, Property, ResourceDefinition } from "./resource.ts";

export interface ResourceDiff {
  /** Changed inputs. */
  readonly changed: readonly string[];
  /** Those of them that make a new resource. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  /** Outputs that stay as they are whatever else changes. */
  readonly stables: readonly string[];
}

/** What would become of a resource whose state is `olds` when its checked inputs are `news`. */
export function diff(
  definition: ResourceDefinition,
  olds: Properties,
  news: Properties,
): ResourceDiff {
  const declared: [string, Property][] = Object.entries(definition.inputs);
  if (!definition.global) declared.push(["region", { replaces: true }]);
  if (definition.tagged) declared.push(["tagsAll", { kind: "map" }]);
  const changed: string[] = [];
  const replaces: string[] = [];
  for (const [key, property] of declared) {
    // The provider chooses what isn't given, and keeps it (optional and computed in its schema).
    if (news[key] === undefined && definition.computed.includes(key)) continue;
    if (same(property, olds[key], news[key])) continue;
    changed.push(key);
    if (property.replaces || !definition.update) replaces.push(key);
  }
  const { nameProperty } = definition;
  const explicit =
    nameProperty !== undefined &&
    news[nameProperty] !== undefined &&
    !((news.__defaults ?? []) as string[]).includes(nameProperty);
  return {
    changed,
    replaces,
    deleteBeforeReplace: replaces.length > 0 && explicit,
    stables: replaces.length > 0 ? [] : stableOutputs(definition),
  };
}

function stableOutputs(definition: ResourceDefinition): string[] {
  return definition.computed.filter((key) => !["status", "statusReason"].includes(key));
}

function same(property: Property, old: unknown, wanted: unknown): boolean {
  return isDeepStrictEqual(normal(property, old), normal(property, wanted));
}

/** Equal for values between which the provider sees no difference. */
function normal(property: Property, value: unknown): unknown {
  if (isEmpty(value)) return undefined;
  if (property.kind === "json" && typeof value === "string") return normalPolicy(value);
  const { properties } = property;
  if (Array.isArray(value)) {
    const items = value.map((item) => (properties ? normalObject(properties, item) : item));
    return property.kind === "set" ? items.map((item) => JSON.stringify(item)).sort() : items;
  }
  return properties ? normalObject(properties, value) : value;
}

function normalObject(properties: Readonly<Record<string, Property>>, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    if (key === "__defaults") return [];
    const normalised = normal(properties[key] ?? {}, inner);
    return normalised === undefined ? [] : [[key, normalised] as const];
  });
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Policies are equal when key order and the order of actions, resources and values is all that differs. */
function normalPolicy(policy: string): unknown {
  try {
    return sorted(JSON.parse(policy));
  } catch {
    return policy;
  }
}

function sorted(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => sorted(item));
    if (items.some((item) => typeof item === "object")) {
      return key === "Statement" && items.length === 1 ? items[0] : items;
    }
    return items.length === 1 ? items[0] : items.sort();
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(
    ([name, inner]) => [name, sorted(inner, name)] as const,
  );
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

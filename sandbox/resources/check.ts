import { createHash } from "node:crypto";
import { orDidYouMean } from "../../model/problems/didYouMean.ts";
import type {
  CheckFailure,
  Properties,
  Property,
  ProviderConfiguration,
  ResourceDefinition,
} from "./resource.ts";
import { hasUnknown, isUnknown } from "./unknown.ts";

/** What a check is about. */
export interface CheckedResource {
  readonly name: string;
  /** The last checked inputs; absent for a new resource. */
  readonly olds?: Properties | undefined;
  readonly news: Properties;
  /** Makes a generated name unlike others'. */
  readonly seed: Uint8Array | string;
}

/** Inputs with the provider's defaults, and what the provider refuses about them. */
export function check(
  definition: ResourceDefinition,
  configuration: ProviderConfiguration,
  resource: CheckedResource,
): { inputs: Properties; failures: CheckFailure[] } {
  const inputs: Record<string, unknown> = {};
  const defaulted: string[] = [];
  for (const [key, value] of Object.entries(resource.news)) {
    if (key !== "__defaults" && value !== null && value !== undefined) inputs[key] = value;
  }
  const fill = (key: string, value: unknown) => {
    if (inputs[key] !== undefined || value === undefined) return;
    inputs[key] = value;
    defaulted.push(key);
  };
  if (!definition.global) fill("region", configuration.region);
  if (definition.nameProperty) {
    fill(definition.nameProperty, generatedName(definition.nameProperty, resource));
  }
  for (const [key, property] of Object.entries(definition.inputs)) {
    fill(key, property.default);
    inputs[key] = withDefaults(property, inputs[key]);
    if (inputs[key] === undefined) delete inputs[key];
  }
  if (definition.tagged) {
    const tags = inputs.tags ?? {};
    inputs.tagsAll = isUnknown(tags) ? tags : { ...configuration.defaultTags, ...(tags as object) };
  }
  if (defaulted.length > 0) inputs.__defaults = defaulted.sort();
  return { inputs, failures: failures(definition, inputs) };
}

/** `x-1a2b3c4`, as long as the provider's own maximum of 255: it does not look at the property's. */
function generatedName(property: string, { name, olds, seed }: CheckedResource): string {
  const wasGenerated = ((olds?.__defaults ?? []) as string[]).includes(property);
  if (wasGenerated && typeof olds?.[property] === "string") return olds[property];
  const digits = createHash("sha256").update(name).update(seed).digest("hex").slice(0, 7);
  return `${name}-${digits}`;
}

function withDefaults(property: Property, value: unknown): unknown {
  if (!property.properties || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item) => withDefaults({ ...property, kind: "object" }, item));
  }
  const filled: Record<string, unknown> = { ...value };
  for (const [key, inner] of Object.entries(property.properties)) {
    const completed = withDefaults(inner, filled[key] ?? inner.default);
    if (completed !== undefined) filled[key] = completed;
  }
  return filled;
}

function failures(definition: ResourceDefinition, inputs: Properties): CheckFailure[] {
  const declared = [...Object.keys(definition.inputs), "region", "tagsAll", "__defaults"];
  const found: CheckFailure[] = [];
  for (const key of Object.keys(inputs)) {
    if (declared.includes(key)) continue;
    const reason = `Invalid or unknown key${orDidYouMean(key, declared)}`;
    found.push({ property: key, reason });
  }
  for (const [key, property] of Object.entries(definition.inputs)) {
    found.push(...checkProperty(property, key, inputs[key]));
  }
  return found;
}

function checkProperty(property: Property, path: string, value: unknown): CheckFailure[] {
  if (value === undefined || value === null) {
    if (!property.required) return [];
    const reason = `Missing required argument. The argument "${snake(path)}" is required, but no definition was found.`;
    return [{ property: path, reason }];
  }
  if (isUnknown(value)) return [];
  const reason = kindProblem(property, path, value) ?? valueProblem(property, path, value);
  if (reason) return [{ property: path, reason }];
  const inner = Object.entries(property.properties ?? {});
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item, index) => {
    const prefix = Array.isArray(value) ? `${path}[${index}]` : path;
    if (isUnknown(item)) return [];
    if (inner.length === 0 && Array.isArray(value)) {
      return checkProperty(itemProperty(property), prefix, item);
    }
    return inner.flatMap(([key, one]) =>
      checkProperty(one, `${prefix}.${key}`, (item as Properties)[key]),
    );
  });
}

/** What holds for each item of a list: a text, unless it says otherwise. */
function itemProperty({ itemKind, pattern, patternText }: Property): Property {
  return {
    kind: itemKind ?? "string",
    ...(pattern ? { pattern } : {}),
    ...(patternText ? { patternText } : {}),
  };
}

function kindProblem(property: Property, path: string, value: unknown): string | undefined {
  const kind = property.kind ?? "string";
  const name = snake(path);
  if (kind === "list" || kind === "set") {
    return Array.isArray(value) ? undefined : `Attribute must be a list: ${name}`;
  }
  if (kind === "object" || kind === "map") {
    const isObject = typeof value === "object" && !Array.isArray(value);
    return isObject ? undefined : `Attribute must be a ${kind === "map" ? "map" : "list"}: ${name}`;
  }
  const wanted = kind === "json" ? "string" : kind;
  return typeof value === wanted ? undefined : `expected type of ${name} to be ${wanted}`;
}

function valueProblem(property: Property, path: string, value: unknown): string | undefined {
  const name = snake(path);
  const { length, pattern, values } = property;
  if (Array.isArray(value)) {
    if (!length || hasUnknown(value) || value.length >= length[0]) return undefined;
    return `Too few list items: attribute ${name} requires ${length[0]} item minimum, but config has only ${value.length} declared.`;
  }
  if (typeof value !== "string") return undefined;
  // The provider measures bytes of UTF-8, AWS characters (StringLenBetween of terraform-plugin-sdk).
  const bytes = Buffer.byteLength(value);
  if (length && (bytes < length[0] || bytes > length[1])) {
    return `expected length of ${name} to be in the range (${length[0]} - ${length[1]}), got ${value}`;
  }
  if (values && !values.includes(value)) {
    return `expected ${name} to be one of ${JSON.stringify(values)}, got ${value}`;
  }
  if (pattern && !pattern.test(value)) {
    return `invalid value for ${name} (${property.patternText ?? `must match ${pattern.source}`}), got ${value}`;
  }
  if (property.kind === "json" && !isJson(value))
    return `"${name}" contains an invalid JSON policy`;
  return undefined;
}

function isJson(value: string): boolean {
  try {
    return typeof JSON.parse(value) === "object";
  } catch {
    return false;
  }
}

/** The name that the provider's messages use. */
function snake(path: string): string {
  const last = path.slice(path.lastIndexOf(".") + 1);
  return last.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

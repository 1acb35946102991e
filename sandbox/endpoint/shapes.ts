import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema, StaticStructureSchema } from "@smithy/types";
import { ServiceError } from "../world/serviceError.ts";

/** Whether a schema is a structure without members, or nothing at all. */
export function isEmpty(schema: NormalizedSchema): boolean {
  return schema.isUnitSchema() || Object.keys(schema.getMemberSchemas()).length === 0;
}

/**
 * Refuses a request that lacks a member which AWS requires.
 * @throws ServiceError ValidationException that names all of them
 */
export function refuseMissing([, , , , input]: StaticOperationSchema, value: unknown): void {
  const found = missing(NormalizedSchema.of(input), value, "");
  if (found.length === 0) return;
  const count = `${found.length} validation error${found.length === 1 ? "" : "s"} detected`;
  const texts = found.map(
    (place) => `Value null at '${place}' failed to satisfy constraint: Member must not be null`,
  );
  throw new ServiceError("ValidationException", `${count}: ${texts.join("; ")}`);
}

function missing(schema: NormalizedSchema, value: unknown, place: string): string[] {
  if (value === undefined || value === null) return [];
  if (schema.isListSchema() && Array.isArray(value)) {
    const item = schema.getValueSchema();
    return value.flatMap((one, index) => missing(item, one, `${place}.${index + 1}.member`));
  }
  if (!schema.isStructSchema()) return [];
  const held = value as Readonly<Record<string, unknown>>;
  const required = requiredMembers(schema);
  return [...schema.structIterator()].flatMap(([name, member]) => {
    const path = inside(place, name);
    const isAbsent = held[name] === undefined || held[name] === null;
    // An attribute of a person is taken away by null.
    if (isAbsent && required.has(name) && !member.isDocumentSchema()) return [path];
    return missing(member, held[name], path);
  });
}

/** The SDK's schemas list a structure's required members first, and say how many they are. */
function requiredMembers(schema: NormalizedSchema): ReadonlySet<string> {
  const [, , , , names, , count = 0] = schema.getSchema() as StaticStructureSchema;
  return new Set(names.slice(0, count));
}

/**
 * Refuses a request with a member of another type, such as a number for a text.
 * @throws ServiceError SerializationException
 */
export function refuseWrongTypes([, , , , input]: StaticOperationSchema, value: unknown): void {
  const place = wrongType(NormalizedSchema.of(input), value, "");
  if (place === undefined) return;
  throw new ServiceError("SerializationException", `${place || "the body"} has another type`);
}

function wrongType(schema: NormalizedSchema, value: unknown, place: string): string | undefined {
  if (value === undefined || value === null || schema.isDocumentSchema()) return undefined;
  if (schema.isStringSchema()) return typeof value === "string" ? undefined : place;
  if (schema.isBooleanSchema()) return typeof value === "boolean" ? undefined : place;
  if (schema.isNumericSchema()) return typeof value === "number" ? undefined : place;
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return place;
    const item = schema.getValueSchema();
    return first(value.map((one, index) => wrongType(item, one, `${place}.${index + 1}.member`)));
  }
  if (!schema.isStructSchema()) return undefined;
  if (typeof value !== "object") return place;
  const held = value as Readonly<Record<string, unknown>>;
  const members = [...schema.structIterator()];
  return first(members.map(([name, member]) => wrongType(member, held[name], inside(place, name))));
}

function first(places: readonly (string | undefined)[]): string | undefined {
  return places.find((place) => place !== undefined);
}

function inside(place: string, member: string): string {
  const name = `${member.charAt(0).toLowerCase()}${member.slice(1)}`;
  return place === "" ? name : `${place}.${name}`;
}

/** The world's answer as the SDK's serializers want it: times are texts or milliseconds there, and dates here. */
export function outputShape([, , , , , output]: StaticOperationSchema, value: unknown): unknown {
  return toShape(NormalizedSchema.of(output), value);
}

function toShape(schema: NormalizedSchema, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema.isTimestampSchema()) return new Date(value as string | number);
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    return (value as readonly unknown[]).map((one) => toShape(item, one));
  }
  if (schema.isMapSchema()) return value;
  if (!schema.isStructSchema()) return value;
  const held = value as Readonly<Record<string, unknown>>;
  const members = [...schema.structIterator()].flatMap(([name, member]) => {
    const shaped = toShape(member, held[name]);
    return shaped === undefined ? [] : [[name, shaped] as const];
  });
  return Object.fromEntries(members);
}

import type { NormalizedSchema } from "@smithy/core/schema";

/** The members that a form of AWS's Query protocol holds: `Tags.member.1.Key` and the like. */
export function readForm(schema: NormalizedSchema, form: URLSearchParams): unknown {
  return schema.isUnitSchema() ? {} : (read(schema, form, "") ?? {});
}

function read(schema: NormalizedSchema, form: URLSearchParams, path: string): unknown {
  if (schema.isStructSchema()) return readStructure(schema, form, path);
  if (schema.isListSchema()) return readList(schema, form, path);
  const text = form.get(path);
  return text === null ? undefined : simple(schema, text);
}

function readStructure(schema: NormalizedSchema, form: URLSearchParams, path: string): unknown {
  const members = [...schema.structIterator()].flatMap(([name, member]) => {
    const key = String(member.getMergedTraits().xmlName ?? name);
    const value = read(member, form, inside(path, key));
    return value === undefined ? [] : [[name, value] as const];
  });
  return members.length === 0 && path !== "" ? undefined : Object.fromEntries(members);
}

function readList(schema: NormalizedSchema, form: URLSearchParams, path: string): unknown {
  // An empty list is written as an empty text.
  if (form.get(path) === "") return [];
  const item = schema.getValueSchema();
  const isFlat = schema.getMergedTraits().xmlFlattened !== undefined;
  const prefix = isFlat ? path : inside(path, String(item.getMergedTraits().xmlName ?? "member"));
  const items: unknown[] = [];
  for (let index = 1; ; index++) {
    const value = read(item, form, inside(prefix, String(index)));
    if (value === undefined) return items.length === 0 ? undefined : items;
    items.push(value);
  }
}

/** A text of a form, or of a URL, as its schema wants it. */
export function simple(schema: NormalizedSchema, text: string): unknown {
  if (schema.isBooleanSchema()) return text === "true" || (text === "false" ? false : text);
  if (schema.isNumericSchema()) return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  return text;
}

function inside(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

interface Schema {
  readonly description?: string;
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Keys of a JSON Schema, by their path, that say nothing of themselves. */
export function undescribed(schema: Schema): string[] {
  const silent = schemas(schema).flatMap(({ schema: one, path }) =>
    Object.entries(one.properties ?? {}).flatMap(([key, { description }]) =>
      description ? [] : [[...path, key].join(".")],
    ),
  );
  return [...new Set(silent)];
}

/** Patterns of a JSON Schema, by their path, that no words explain. */
export function wordless(schema: Schema): string[] {
  return schemas(schema).flatMap(({ schema: { pattern, patternErrorMessage }, path }) =>
    typeof pattern === "string" && !patternErrorMessage ? [path.join(".")] : [],
  );
}

/** A schema and all that it is made of. */
function schemas(
  schema: object,
  path: readonly string[] = [],
): { schema: Schema; path: string[] }[] {
  const below = Object.entries(schema).flatMap(([key, value]) =>
    typeof value === "object" && value !== null ? schemas(value, [...path, key]) : [],
  );
  return [{ schema: schema as Schema, path: [...path] }, ...below];
}

/** What is used of a JSON Schema. */
export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | false;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** What a pattern allows, in words. */
  readonly patternErrorMessage?: string;
}

/** A schema without the alternative that a key may be left empty. */
export function withoutNull(schema: Schema): Schema {
  const { anyOf, ...rest } = schema;
  const [only, ...others] = (anyOf ?? []).filter(({ type }) => type !== "null");
  return only && others.length === 0 ? { ...withoutNull(only), ...rest } : schema;
}

/** What kind of value it is, in words. */
export function typeOf(given: Schema): string {
  const schema = withoutNull(given);
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(", ");
  if (schema.anyOf) {
    const types = schema.anyOf.map((one) => (one.const === false ? "`false`" : typeOf(one)));
    return [...new Set(types)].join(" or ");
  }
  if (schema.type === "array") return `list of ${plural(schema.items ?? {})}`;
  if (schema.type === "integer") return "whole number";
  if (schema.type === "boolean") return "`true` or `false`";
  if (schema.type === "string") return "text";
  return schema.additionalProperties ? "map" : "keys";
}

function plural(item: Schema): string {
  if (item.description?.startsWith("all (")) return "[account selectors](#accounts-of-a-line)";
  const type = typeOf(item);
  if (type === "text") return "texts";
  return type === "keys" ? "lines" : type.replace("text", "texts");
}

/** What a value may be within its type. */
export function limitsOf(given: Schema): string[] {
  const schema = withoutNull(given);
  if (schema.type === "array") {
    const items = limitsOf(schema.items ?? {}).map((limit) => limit.replace(/^at most/, "each $&"));
    return [...range("items", schema.minItems, schema.maxItems), ...items];
  }
  if (schema.anyOf) return [...new Set(schema.anyOf.flatMap(limitsOf))];
  const words = schema.patternErrorMessage;
  return [
    ...(words === undefined ? [] : [words]),
    ...range("characters", schema.minLength, schema.maxLength),
    ...range("", schema.minimum, schema.maximum),
  ];
}

function range(unit: string, from: number | undefined, to: number | undefined): string[] {
  const words = (text: string) => [`${text} ${unit}`.trim()];
  if (to === undefined) {
    if (from === undefined) return [];
    return words(`at least ${from}`).map((text) => text.replace(/( 1 item)s$/, "$1"));
  }
  return unit === "characters" && (from ?? 0) < 2
    ? words(`at most ${to}`)
    : words(`${from} to ${to}`);
}

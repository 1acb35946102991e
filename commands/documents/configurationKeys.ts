import { z } from "zod";
import { configurationSchema } from "../../model/schema/configuration.ts";
import { emergencyConfigurationSchema } from "../../model/schema/emergency.ts";
import { limitsOf, type Schema, typeOf, withoutNull } from "./configurationTypes.ts";

/** What stands in a section: a table of its keys, from the schema that reads it. */
export function sectionKeys(section: string): string {
  const schema = withoutNull(configuration().properties?.[section] ?? {});
  const entry = schema.additionalProperties;
  if (entry === undefined || entry === false) return table(rowsOf(schema, ""));
  const keys = `Keys: ${limitsOf(schema.propertyNames ?? {}).join("; ")}.`;
  const [made, existing] = entry.anyOf ?? [];
  if (!made) return `${keys}\n\nValues: ${entry.patternErrorMessage}.`;
  const lookedUp = Object.keys(existing?.properties ?? {}).map((key) => `\`${key}\``);
  return [
    keys,
    table(rowsOf(made, "")),
    `With \`existing: true\` an entry takes ${list(lookedUp)} only.`,
  ].join("\n\n");
}

/** What stands in access:emergency of a stack file of emergency/. */
export function emergencyKeys(): string {
  const { emergency = {} } = jsonSchema(emergencyConfigurationSchema).properties ?? {};
  const role = emergency.properties?.roles?.additionalProperties;
  const rows = [...rowsOf(emergency, ""), ...(role ? rowsOf(role, "roles.NAME.") : [])];
  return table(rows).replaceAll("](#accounts", "](configuration.md#accounts");
}

/** What an account selector with keys takes. */
export function selectorKeys(): string {
  const groups = withoutNull(configuration().properties?.groups ?? {}).additionalProperties;
  const group = groups === undefined || groups === false ? undefined : groups.anyOf?.[0];
  const access = withoutNull(group?.properties?.access ?? {}).items;
  const selector = access?.properties?.accounts?.items;
  return table(rowsOf(selector?.anyOf?.find(({ properties }) => properties) ?? {}, ""));
}

interface Row {
  readonly key: string;
  readonly type: string;
  readonly default: string;
  readonly limits: readonly string[];
  readonly meaning: string;
}

/** A row for each key, and below it one for each key of what it holds. */
function rowsOf({ properties = {}, required = [] }: Schema, path: string): Row[] {
  return Object.entries(properties).flatMap(([name, given]) => {
    const schema = withoutNull(given);
    const key = `${path}${name}`;
    const [, standard] = defaultText.exec(schema.description ?? "") ?? [];
    const row = {
      key,
      type: typeOf(schema),
      default: required.includes(name) ? "required" : (standard ?? defaultOf(schema)),
      limits: limitsOf(schema),
      meaning: (schema.description ?? "").replace(defaultText, "").replace(lengthText, "").trim(),
    };
    // Account selectors have a table of their own.
    const isSelector = schema.items?.description?.startsWith("all (") ?? false;
    return [row, ...(isSelector ? [] : below(schema, key))];
  });
}

function below(schema: Schema, key: string): Row[] {
  const items = schema.items ? below(withoutNull(schema.items), `${key}[]`) : [];
  const alternatives = (schema.anyOf ?? []).flatMap((one) => below(one, key));
  return [...rowsOf(schema, `${key}.`), ...items, ...alternatives];
}

const defaultText = / ?Default: (.+?)\.(?= |$)/;
const lengthText = /, \d+ to \d+ characters/;

function defaultOf({ default: value }: Schema): string {
  return value === undefined || typeof value === "object" ? "none" : `\`${value}\``;
}

function table(rows: readonly Row[]): string {
  const notes: string[] = [];
  const lines = rows.map((row) => {
    const limits = row.limits.map((limit) => (limit.length > 32 ? noted(limit, notes) : limit));
    const cells = [`\`${row.key}\``, row.type, row.default, limits.join("; "), row.meaning];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  const head = ["| key | type | default | limits | meaning |", "| --- | --- | --- | --- | --- |"];
  const words = notes.map((note, index) => `${index + 1}. ${note}`);
  return [...head, ...lines, ...(words.length > 0 ? ["", ...words] : [])].join("\n");
}

/** The number of a note below the table: what many keys share is said once. */
function noted(limit: string, notes: string[]): string {
  if (!notes.includes(limit)) notes.push(limit);
  return `note ${notes.indexOf(limit) + 1}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("*", "\\*");
}

function list(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : `${words[0]}`;
}

function configuration(): Schema {
  return jsonSchema(configurationSchema);
}

function jsonSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { target: "draft-7", io: "input" }) as Schema;
}

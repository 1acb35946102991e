import type { Rule, SettingSchema } from "../../policies/rule.ts";

/**
 * The declarations of the package's entry, policies.d.ts, with each rule and its settings by name. Packs under
 * ts-node are checked with TypeScript 3.8 unless they install a later one, so they use no newer syntax.
 */
export function policyTypes(rules: readonly Rule[]): string {
  return `import type { Policies } from "@pulumi/policy";

export interface PoliciesOptions {
  /** Ids of the rules to have. @default all */
  readonly only?: readonly RuleId[];
  /** Ids of rules to leave out. @default none */
  readonly except?: readonly RuleId[];
  /** Levels, settings and exemptions where they differ from a rule's own. A \`--policy-pack-config\` overrides each. */
  readonly rules?: RuleOptions;
}

/**
 * The rules as policies for a PolicyPack of one's own, and a last one that checks their configuration.
 *
 * @throws Error when an id is none of a rule
 */
export declare function policies(options?: PoliciesOptions): Policies;

export interface RuleDefaults {
  /** \`mandatory\` stops the update, \`advisory\` is said. */
  readonly level?: "mandatory" | "advisory" | "disabled";
  /** Findings to live with for a while. */
  readonly exemptions?: readonly Exemption[];
}

export interface Exemption {
  /** Name or URN of the resource, \`*\` and \`?\` allowed. For findings about the whole stack: \`*\`. */
  readonly resource: string;
  /** Only findings with this id, \`*\` and \`?\` allowed. @default all of the rule's */
  readonly finding?: string;
  readonly reason: string;
  /** Last day on which it holds, \`YYYY-MM-DD\`. */
  readonly expires: string;
}

export type RuleId = keyof RuleOptions;

export interface RuleOptions {
${rules.map(ruleType).join("\n")}
}
`;
}

function ruleType({ id, title, level, severity, settings }: Rule): string {
  const own = Object.entries(settings).map(([name, { description, schema, ...rest }]) => {
    const comment = comments(`${description}. @default ${JSON.stringify(rest.default)}`);
    return `    ${comment}\n    readonly ${key(name)}?: ${typeOf(schema)};`;
  });
  const type = own.length > 0 ? `RuleDefaults & {\n${own.join("\n")}\n  }` : "RuleDefaults";
  return `  ${comments(`${title} (${level}, ${severity})`)}\n  readonly ${key(id)}?: ${type};`;
}

function typeOf(schema: SettingSchema): string {
  switch (schema.type) {
    case "string":
      return schema.enum?.map((one) => JSON.stringify(one)).join(" | ") ?? "string";
    case "integer":
      return "number";
    case "boolean":
      return "boolean";
    case "array":
      return `readonly ${itemOf(schema)}[]`;
    case "object":
      return objectType(schema);
  }
}

function itemOf({ items }: SettingSchema): string {
  const type = items ? typeOf(items) : "unknown";
  return type.includes("|") ? `(${type})` : type;
}

function objectType({ properties = {}, required = [], additionalProperties }: SettingSchema) {
  const known = Object.entries(properties).map(([name, schema]) => {
    return `readonly ${key(name)}${required.includes(name) ? "" : "?"}: ${typeOf(schema)}`;
  });
  const more = additionalProperties === false ? [] : ["readonly [key: string]: unknown"];
  return `{ ${[...known, ...more].join("; ")} }`;
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

function comments(text: string): string {
  return `/** ${text.replaceAll("*/", "*\\/")} */`;
}

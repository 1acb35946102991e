import { hasUnknown, type Properties, UNKNOWN, type Unknown, type Value } from "../value.ts";

/** One statement of an identity-based policy, with every "one or many" made many. */
export interface Statement {
  /** `Sid`, or the statement's place such as `Statement[0]`. */
  readonly label: string;
  readonly effect: "Allow" | "Deny";
  /** Exactly one of `actions` and `notActions` is there. */
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly conditional: boolean;
}

/** A policy document that could be read, or what is wrong with it. */
export type Parsed =
  | { readonly statements: readonly Statement[]; readonly problem?: never }
  | { readonly problem: string; readonly statements?: never };

/**
 * Reads an identity-based policy document, as JSON text or as an object. Element names are taken in any
 * case ("Grammar of the IAM JSON policy language").
 *
 * @returns `UNKNOWN` when any part of it isn't known yet
 */
export function parseDocument(source: Value | undefined): Parsed | Unknown {
  if (hasUnknown(source)) return UNKNOWN;
  let document = source;
  if (typeof source === "string") {
    try {
      document = JSON.parse(source) as Value;
    } catch (error) {
      return { problem: `the policy is no JSON: ${(error as Error).message}` };
    }
  }
  if (!isObject(document)) return { problem: "the policy is no JSON object" };
  const statement = lowerCaseKeys(document).statement;
  if (statement === undefined) return { problem: "the policy has no Statement" };
  const statements: Statement[] = [];
  for (const [index, one] of (Array.isArray(statement) ? statement : [statement]).entries()) {
    const read = readStatement(one as Value, `Statement[${index}]`);
    if (typeof read === "string") return { problem: read };
    statements.push(read);
  }
  return { statements };
}

function readStatement(source: Value, place: string): Statement | string {
  if (!isObject(source)) return `${place} is no JSON object`;
  const { sid, effect, action, notaction, resource, notresource, condition } =
    lowerCaseKeys(source);
  const effects = { allow: "Allow", deny: "Deny" } as const;
  const known = effects[String(effect).toLowerCase() as keyof typeof effects];
  if (!known) return `${place} has no Effect Allow or Deny`;
  const fields = {
    actions: many(action),
    notActions: many(notaction),
    resources: many(resource),
    notResources: many(notresource),
  };
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) return `${name} of ${place} is neither text nor a list of texts`;
  }
  if ((action === undefined) === (notaction === undefined)) {
    return `${place} needs exactly one of Action and NotAction`;
  }
  return {
    label: typeof sid === "string" && sid !== "" ? sid : place,
    effect: known,
    ...(fields as Record<string, string[]>),
    conditional: isObject(condition) && Object.keys(condition).length > 0,
  };
}

function many(value: Value | undefined): string[] | undefined | null {
  if (value === undefined) return undefined;
  const values = Array.isArray(value) ? value : [value];
  return values.every((one) => typeof one === "string") ? values : null;
}

function isObject(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lowerCaseKeys(value: Properties): Properties {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one]));
}

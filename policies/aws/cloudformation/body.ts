import { object, type Properties, UNKNOWN, type Unknown, type Value } from "../../value.ts";
import { readYaml } from "./yamlText.ts";

/** Characters: what CloudFormation takes at most, from S3 ("CloudFormation quotas"). */
const MAX_SIZE = 1_048_576;
/** More than any template needs, few enough for every walk over one to end. */
const MAX_DEPTH = 100;
const MAX_VALUES = 200_000;

/** A template's sections; or what was seen in their stead. */
export type Body =
  | { readonly sections: Properties; readonly seen?: never }
  | { readonly seen: string; readonly sections?: never };

/** Reads the body of a template: JSON or YAML text, or an object, parts of which may not be known yet. */
export function readBody(body: Value): Body | Unknown {
  const read: Read = typeof body === "string" ? parse(body) : { value: body };
  if (read.error !== undefined) return { seen: read.error };
  const sections = object(read.value);
  if (sections === UNKNOWN) return UNKNOWN;
  if (sections === undefined) return { seen: "a template that is no JSON or YAML object" };
  const excess = beyondBounds(sections as Value);
  return excess ? { seen: `a template with ${excess}` } : { sections };
}

interface Read {
  readonly value?: Value;
  readonly error?: string;
}

function parse(text: string): Read {
  if (text.length > MAX_SIZE) return { error: `a template of ${text.length} characters` };
  if (/^\s*\{/.test(text)) {
    try {
      return { value: JSON.parse(text) as Value };
    } catch {
      // Braces may also begin YAML, whose reader then says what is wrong.
    }
  }
  const read = readYaml(text);
  if (read.error === undefined) return read;
  return { error: `text that is neither JSON nor YAML: ${read.error}` };
}

function beyondBounds(value: Value): string | undefined {
  let left = MAX_VALUES;
  const isWithin = (one: Value, depth: number): boolean => {
    left -= 1;
    if (typeof one !== "object" || one === null) return true;
    if (depth > MAX_DEPTH || left < 0) return false;
    return Object.values(one).every((inner) => isWithin(inner, depth + 1));
  };
  if (isWithin(value, 0)) return undefined;
  return left < 0
    ? `more than ${MAX_VALUES} values`
    : `values nested deeper than ${MAX_DEPTH} levels`;
}

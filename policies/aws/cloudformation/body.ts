import { object, type Properties, UNKNOWN, type Unknown, type Value } from "../../value.ts";
import { readYaml, type YamlText } from "./yamlText.ts";

/** Characters: what CloudFormation takes at most, from S3 ("CloudFormation quotas"). */
const MAX_SIZE = 1_048_576;
/** More than any template needs, few enough for every walk over one to end. */
const MAX_DEPTH = 100;
const MAX_VALUES = 200_000;

/** A template's sections; or what was seen in their stead. */
export type Body = {
  /** What can't be read of its text, or is read otherwise than it looks. */
  readonly doubts: readonly string[];
  /** Whether there may be more in it. */
  readonly isPartial: boolean;
} & (
  | { readonly sections: Properties; readonly seen?: never }
  | { readonly seen: string; readonly sections?: never }
);

/** Reads the body of a template: JSON or YAML text, or an object, parts of which may not be known yet. */
export function readBody(body: Value): Body | Unknown {
  if (typeof body === "string" && body.length > MAX_SIZE) {
    const seen = `a template of ${body.length} characters`;
    return { seen, doubts: [], isPartial: false };
  }
  const read: YamlText = typeof body === "string" ? parse(body) : whole(body);
  const { value, ...rest } = read;
  const sections = object(value);
  if (sections === UNKNOWN) return UNKNOWN;
  if (sections === undefined) return { seen: "a template that is no JSON or YAML object", ...rest };
  const excess = beyondBounds(sections as Value);
  if (excess) return { sections: {}, doubts: [...rest.doubts, excess], isPartial: true };
  return { sections, ...rest };
}

function whole(value: Value): YamlText {
  return { value, doubts: [], isPartial: false };
}

function parse(text: string): YamlText {
  if (/^\s*\{/.test(text)) {
    try {
      return whole(JSON.parse(text) as Value);
    } catch {
      // Braces may also begin YAML, whose reader then says what is wrong.
    }
  }
  return readYaml(text);
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

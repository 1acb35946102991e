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
  const bounds = new Bounds();
  const bounded = object(bounds.within(sections as Value, 0));
  if (bounds.excess === undefined || bounded === undefined || bounded === UNKNOWN) {
    return { sections, ...rest };
  }
  return { sections: bounded, doubts: [...rest.doubts, bounds.excess], isPartial: true };
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

/** Cuts off what is too deep, or too much: the rest is judged. */
class Bounds {
  /** What was cut off. */
  excess: string | undefined;
  #left = MAX_VALUES;

  /** @returns the value itself where all of it is within bounds */
  within(value: Value, depth: number): Value {
    this.#left -= 1;
    if (typeof value !== "object" || value === null) return value;
    if (depth > MAX_DEPTH) return this.#cut(`values nested deeper than ${MAX_DEPTH} levels`);
    if (this.#left < 0) return this.#cut(`more than ${MAX_VALUES} values`);
    const before = Object.entries(value) as [string, Value][];
    const after = before.map(([key, one]): [string, Value] => [key, this.within(one, depth + 1)]);
    if (after.every(([, one], at) => one === before[at]?.[1])) return value;
    return Array.isArray(value) ? after.map(([, one]) => one) : Object.fromEntries(after);
  }

  #cut(excess: string): Value {
    this.excess ??= excess;
    return UNKNOWN;
  }
}

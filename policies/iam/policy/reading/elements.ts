import { UNKNOWN, type Unknown, type Value } from "../../../value.ts";
import type { Patterns } from "../statement.ts";
import { type ReportFault, shown } from "./fault.ts";

export type JsonObject = { readonly [key: string]: Value };

/** An object's entries, without those that are undefined: JSON has none of them. */
export function entriesOf(source: JsonObject): readonly (readonly [string, Value])[] {
  return Object.entries(source).filter(([, value]) => value !== undefined);
}

/**
 * The elements of an object by their names in lower case: AWS takes them in any case. Names that aren't
 * in `names`, and names that come twice, are reported.
 */
export function elementsOf(
  source: JsonObject,
  names: ReadonlyMap<string, string>,
  place: string,
  report: ReportFault,
): ReadonlyMap<string, Value> {
  const elements = new Map<string, Value>();
  for (const [name, value] of entriesOf(source)) {
    const key = name.toLowerCase();
    const at = place === "" ? name : `${place}.${name}`;
    if (!names.has(key)) {
      const wanted = `only ${[...names.values()].join(", ")}`;
      report({ id: "unknown-element", place: at, seen: `the element ${shown(name)}`, wanted });
    } else if (elements.has(key)) {
      const seen = `${names.get(key)} twice, in different cases`;
      report({ id: "duplicate-element", place: at, seen, wanted: "each element once" });
    } else {
      elements.set(key, value);
    }
  }
  return elements;
}

/** "One or many" made many. */
export function listOf(value: Value): readonly Value[] | Unknown {
  if (value === UNKNOWN) return UNKNOWN;
  return Array.isArray(value) ? value : [value as Value];
}

function isText(value: Value): value is string {
  return typeof value === "string";
}

/** One text or many made patterns; what is no text is reported and left out. */
export function patternsOf(value: Value, place: string, report: ReportFault): Patterns {
  const values = listOf(value);
  if (values === UNKNOWN) return { known: [], isIncomplete: true };
  if (values.length > 0 && values.every(isText)) return { known: values, isIncomplete: false };
  const known: string[] = [];
  let isIncomplete = false;
  for (const one of values) {
    if (one === UNKNOWN) isIncomplete = true;
    else if (isText(one)) known.push(one);
    else report({ id: "no-text", place, seen: shown(one), wanted: "text or a list of texts" });
  }
  if (values.length === 0) {
    report({ id: "empty-list", place, seen: "an empty list", wanted: "at least one value" });
  }
  return { known, isIncomplete };
}

import { object, type Properties, UNKNOWN, type Value } from "../../value.ts";
import type { Interpreter } from "./interpreter.ts";
import { scalarText } from "./scalarText.ts";

const LOOP = "Fn::ForEach::";

/**
 * A section with its `Fn::ForEach` loops written out, as the transform AWS::LanguageExtensions does. What a
 * loop over a collection that isn't known would add to a section is left out, and elsewhere makes the
 * object unknown that it stands in; either way the interpreter says that there is more.
 *
 * @param interpreter knows the parameters and mappings that collections refer to
 */
export function expandLoops(section: Properties, interpreter: Interpreter): Properties {
  if (!hasLoop(section as Value)) return section;
  const entries = Object.entries(section).map(([key, value]) => {
    interpreter.begin();
    return expandEntries({ [key]: value }, interpreter).entries;
  });
  return Object.assign({}, ...entries) as Properties;
}

function hasLoop(value: Value): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!Array.isArray(value) && Object.keys(value).some((key) => key.startsWith(LOOP))) return true;
  return Object.values(value).some(hasLoop);
}

function expand(value: Value, interpreter: Interpreter): Value {
  if (!interpreter.spend(1)) return UNKNOWN;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => expand(one, interpreter));
  const { entries, complete } = expandEntries(value as Properties, interpreter);
  return complete ? (entries as Value) : UNKNOWN;
}

interface Expanded {
  readonly entries: Properties;
  readonly complete: boolean;
}

function expandEntries(value: Properties, interpreter: Interpreter): Expanded {
  const entries: [string, Value][] = [];
  let complete = true;
  for (const [key, one] of Object.entries(value)) {
    if (one === undefined) continue;
    if (!key.startsWith(LOOP)) {
      entries.push([key, expand(one, interpreter)]);
      continue;
    }
    const fragments = iterations(one, interpreter);
    if (fragments === undefined) interpreter.isIncomplete = true;
    complete &&= fragments !== undefined;
    for (const fragment of fragments ?? []) {
      const inner = expandEntries(fragment, interpreter);
      complete &&= inner.complete;
      for (const entry of Object.entries(inner.entries)) entries.push(entry as [string, Value]);
    }
  }
  return { entries: Object.fromEntries(entries), complete };
}

/** The fragment of a loop once for each item; `undefined` when that isn't known. */
function iterations(loop: Value, interpreter: Interpreter): Properties[] | undefined {
  const [identifier, collection, output] = Array.isArray(loop) ? (loop as readonly Value[]) : [];
  const fragment = object(output);
  const items = interpreter.resolve(collection);
  if (typeof identifier !== "string" || identifier === "" || !Array.isArray(items)) {
    return undefined;
  }
  if (fragment === undefined || fragment === UNKNOWN) return undefined;
  const fragments: Properties[] = [];
  for (const item of items as readonly Value[]) {
    const text = scalarText(item);
    if (text === undefined) return undefined;
    const replaced = object(replace(fragment as Value, { identifier, text }, interpreter));
    if (replaced === undefined || replaced === UNKNOWN) return undefined;
    fragments.push(replaced);
  }
  return fragments;
}

interface Item {
  readonly identifier: string;
  readonly text: string;
}

function replace(value: Value, item: Item, interpreter: Interpreter): Value {
  if (typeof value === "string") {
    const text = replaceText(value, item);
    return interpreter.spend(text.length) ? text : UNKNOWN;
  }
  if (!interpreter.spend(1)) return UNKNOWN;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => replace(one, item, interpreter));
  const entries = Object.entries(value as { readonly [key: string]: Value });
  const [first] = entries;
  const isItem = entries.length === 1 && first?.[0] === "Ref" && first[1] === item.identifier;
  if (isItem) return item.text;
  return Object.fromEntries(
    entries.map(([key, one]) => [replaceText(key, item), replace(one, item, interpreter)]),
  );
}

/** `${Identifier}` is the item, `&{Identifier}` its letters and digits only, which logical IDs are made of. */
function replaceText(text: string, { identifier, text: item }: Item): string {
  if (!text.includes("{")) return text;
  return text
    .replaceAll(`\${${identifier}}`, () => item)
    .replaceAll(`&{${identifier}}`, () => item.replaceAll(/[^A-Za-z0-9]/g, ""));
}

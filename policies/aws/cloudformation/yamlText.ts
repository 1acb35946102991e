import { isAlias, isMap, isScalar, isSeq, parseDocument, Scalar } from "yaml";
import type { Value } from "../../value.ts";

/** What YAML text says; or where it is none. */
export type YamlText =
  | { readonly value: Value; readonly error?: never }
  | { readonly error: string; readonly value?: never };

/** Values that a text may have, with every alias counted as often as it is used. */
const MAX_VALUES = 200_000;

/**
 * Reads a template in YAML 1.1 as CloudFormation does: `yes` and `on` are true; dates stay text; a short
 * form such as `!GetAtt A.Arn` reads as its long form `{"Fn::GetAtt": "A.Arn"}`. Numbers that would
 * change when written again, such as the account ID 000000000001, stay text.
 */
export function readYaml(text: string): YamlText {
  try {
    const options = { schema: "failsafe", uniqueKeys: false, prettyErrors: false } as const;
    const document = parseDocument(text, options);
    const [error] = document.errors;
    if (error) return { error: `${error.code} ${lineAt(text, error.pos[0])}` };
    let left = MAX_VALUES;
    const anchors = new Map<string, unknown>();
    const convert = (node: unknown): Value => {
      left -= 1;
      if (left < 0) throw new Unreadable(`more than ${MAX_VALUES} values`);
      if (isAlias(node)) {
        if (!anchors.has(node.source)) throw new Unreadable("an alias without an anchor");
        return convert(anchors.get(node.source));
      }
      const { tag, anchor } = (node ?? {}) as { tag?: string; anchor?: string };
      if (anchor !== undefined) anchors.set(anchor, node);
      const value = content(node, tag, convert);
      return tag?.startsWith("!") && tag !== "!" ? longForm(tag.slice(1), value) : value;
    };
    return { value: convert(document.contents) };
  } catch (error) {
    if (error instanceof Unreadable) return { error: error.message };
    if (error instanceof RangeError) return { error: "values nested too deep" };
    // By type: the library's own text may quote the template, which can hold secrets.
    return { error: (error as Error).name };
  }
}

class Unreadable extends Error {}

function lineAt(text: string, position: number): string {
  return `in line ${text.slice(0, position).split("\n").length}`;
}

function content(node: unknown, tag: string | undefined, convert: (node: unknown) => Value): Value {
  if (isSeq(node)) return node.items.map(convert);
  if (isMap(node)) {
    const own = new Map<string, Value>();
    const merged = new Map<string, Value>();
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) merge(convert(value), merged);
      else own.set(keyText(key), convert(value));
    }
    return Object.fromEntries([...merged, ...own]);
  }
  if (!isScalar(node)) return null;
  const source = String(node.value);
  return node.type === Scalar.PLAIN && tag === undefined ? plain(source) : source;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === Scalar.PLAIN && key.value === "<<";
}

/** Earlier maps win ("Merge Key Language-Independent Type for YAML"). */
function merge(value: Value, into: Map<string, Value>): void {
  if (Array.isArray(value)) {
    for (const one of value) merge(one, into);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, one] of Object.entries(value)) if (!into.has(key)) into.set(key, one);
  }
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : "";
}

const TRUE = /^(?:true|yes|on)$/i;
const FALSE = /^(?:false|no|off)$/i;

function plain(source: string): Value {
  if (source === "" || source === "~" || /^null$/i.test(source)) return null;
  if (TRUE.test(source)) return true;
  if (FALSE.test(source)) return false;
  return /^-?\d+(?:\.\d+)?$/.test(source) && String(Number(source)) === source
    ? Number(source)
    : source;
}

function longForm(name: string, value: Value): Value {
  if (name === "Ref" || name === "Condition") return { [name]: value };
  return { [`Fn::${name}`]: value };
}

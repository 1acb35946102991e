import { type Document, isAlias, isMap, isScalar, isSeq, parseAllDocuments, Scalar } from "yaml";
import { UNKNOWN, type Value } from "../../value.ts";
import { indentFlowLines } from "./flowLines.ts";
import { isOctalAccountId, plainScalar } from "./plainScalar.ts";

/** What YAML text says, as far as it can be read. */
export interface YamlText {
  readonly value: Value;
  /** What can't be read, or is read otherwise than it looks. */
  readonly doubts: readonly string[];
  /** Whether something can't be read: there may be more than `value` says. */
  readonly isPartial: boolean;
}

/** Values that aliases may repeat: few of them can make very many. */
const MAX_REPEATED = 100_000;
/** Levels that are read; deeper than any template goes. */
const MAX_DEPTH = 200;
/** Doubts to name. */
const MAX_DOUBTS = 5;

/**
 * Reads a template in YAML 1.1 as CloudFormation does: `yes` and `on` are true; dates stay text; a short
 * form such as `!GetAtt A.Arn` reads as its long form `{"Fn::GetAtt": "A.Arn"}`. Never throws: what is no YAML is a
 * doubt, and the rest is read.
 */
export function readYaml(text: string): YamlText {
  const lines = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  try {
    const { document, doubts } = parse(lines);
    const reader = new Reader(lines);
    const value = reader.read(document?.contents);
    return {
      value,
      doubts: [...doubts, ...reader.doubts].slice(0, MAX_DOUBTS),
      isPartial: doubts.length > 0 || reader.isPartial,
    };
  } catch (error) {
    // By type: the library's own text may quote the template, which can hold secrets.
    const doubt = error instanceof RangeError ? "values nested too deep" : (error as Error).name;
    return { value: null, doubts: [doubt], isPartial: true };
  }
}

interface Parsed {
  readonly document: Document | undefined;
  readonly doubts: readonly string[];
}

/** As it stands; or else with lines indented that YAML 1.1 doesn't ask to be, and tabs as spaces. */
function parse(text: string): Parsed {
  const written = parseAs(text);
  if (written.doubts.length === 0) return written;
  const indented = indentFlowLines(text);
  const readings = [indented, withoutTabs(indented)].map(parseAs);
  if (readings[0]?.doubts.length === 0) return readings[0];
  // Tabs are no indentation in any YAML: what they seem to say is judged, and said to be doubtful.
  const [best = written] = [written, ...readings].sort((a, b) => a.doubts.length - b.doubts.length);
  return { document: best.document, doubts: best.doubts.length > 0 ? best.doubts : written.doubts };
}

function parseAs(text: string): Parsed {
  const options = {
    schema: "failsafe",
    uniqueKeys: false,
    prettyErrors: false,
    strict: false,
  } as const;
  const documents = [...parseAllDocuments(text, options)] as Document[];
  const filled = documents.filter(({ contents }) => !isEmpty(contents));
  const document = filled[0] ?? documents[0];
  const doubts = documents.flatMap(({ errors }) =>
    errors.map(({ code, pos }) => `${code} in line ${lineAt(text, pos[0])}`),
  );
  if (filled.length > 1) doubts.push(`${filled.length} documents, of which the first is read`);
  return { document, doubts: [...new Set(doubts)] };
}

function isEmpty(contents: unknown): boolean {
  return contents === null || (isScalar(contents) && contents.value === "");
}

function withoutTabs(text: string): string {
  return text.replaceAll(/^[ \t]+/gm, (indent) => indent.replaceAll("\t", "  "));
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}

/** Reads the nodes of a document. */
class Reader {
  readonly doubts: string[] = [];
  isPartial = false;
  readonly #text: string;
  readonly #anchors = new Map<string, unknown>();
  /** Anchored nodes that are being read. */
  readonly #open = new Set<unknown>();
  #repeated = 0;
  /** Aliases that are being followed. */
  #following = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(node: unknown): Value {
    if (this.#following > 0) this.#repeated += 1;
    if (isAlias(node)) return this.#alias(node.source, node.range?.[0]);
    if (this.#depth > MAX_DEPTH)
      return this.#unread(`values nested deeper than ${MAX_DEPTH} levels`);
    const { tag, anchor } = (node ?? {}) as { tag?: string; anchor?: string };
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    this.#open.add(node);
    this.#depth += 1;
    const value = this.#content(node, tag);
    this.#depth -= 1;
    this.#open.delete(node);
    return tag?.startsWith("!") && tag !== "!" ? longForm(tag.slice(1), value) : value;
  }

  /** `Principal: *` is no text in YAML, and CloudFormation refuses it; it is judged as what it was meant to be. */
  #alias(name: string, position = 0): Value {
    const node = this.#anchors.get(name);
    if (node === undefined || this.#open.has(node)) {
      this.#unread(`an alias of nothing, or of itself, in line ${lineAt(this.#text, position)}`);
      return `*${name}`;
    }
    if (this.#repeated > MAX_REPEATED) {
      return this.#unread(`aliases that repeat more than ${MAX_REPEATED} values`);
    }
    this.#following += 1;
    const value = this.read(node);
    this.#following -= 1;
    return value;
  }

  #unread(doubt: string): Value {
    this.isPartial = true;
    if (!this.doubts.includes(doubt)) this.doubts.push(doubt);
    return UNKNOWN;
  }

  #content(node: unknown, tag: string | undefined): Value {
    if (isSeq(node)) return node.items.map((one) => this.read(one));
    if (isMap(node)) {
      const own = new Map<string, Value>();
      const merged = new Map<string, Value>();
      for (const { key, value } of node.items) {
        if (isMergeKey(key)) merge(this.read(value), merged);
        else own.set(keyText(key), this.read(value));
      }
      return Object.fromEntries([...merged, ...own]);
    }
    if (!isScalar(node)) return null;
    const source = String(node.value);
    if (node.type !== Scalar.PLAIN || tag !== undefined) return source;
    if (isOctalAccountId(source)) {
      const line = lineAt(this.#text, node.range?.[0] ?? 0);
      this.doubts.push(
        `an account ID without quotes in line ${line}, which is an octal number for CloudFormation`,
      );
    }
    return plainScalar(source);
  }
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

function longForm(name: string, value: Value): Value {
  if (name === "Ref" || name === "Condition") return { [name]: value };
  return { [`Fn::${name}`]: value };
}

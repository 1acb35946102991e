import {
  type Alias,
  type Document,
  isNode,
  isScalar,
  type LineCounter,
  type Pair,
  Scalar,
  visit,
  type YAMLError,
} from "yaml";
import { seen } from "../problems/seen.ts";

/** What isn't YAML in a text. Quotes keys, never values. */
export interface YamlMistake {
  /** Undefined where it is nowhere in particular. */
  readonly offset: number | undefined;
  readonly reason: string;
}

/** What was read, as far as it could be. */
interface Read {
  readonly text: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** The first mistake of a text, where it is to be mended. */
export function yamlMistake(read: Read): YamlMistake | undefined {
  const { document, text } = read;
  const all = [...document.errors, ...document.warnings];
  const [first] = all;
  if (!first) return heldByItself(read);
  const merge = /^<{7}(?= |\r?$)/m.exec(text);
  if (merge) return { offset: merge.index, reason: MERGE };
  const special = byCode[first.code]?.(first, read, all);
  if (special) return special;
  const key = keyOfLine(read, first.pos[0]);
  const line = key === undefined ? "" : ` (the line of ${seen(key)})`;
  return { offset: first.pos[0], reason: `${reasons[first.code]}${line}` };
}

/** An alias within what it stands for: a value without an end. The anchor of an alias comes before it, so no others are. */
function heldByItself({ document, text }: Read): YamlMistake | undefined {
  if (!text.includes("*") || !text.includes("&")) return undefined;
  let offset: number | undefined;
  visit(document, {
    Alias(_key, alias, holders) {
      const meant = alias.resolve(document);
      if (!meant || !holders.some((holder) => holder === meant)) return undefined;
      offset = alias.range?.[0];
      return visit.BREAK;
    },
  });
  if (offset === undefined) return undefined;
  const reason =
    "an alias (*name) stands within what it is the alias of (&name); write out what is meant";
  return { offset, reason };
}

/** Why what was read without an error is no value. */
export function aliasMistake({ document }: Pick<Read, "document">): YamlMistake {
  const lost: Alias[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document)) return undefined;
      lost.push(alias);
      return visit.BREAK;
    },
  });
  const [first] = lost;
  if (!first) {
    return {
      offset: undefined,
      reason: "there are too many aliases (*name) of what holds aliases",
    };
  }
  return {
    offset: first.range?.[0],
    reason:
      "an alias (*name) has no anchor (&name) before it; text that begins with * needs quotes",
  };
}

const MERGE =
  "two versions of these lines stand here, which git couldn't merge; keep one, and remove the lines of <<<<<<<, ======= and >>>>>>>";

const reasons: Readonly<Record<YAMLError["code"], string>> = {
  ALIAS_PROPS: "an alias (*name) has a tag or an anchor of its own; remove that",
  BAD_ALIAS: "an alias (*name) or anchor (&name) isn't written as YAML wants it",
  BAD_COLLECTION_TYPE: "a tag (!name) is of another kind than what it stands before; remove it",
  BAD_DIRECTIVE: "a line that begins with % is no directive of YAML; remove it",
  BAD_DQ_ESCAPE: "a backslash in double quotes begins nothing that YAML knows; write it twice",
  BAD_INDENT: "a line is indented too little or too much, or a bracket isn't closed",
  BAD_PROP_ORDER: "a tag (!name) or anchor (&name) stands before the sign that it belongs behind",
  BAD_SCALAR_START:
    "a value begins with a sign that YAML keeps for itself; put the value in quotes",
  BLOCK_AS_IMPLICIT_KEY: "a value that holds a colon and a space has no quotes",
  BLOCK_IN_FLOW: "lines with indented keys stand in brackets; write them in one way",
  DUPLICATE_KEY: "a key is written twice in one group of keys; remove one",
  IMPOSSIBLE: "something stands here that can't be read",
  KEY_OVER_1024_CHARS: "a key is longer than 1,024 characters",
  MISSING_CHAR: "a quote, bracket, comma, colon or space is missing",
  MULTILINE_IMPLICIT_KEY:
    "a line without a colon stands where a key is wanted; a space comes after the colon",
  MULTIPLE_ANCHORS: "a value has two anchors (&name); remove one",
  MULTIPLE_DOCS:
    "a line of three dashes begins a second document, which nobody would read; remove it",
  MULTIPLE_TAGS: "a value has two tags (!name); remove one",
  NON_STRING_KEY: "a key is no text",
  RESOURCE_EXHAUSTION: "brackets stand in one another too deep to be read",
  TAB_AS_INDENT: "a tab indents this line; YAML takes spaces only",
  TAG_RESOLVE_FAILED: "a tag (!name) is not understood here; text that begins with ! needs quotes",
  UNEXPECTED_TOKEN: "something stands here that doesn't belong to what is before it",
};

type Special = (first: YAMLError, read: Read, all: readonly YAMLError[]) => YamlMistake | undefined;

/** Codes of which more is known than the library says. */
const byCode: Readonly<Partial<Record<YAMLError["code"], Special>>> = {
  DUPLICATE_KEY: twice,
  BLOCK_AS_IMPLICIT_KEY: (first, read, all) =>
    read.text[first.pos[0]] === "-" || /^ *- /.test(lineAt(read, first.pos[0]).text)
      ? itemIndented(first, read)
      : indentedBelow(first, read, all),
  BAD_INDENT: (first, read) =>
    / sufficiently indented and end with a /.test(first.message)
      ? unclosed(first, read)
      : indented(first, read),
  MISSING_CHAR: unclosedQuote,
};

/** The second of two pairs with one key, and the first. */
function twice({ pos: [offset] }: YAMLError, { document, lines }: Read): YamlMistake | undefined {
  let found: { readonly key: string; readonly line: number; readonly isGroup: boolean } | undefined;
  visit(document, {
    Map(_key, map) {
      const second = map.items.find(({ key }) => startOf(key) === offset);
      const key = second && textOf(second);
      const first = map.items.find((pair) => pair !== second && textOf(pair) === key);
      const start = startOf(first?.key);
      if (!second || !first || key === undefined || start === undefined) return undefined;
      const isGroup = [first, second].some(({ value }) => isNode(value) && !isScalar(value));
      found = { key, line: lines.linePos(start).line, isGroup };
      return visit.BREAK;
    },
  });
  if (!found) return undefined;
  const { key, line, isGroup } = found;
  const what = isGroup ? "keep one, and move under it what stands under the other" : "remove one";
  return {
    offset,
    reason: `a key is written twice in one group of keys: ${seen(key)}, first in line ${line}; ${what}`,
  };
}

/** A line that goes deeper below a key that has its value already. */
function indentedBelow(
  { pos: [offset] }: YAMLError,
  read: Read,
  all: readonly YAMLError[],
): YamlMistake | undefined {
  const long = all.find(({ code, pos }) => code === "MULTILINE_IMPLICIT_KEY" && pos[0] === offset);
  if (!long) return undefined;
  const { text, start } = lineAt(read, long.pos[1] - 1);
  const [key, above] = [keyOf(text), keyOfLine(read, offset)];
  const which = key === undefined ? "a line" : `the line of ${seen(key)}`;
  const { line } = read.lines.linePos(offset);
  const below = above === undefined ? `line ${line}` : `${seen(above)} in line ${line}`;
  return {
    offset: start + text.search(/\S|$/),
    reason: `${which} is indented too far: ${below} has its value already; indent both alike, or write the key that holds it above`,
  };
}

function itemIndented({ pos: [offset] }: YAMLError, read: Read): YamlMistake {
  const { start } = lineAt(read, offset);
  return {
    offset: start,
    reason: "an item (- ) isn't indented as the item before it; indent all items of a list alike",
  };
}

function indented({ pos: [offset] }: YAMLError, read: Read): YamlMistake {
  const key = keyOfLine(read, offset);
  const which = key === undefined ? "a line" : `the line of ${seen(key)}`;
  return {
    offset,
    reason: `${which} is indented like none of the lines above it that it could belong to; give it as many spaces as the other keys of its group`,
  };
}

/** A bracket that is still open where a line with less indentation begins. */
function unclosed({ pos: [offset], message }: YAMLError, read: Read): YamlMistake {
  const sign = / end with a (.)/.exec(message)?.[1] ?? "]";
  let opened: number | undefined;
  visit(read.document, {
    Collection(_key, { flow, range }) {
      if (flow && range && range[0] < offset && range[1] >= offset) opened = range[0];
    },
  });
  const where = opened === undefined ? "" : ` of line ${read.lines.linePos(opened).line}`;
  return {
    offset: opened ?? offset,
    reason: `the bracket${where} isn't closed with ${sign}, or a line in it is indented too little`,
  };
}

/** Where a quote that nothing closes begins: the library names where the file ends. */
function unclosedQuote({ message, pos: [offset] }: YAMLError, read: Read): YamlMistake | undefined {
  const [, sign] = /^Missing closing (["'])quote/.exec(message) ?? [];
  if (sign === undefined) return undefined;
  let start: number | undefined;
  visit(read.document, {
    Scalar(_key, { type, range }) {
      const isQuoted = type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE;
      if (isQuoted && range && range[0] <= offset) start = range[0];
    },
  });
  if (start === undefined) return undefined;
  const key = keyOfLine(read, start);
  const which = key === undefined ? "" : ` in the line of ${seen(key)}`;
  return { offset: start, reason: `a quote (${sign})${which} isn't closed` };
}

/** The line that an offset is in. */
function lineAt({ text }: Read, offset: number): { readonly text: string; readonly start: number } {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  return { text: text.slice(start, end < 0 ? undefined : end), start };
}

function keyOfLine(read: Read, offset: number): string | undefined {
  return keyOf(lineAt(read, offset).text);
}

/** The key that a line begins with. Anything else of it may be secret. */
function keyOf(line: string): string | undefined {
  return /^\s*(?:- +)*(["']?)([\w:.@/ -]{1,60}?)\1\s*:(?=\s|$)/.exec(line)?.[2];
}

function startOf(key: unknown): number | undefined {
  return isNode(key) ? key.range?.[0] : undefined;
}

function textOf({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

import { isDeepStrictEqual } from "node:util";
import { Document, isMap, isScalar, isSeq, type Node, parseDocument, visit } from "yaml";
import { YamlSource } from "../../model/files/yamlSource.ts";
import { plainValue } from "../../model/sections/plainValues.ts";
import { isObject } from "../../policies/isObject.ts";
import type { Sections } from "./configuration.ts";
import { isImported, type StackBefore } from "./stackBefore.ts";

/** A file of a section, beside the stack file. */
export interface SectionFile {
  readonly name: string;
  readonly value: object;
}

/** Where a stack's configuration stands. */
export interface StackConfiguration {
  /** By full key, such as `access:people`: a section, or the name of its file. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly files: readonly SectionFile[];
}

/** Pulumi hands over 128 KiB on Linux at most (pulumi #8680); there is room left for what grows. */
const LARGE = 64 * 1024;
/** Sections of so many bytes move out of a large stack file. */
const LARGE_SECTION = 4 * 1024;

/** Lists and lines that people write on one line. */
const ON_ONE_LINE: ReadonlySet<unknown> = new Set([
  ...["members", "managedPolicies", "customerManagedPolicies", "customerManagedPolicy"],
  ...["access", "tags"],
]);

/** The sections in the stack file, and those in files of their own: where they have one already, or it would be large. */
export function stackConfiguration(
  stack: string,
  sections: Sections,
  before: Pick<StackBefore, "files" | "sections">,
): StackConfiguration {
  const isLarge = JSON.stringify(sections).length > LARGE;
  const config: Record<string, unknown> = {};
  const files: SectionFile[] = [];
  for (const [section, value] of Object.entries(sections)) {
    if (Object.keys(value).length === 0) continue;
    const former = before.files.get(section);
    const isOwnFile = isLarge && JSON.stringify(value).length > LARGE_SECTION;
    // What is encrypted in the stack file, Pulumi decrypts there alone.
    const hasSecrets = looksEncrypted(before.sections[section as keyof Sections]);
    const isApart = isOwnFile || looksEncrypted(value);
    if (former === undefined && (section === "identityCenter" || hasSecrets || !isApart)) {
      config[`access:${section}`] = value;
      continue;
    }
    const name = former ?? `${section}.${stack}.yaml`;
    config[`access:${section}`] = name;
    files.push({ name, value });
  }
  return { config, files };
}

/** Whether something in it reads to Pulumi as `secure: …`, an encrypted value; files of sections it doesn't read. */
function looksEncrypted(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(looksEncrypted);
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  const [[key, inner] = []] = entries;
  if (entries.length === 1 && key === "secure" && typeof inner === "string") return true;
  return entries.some(([, one]) => looksEncrypted(one));
}

/**
 * The stack file: the sections replaced, and everything else that stands in it kept, such as `encryptionsalt`.
 *
 * @param before what stands in it; empty where there is none
 * @param schema its JSON Schema, for editors
 */
export function stackFileText(
  before: string,
  config: StackConfiguration["config"],
  schema: string,
): string {
  const document = parseDocument(before, COMPATIBLE);
  if (!isMap(document.contents)) {
    const comments = document.contents === null ? before : "";
    return `# yaml-language-server: $schema=${schema}\n${comments}${yamlText({ config })}`;
  }
  const written: unknown = document.toJS();
  const values = isObject(written) && isObject(written.config) ? written.config : {};
  prepare(document, config);
  for (const [key, value] of Object.entries(config)) {
    if (!isImported(key) && document.hasIn(["config", key])) continue;
    put(document, ["config", key], values[key], value);
  }
  const text = document.toString(STYLE);
  return isWrittenAs(text, config) ? text : replaced(before, config);
}

/** The text of a section's file, changed where it says otherwise. */
export function sectionText(name: string, before: string | undefined, value: object): string {
  if (name.endsWith(".json")) return `${JSON.stringify(value, undefined, 2)}\n`;
  if (before === undefined) return yamlText(value);
  const document = parseDocument(before, COMPATIBLE);
  put(document, [], document.toJS(), value);
  const text = document.toString(STYLE);
  const written = plainValue(new YamlSource(name, text).value, name).value;
  return isDeepStrictEqual(written, value) ? text : yamlText(value);
}

/** Writes what differs, so that comments, and the form in which people wrote the rest, stay. */
function put(document: Document, path: readonly string[], before: unknown, value: unknown): void {
  if (isDeepStrictEqual(before, value)) return;
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(node) || !isObject(before) || !isObject(value) || path.length > 2) {
    document.setIn(path, styled(document, value));
    return;
  }
  for (const key of Object.keys(before)) if (!Object.hasOwn(value, key)) node.delete(key);
  for (const [key, inner] of Object.entries(value)) {
    if (!isDeepStrictEqual(before[key], inner)) node.set(key, styled(document, inner));
  }
}

/** Whether Pulumi reads the sections as they were meant: keys that aren't texts, anchors and merges may make others of them. */
function isWrittenAs(text: string, config: StackConfiguration["config"]): boolean {
  const { value } = new YamlSource("", text);
  const written = isObject(value) && isObject(value.config) ? value.config : {};
  return Object.entries(config).every(
    ([key, one]) => !isImported(key) || isDeepStrictEqual(plainValue(written[key], key).value, one),
  );
}

/** The stack file with all of its sections written anew. */
function replaced(before: string, config: StackConfiguration["config"]): string {
  const document = parseDocument(before, COMPATIBLE);
  prepare(document, config);
  for (const [key, value] of Object.entries(config)) {
    if (!isImported(key) && document.hasIn(["config", key])) continue;
    document.deleteIn(["config", key]);
    document.setIn(["config", key], styled(document, value));
  }
  return document.toString(STYLE);
}

/** Takes out the sections that there aren't any more; leaves a map for the rest, where there was none, too. */
function prepare(document: Document, config: StackConfiguration["config"]): void {
  const old = document.get("config");
  for (const { key } of isMap(old) ? [...old.items] : []) {
    const name = isScalar(key) ? key.value : undefined;
    if (typeof name === "string" && isImported(name) && !Object.hasOwn(config, name)) {
      document.deleteIn(["config", name]);
    }
  }
  const left = document.get("config");
  if (!isMap(left) || left.items.length === 0) document.set("config", document.createNode({}));
}

/** What some version of YAML would take for a number, a day or a yes is in quotes. */
const COMPATIBLE = { compat: "yaml-1.1" } as const;

const STYLE = { lineWidth: 120, flowCollectionPadding: true };

/** YAML that every version of it reads alike. */
export function yamlText(value: object): string {
  const document = new Document(undefined, COMPATIBLE);
  document.contents = styled(document, value) as never;
  return document.toString(STYLE);
}

function styled(document: Document, value: unknown): Node {
  const node = document.createNode(value, { aliasDuplicateObjects: false });
  visit(node, {
    Pair(_, { key, value: inner }) {
      const name = isScalar(key) ? key.value : undefined;
      if (!ON_ONE_LINE.has(name)) return;
      if (name === "access" && isSeq(inner)) {
        for (const line of inner.items) if (isMap(line)) line.flow = true;
      } else if (isSeq(inner) || isMap(inner)) inner.flow = true;
    },
  });
  return node;
}

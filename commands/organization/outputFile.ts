import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { Document, isMap, parseDocument } from "yaml";
import { SourceError, withPlace, YamlSource } from "../../model/files/yamlSource.ts";
import { isObject } from "../../policies/isObject.ts";
import { today } from "../../policies/today.ts";
import { PROJECT_ROOT, readTextFile } from "../../program/projectFiles.ts";
import { snapshotFile } from "../../sandbox/snapshotFile.ts";

type Content = Readonly<Record<string, unknown>>;

/** Lines that head a written file; written anew each time. */
const HEAD = /^# (yaml-language-server: |The organization as AWS described it on ).*\n/gm;

/** The organization file that is to be written. What people wrote into it stays, comments too. */
export class OutputFile {
  /** As people find it. */
  readonly name: string;
  /** What stands in it; nothing where there is no file. */
  readonly before: Content;
  readonly #path: string;
  readonly #text: string;

  /** @throws when it can't be written, or is a file of another kind, which would be lost */
  constructor(path: string) {
    this.#path = path;
    this.name = relative(process.cwd(), path) || path;
    this.#text = existsSync(path) ? this.#read() : "";
    this.before = this.#content();
    this.#probe();
  }

  /** @returns keys whose values it replaced by others */
  write(content: Content): string[] {
    const { text, replaced } = this.rendered(content);
    makeFolder(dirname(this.#path));
    writeFileSync(this.#path, text);
    return replaced;
  }

  /** What it would write, and keys whose values that replaces by others. */
  rendered(content: Content): { readonly text: string; readonly replaced: string[] } {
    const document = parseDocument(this.#text.replace(HEAD, ""));
    const body = isMap(document.contents) ? document : new Document({});
    const replaced: string[] = [];
    for (const [key, value] of Object.entries(content)) {
      const isThere = Object.hasOwn(this.before, key);
      // What is the same stays as somebody wrote it.
      if (isThere && JSON.stringify(this.before[key]) === JSON.stringify(value)) continue;
      body.set(key, value);
      if (isThere) replaced.push(key);
    }
    return { text: `${this.#head()}\n${body.toString({ lineWidth: 120 })}`, replaced };
  }

  #head(): string {
    const folder = dirname(this.#path);
    const schema = relative(folder, join(PROJECT_ROOT, "model/organization.schema.json"));
    return [
      `# yaml-language-server: $schema=${schema}`,
      `# The organization as AWS described it on ${today()}, for the sandbox and the offline preview.`,
    ].join("\n");
  }

  #read(): string {
    try {
      return readTextFile(this.name, this.#path);
    } catch (error) {
      if (error instanceof SourceError) throw new Error(`${error.place}: ${error.message}`);
      throw this.#unwritable(error);
    }
  }

  #content(): Content {
    const { value } = withPlace(() => new YamlSource(this.name, this.#text, {}));
    if (value === null || value === undefined) return {};
    const keys = isObject(value) ? Object.keys(value) : [];
    const known = Object.keys(snapshotFile.shape);
    if (isObject(value) && keys.every((key) => known.includes(key))) return value;
    const other = keys.find((key) => !known.includes(key));
    const why = other === undefined ? "" : ` (it holds the key ${JSON.stringify(other)})`;
    throw new Error(
      `${this.name} is there already and is no organization file${why}; it would be lost: name another file with --output`,
    );
  }

  /** Whether it may be written is tried, and what the try makes is taken away. */
  #probe(): void {
    const isNew = !existsSync(this.#path);
    let made: readonly string[] = [];
    try {
      made = makeFolder(dirname(this.#path));
      closeSync(openSync(this.#path, "a"));
      if (isNew) rmSync(this.#path);
    } catch (error) {
      throw this.#unwritable(error);
    } finally {
      for (const folder of made.toReversed()) rmdirSync(folder);
    }
  }

  #unwritable(cause: unknown): Error {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = (code && REASONS[code]) ?? code ?? message;
    return new Error(`${this.name} can't be written: ${why}; name another file with --output`);
  }
}

/**
 * Makes a folder with those that it is in, and says which it made. One by one: where the system itself says that there
 * is no such thing, as below /proc, `recursive` of Node.js tries for ever.
 */
function makeFolder(folder: string): string[] {
  if (existsSync(folder)) return [];
  const made = makeFolder(dirname(folder));
  mkdirSync(folder);
  return [...made, folder];
}

/** What the system says of files, in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "that file system can't be written to",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file, no folder",
  EEXIST: "a part of its path is a file, no folder",
  ENOENT: "its folder can't be made",
  ENAMETOOLONG: "its name is too long",
  ENOSPC: "there is no room left",
};

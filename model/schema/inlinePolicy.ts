import type { Places } from "../files/places.ts";
import { type ReadFile, unreadable } from "../files/readFile.ts";
import { SourceError, YamlSource } from "../files/yamlSource.ts";
import { type Checked, refused, sound } from "../problems/checked.ts";
import { error } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";
import { policyDocumentProblems, policyVersion } from "./policyDocument.ts";

/** What reading a policy's file needs, and where it tells what it found. */
export interface PolicyContext {
  readonly readFile: ReadFile;
  /** Is told about the policy's file. */
  readonly places: Places;
}

/** Limits of a permission set's inline policy (IAM Identity Center User Guide, "Quotas"). */
const maximumBytes = 32_768;
const maximumCharacters = 10_240;

/**
 * A permission set's inline policy as compact JSON, or undefined when it can't be used. `given` is the
 * document or the path of a `.json` file.
 */
export function readInlinePolicy(
  given: string | Readonly<Record<string, unknown>>,
  path: string,
  context: PolicyContext,
): Checked<string | undefined> {
  const document = typeof given === "string" ? fromFile(given, path, context) : sound(given);
  if (document.value === undefined) return refused(...document.problems);
  const found = policyDocumentProblems(document.value, path);
  if (found.length > 0) return refused(...found);
  const json = compact(document.value as Record<string, unknown>);
  const problem =
    json === undefined ? "holds a value that JSON has not; write text" : refusal(json);
  return problem === undefined ? sound(json) : refused(error(path, problem));
}

function fromFile(file: string, path: string, context: PolicyContext): Checked<unknown> {
  if (!file.toLowerCase().endsWith(".json")) {
    const advice = "give the policy document, or the path of a .json file beside the stack file";
    return refused(error(path, `${seen(file)} is not the name of a .json file; ${advice}`));
  }
  try {
    const text = context.readFile(file);
    const document = parsedJson(file, text);
    // Where something stands in it, and that a key is written twice, only YamlSource knows.
    const source = new YamlSource(file, text);
    context.places.add(path, () => source);
    return sound(document);
  } catch (cause) {
    return refused(unreadable(path, file, cause));
  }
}

/** @throws SourceError that says where, but doesn't quote as JSON.parse does */
function parsedJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const [, position] = /at position (\d+)/.exec(String(cause)) ?? [];
    const line = text.slice(0, Number(position ?? 0)).split("\n").length;
    const place = position === undefined ? file : `${file}:${line}`;
    throw new SourceError(
      place,
      "is not valid JSON: a quote, comma or bracket is missing or too many",
    );
  }
}

/** Why AWS would refuse the text. */
function refusal(json: string): string | undefined {
  const odd = [...json].find((character) => character > "\u00FF");
  if (odd !== undefined) {
    const code = odd.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
    return `holds the character U+${code}, and AWS takes Latin-1 in policies only; replace typographic dashes and quotation marks, and letters of other scripts by * or ?`;
  }
  const bytes = Buffer.byteLength(json);
  const characters = json.replace(/\s/g, "").length;
  const advice = "shorten it, or move a part into a customer managed policy";
  if (bytes > maximumBytes) {
    return `has ${bytes} bytes; at most ${maximumBytes} are allowed: ${advice}`;
  }
  if (characters > maximumCharacters) {
    return `has ${characters} characters without white space; at most ${maximumCharacters} are allowed: ${advice}`;
  }
  return undefined;
}

function compact(document: Readonly<Record<string, unknown>>): string | undefined {
  try {
    return JSON.stringify({ ...document, Version: policyVersion(document.Version) });
  } catch {
    return undefined;
  }
}

import { policyDocumentProblems, policyVersion } from "./policyDocument.ts";
import { error, type Problem } from "./problem.ts";
import { seen } from "./seen.ts";

/** Reads a file that the stack file names; throws when it can't. */
export type ReadFile = (path: string) => string;

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
  readFile: ReadFile,
  problems: Problem[],
): string | undefined {
  const document = typeof given === "string" ? fromFile(given, path, readFile, problems) : given;
  if (document === undefined) return undefined;
  const found = policyDocumentProblems(document, path);
  problems.push(...found);
  if (found.length > 0) return undefined;
  const json = compact(document as Record<string, unknown>);
  const problem =
    json === undefined ? "holds a value that JSON has not; write text" : tooLarge(json);
  if (problem === undefined) return json;
  problems.push(error(path, problem));
  return undefined;
}

function fromFile(file: string, path: string, readFile: ReadFile, problems: Problem[]): unknown {
  if (!file.toLowerCase().endsWith(".json")) {
    const advice = "give the policy document, or the path of a .json file beside the stack file";
    problems.push(error(path, `${seen(file)} is not the name of a .json file; ${advice}`));
    return undefined;
  }
  try {
    return JSON.parse(readFile(file).replace(/^\uFEFF/, ""));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    const what = cause instanceof SyntaxError ? "is not valid JSON" : "can't be read";
    problems.push(error(path, `${seen(file)} ${what} (${reason}); correct the file or its path`));
    return undefined;
  }
}

function tooLarge(json: string): string | undefined {
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

import { isObject } from "../../policies/isObject.ts";

/**
 * Whether a value that a program was given is the one that stands in a file: the same keys, lists as long, and the
 * same texts. What is encrypted in the file (`secure: …`) may be anything; JSON text, as `pulumi config set` writes it,
 * is what it says.
 */
export function agrees(inFile: unknown, given: unknown): boolean {
  if (isObject(inFile)) {
    if (typeof inFile.secure === "string" && Object.keys(inFile).length === 1) return true;
    if (!isObject(given)) return false;
    const keys = Object.keys(inFile);
    return (
      keys.length === Object.keys(given).length &&
      keys.every((key) => Object.hasOwn(given, key) && agrees(inFile[key], given[key]))
    );
  }
  if (Array.isArray(inFile)) {
    return (
      Array.isArray(given) &&
      given.length === inFile.length &&
      inFile.every((item, index) => agrees(item, given[index]))
    );
  }
  if (typeof inFile === "string" && typeof given === "object" && given !== null) {
    const said = structuredText(inFile);
    return said !== inFile && agrees(said, given);
  }
  if (inFile === null || inFile === undefined) return (given ?? "") === "";
  return String(inFile) === String(given);
}

/** What JSON text of a group of keys or a list says; other text is itself. */
export function structuredText(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

import { isObject } from "../../policies/isObject.ts";
import { type ReadFile, unreadable } from "../files/readFile.ts";
import { YamlSource } from "../files/yamlSource.ts";
import { type Checked, refused, sound } from "../problems/checked.ts";
import { error } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";

/** What the name of a section's file ends with. */
export const sectionFileForm = /\.(ya?ml|json)$/i;

/**
 * A section that stands in a file of its own, beside the stack file; undefined when it can't be used. A large
 * organization needs it: Pulumi hands the stack's whole configuration to the program in one environment variable
 * (pulumi #8680), for which Linux has 128 KiB, about a thousand people. A file without any entry is refused: it is
 * what a generator that failed leaves, and everybody in it would be deleted.
 */
export function readSectionFile(
  file: string,
  path: string,
  readFile: ReadFile,
): Checked<YamlSource | undefined> {
  try {
    const source = new YamlSource(file, readFile(file));
    const { value } = source;
    if (isObject(value) && Object.keys(value).length > 0) return sound(source);
    return refused({ ...error(path, unusable(file, value, path)), place: file });
  } catch (cause) {
    return refused(unreadable(path, file, cause));
  }
}

function unusable(file: string, value: unknown, path: string): string {
  const isEmpty =
    value === null || value === undefined || (isObject(value) && Object.keys(value).length === 0);
  if (!isEmpty) {
    const what = Array.isArray(value) ? "a list" : `a ${typeof value}`;
    return `${seen(file)} holds ${what}; a group of keys is wanted, as under ${path}`;
  }
  return `${seen(file)} is empty, as a file is whose generator failed; write the entries into it, or, if there really are none any more, write ${path}: {} in the stack file instead of its name`;
}

import { parse } from "yaml";
import type { ReadFile } from "./inlinePolicy.ts";
import { isObject } from "./isObject.ts";
import { error, type Problem } from "./problem.ts";
import { seen } from "./seen.ts";

/** What the name of a section's file ends with. */
export const sectionFileForm = /\.(ya?ml|json)$/i;

/**
 * A section that stands in a file of its own, beside the stack file. A large organization needs it:
 * Pulumi hands the stack's whole configuration to the program in one environment variable (pulumi #8680),
 * for which Linux has 128 KiB, about a thousand people.
 */
export function readSectionFile(
  file: string,
  path: string,
  readFile: ReadFile,
  problems: Problem[],
): Readonly<Record<string, unknown>> {
  let content: unknown;
  try {
    content = parse(readFile(file)) ?? {};
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    problems.push(
      error(path, `${seen(file)} can't be read as YAML (${reason}); correct the file or its path`),
    );
    return {};
  }
  if (isObject(content)) return content;
  problems.push(
    error(
      path,
      `${seen(file)} holds ${seen(content)}; a group of keys is wanted, as under ${path}`,
    ),
  );
  return {};
}

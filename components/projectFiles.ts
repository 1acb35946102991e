import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The project's root: stack files lie here, and the files that they name. */
export const PROJECT_ROOT = resolve(import.meta.dirname, "..");

/** Text of a file that a stack file names. */
export function readProjectFile(path: string): string {
  return readFileSync(resolve(PROJECT_ROOT, path), "utf8");
}

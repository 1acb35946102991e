import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";

/** A part of a Markdown file that is written by a command: what stands between `<!-- mark -->` and `<!-- /mark -->`. */
export interface GeneratedPart {
  /** From the project's folder. */
  readonly file: string;
  readonly mark: string;
  readonly text: string;
}

/** The text between the marks; `undefined` when there are none. */
export function markedPart(text: string, mark: string): string | undefined {
  return new RegExp(`<!-- ${mark} -->\n([\\s\\S]*?)\n?<!-- /${mark} -->`).exec(text)?.[1]?.trim();
}

/** Writes each part into its file, and says which files changed. @returns what is wrong with the files */
export function writeParts(parts: readonly GeneratedPart[]): string[] {
  const changed = new Set<string>();
  const problems = parts.flatMap((part) => writePart(part, changed) ?? []);
  console.log(writtenLines([...changed]).join("\n"));
  return problems;
}

/** What a command says that writes files which are mostly as they were. */
export function writtenLines(changed: readonly string[]): string[] {
  return changed.length === 0 ? ["nothing to change"] : changed.map((file) => `wrote ${file}`);
}

function writePart({ file, mark, text }: GeneratedPart, changed: Set<string>): string | undefined {
  const at = join(PROJECT_ROOT, file);
  if (!existsSync(at))
    return `${file} is missing; write it, with <!-- ${mark} --> and <!-- /${mark} -->`;
  const old = readFileSync(at, "utf8");
  if (markedPart(old, mark) === undefined) {
    return `${file} has no part between <!-- ${mark} --> and <!-- /${mark} -->, each on a line of its own`;
  }
  const part = new RegExp(`(<!-- ${mark} -->\n)[\\s\\S]*?(<!-- /${mark} -->)`);
  const now = old.replace(part, (_, head, end) => `${head}\n${text}\n\n${end}`);
  if (now !== old) changed.add(file);
  writeFileSync(at, now);
  return undefined;
}

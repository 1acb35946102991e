import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ruleHead, ruleTables } from "../policies/engine/documentation.ts";
import { families, rules } from "../policies/pack.ts";
import { runCommand } from "./command.ts";

const USAGE = `usage: npm run policies:docs

Writes what the rules say of themselves into policies/README.md and the pages of docs/policies/, between their marks.`;

const ROOT = path.resolve(import.meta.dirname, "..");

/** Files that say what the rules say, with the part of each that is written from the rules. */
export function generatedParts(): { file: string; mark: string; text: string }[] {
  const readme = {
    file: "policies/README.md",
    mark: "rules",
    text: ruleTables(families, "../docs/policies"),
  };
  const pages = rules.map((rule) => {
    return { file: `docs/policies/${rule.id}.md`, mark: "rule", text: ruleHead(rule) };
  });
  return [readme, ...pages];
}

/** The text between `<!-- mark -->` and `<!-- /mark -->`; `undefined` when there are no such marks. */
export function partOf(text: string, mark: string): string | undefined {
  return new RegExp(`<!-- ${mark} -->\n([\\s\\S]*?)\n?<!-- /${mark} -->`).exec(text)?.[1]?.trim();
}

/** @returns what is wrong with the file, or nothing */
function write(file: string, mark: string, text: string): string | undefined {
  const at = path.join(ROOT, file);
  if (!existsSync(at))
    return `${file} is missing; write it, with <!-- ${mark} --> and <!-- /${mark} -->`;
  const old = readFileSync(at, "utf8");
  if (partOf(old, mark) === undefined) {
    return `${file} has no part between <!-- ${mark} --> and <!-- /${mark} -->, each on a line of its own`;
  }
  const part = new RegExp(`(<!-- ${mark} -->\n)[\\s\\S]*?(<!-- /${mark} -->)`);
  writeFileSync(
    at,
    old.replace(part, (_, head, end) => `${head}\n${text}\n\n${end}`),
  );
  return undefined;
}

async function writeAll(): Promise<number> {
  const problems = generatedParts().flatMap(
    ({ file, mark, text }) => write(file, mark, text) ?? [],
  );
  for (const problem of problems) console.error(`policies:docs: ${problem}`);
  return problems.length > 0 ? 1 : 0;
}

if (import.meta.main) {
  await runCommand({ name: "policies:docs", usage: USAGE, options: {}, run: writeAll });
}

import { ruleHead, ruleTables } from "../policies/engine/documentation.ts";
import { families, rules } from "../policies/pack.ts";
import { runCommand } from "./cli/command.ts";
import { type GeneratedPart, writeParts } from "./documents/marks.ts";

const USAGE = `usage: npm run policies:docs

Writes what the rules say of themselves into policies/README.md and the pages of docs/policies/, between their marks.`;

/** Files that say what the rules say, with the part of each that is written from the rules. */
export function generatedParts(): GeneratedPart[] {
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

async function writeAll(): Promise<number> {
  const problems = writeParts(generatedParts());
  for (const problem of problems) console.error(`policies:docs: ${problem}`);
  return problems.length > 0 ? 1 : 0;
}

if (import.meta.main) {
  await runCommand({ name: "policies:docs", usage: USAGE, options: {}, run: writeAll });
}

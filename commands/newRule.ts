import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { families, rules } from "../policies/pack.ts";
import { suggestion } from "../policies/suggestion.ts";
import { PROJECT_ROOT } from "../program/projectFiles.ts";
import { runCommand } from "./cli/command.ts";
import { UsageError } from "./cli/usageError.ts";
import { type RuleFile, registered, ruleFiles } from "./rule/ruleFiles.ts";

const folders = families.map(({ folder }) => folder);

const USAGE = `usage: npm run policies:new -- ID FAMILY

Writes a rule of the policy pack that works, its page and its test, and enters it into its family, for you to say in
them what the rule wants. ID is its name, such as iam-roles-described; FAMILY is one of
${folders.join(", ")}.`;

const PACK = "policies/pack.ts";

async function newRule([id = "", folder = ""]: readonly string[]): Promise<void> {
  if (!/^[a-z]+(-[a-z]+)+$/.test(id)) {
    throw new UsageError(`ID '${id}': words of small letters are wanted, joined by -`);
  }
  if (!folders.includes(folder)) {
    const meant = suggestion(folder, folders);
    const advice =
      meant === undefined ? `families: ${folders.join(", ")}` : `did you mean ${meant}?`;
    throw new UsageError(`There is no family '${folder}'; ${advice}`);
  }
  const files = ruleFiles(id, folder);
  const taken = files.filter(({ path }) => existsSync(join(PROJECT_ROOT, path)));
  if (rules.some((rule) => rule.id === id) || taken.length > 0) {
    const where = taken.map(({ path }) => path).join(", ");
    throw new Error(`${id} is there already${where && `: ${where}`}; choose another name`);
  }
  const pack = registered(readFileSync(join(PROJECT_ROOT, PACK), "utf8"), id, folder);
  if (pack === undefined) throw new Error(`${PACK} has no list of rules with folder: "${folder}"`);
  const all = [...files, { path: PACK, text: pack }];
  for (const { path, text } of all) writeFileSync(join(PROJECT_ROOT, path), text);
  const code = all.map(({ path }) => path).filter((path) => path.endsWith(".ts"));
  run("node_modules/@biomejs/biome/bin/biome", "check", "--write", ...code);
  run("commands/policyDocs.ts");
  for (const line of toldLines(files, id)) console.log(line);
}

/** What was written, and what is left to do. */
function toldLines(files: readonly RuleFile[], id: string): string[] {
  const [rule, page, test] = files.map(({ path }) => path);
  return [
    ...files.map(({ path }) => `wrote    ${path}`),
    ...[PACK, "policies/README.md"].map((path) => `entered  ${path}`),
    "",
    "next steps",
    `1. ${rule}: say what the rule wants, why and at which level, and check it; policies/rule.ts explains each field.`,
    `2. ${test}: what passes, what is found, what isn't known yet.`,
    `3. ${page}: what it looks at, a program that fails and one that passes. The part between the marks is generated.`,
    "4. npm run policies:docs, after each change of what the rule says of itself.",
    `5. npx mocha --no-config --timeout 600000 --grep ${id} ${test} tests/policies/examples.test.ts tests/policies/documentation.test.ts`,
  ];
}

function run(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: PROJECT_ROOT,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`node ${args.join(" ")} failed:\n${stderr}`);
}

await runCommand({
  name: "policies:new",
  usage: USAGE,
  options: {},
  arguments: ["ID", "FAMILY"],
  run: async (_, args) => await newRule(args),
});

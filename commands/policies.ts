import path from "node:path";
import { configurationProblems } from "./analyzer/configurationCheck.ts";
import { runCommand } from "./cli/command.ts";
import { UsageError } from "./cli/usageError.ts";
import { readInput } from "./judge/input.ts";
import {
  type ConfigurationFile,
  describePack,
  type Judgement,
  judge,
  passes,
} from "./judge/judgement.ts";
import { judgementLines, toJson } from "./judge/report.ts";
import { parseState, type State } from "./judge/state.ts";
import { configurationSchema } from "./package/policyConfigurationSchema.ts";

const USAGE = `usage: npm run policies -- --state FILE [--state FILE …] [--config FILE] [--pack DIR] [--json]
       npm run policies -- --check-config FILE [--pack DIR]
       npm run policies -- --schema [--pack DIR]

Judges deployed stacks by what Pulumi remembers of them, without a Pulumi CLI, a login or AWS credentials.

  --state FILE         what pulumi stack export writes, or a checkpoint file; - for standard input; may be repeated
  --config FILE        levels, settings and exemptions, as for pulumi preview --policy-pack-config
  --pack DIR           folder of the policy pack (default: this project's policies/)
  --json               findings as JSON on standard output
  --check-config FILE  says what is wrong with a configuration file, misspelt names too, which the Pulumi CLI ignores
  --schema             prints the JSON Schema of configuration files, for editors

Exit code 0 when nothing mandatory was found, 1 when something was, 2 when nothing could be judged.`;

const PACK = path.join(import.meta.dirname, "../policies");

interface Wanted {
  readonly state?: string[];
  readonly config?: string;
  readonly pack: string;
  readonly json: boolean;
  readonly "check-config"?: string;
  readonly schema?: boolean;
}

async function run(values: Wanted): Promise<number> {
  const { state: files, pack, json } = values;
  if (values.schema) {
    const { name, policies } = await describePack(pack);
    console.log(JSON.stringify(configurationSchema(name, policies), null, 2));
    return 0;
  }
  if (values["check-config"] !== undefined) return await check(values["check-config"], pack);
  if (!files) throw new UsageError("--state FILE is missing");
  return await judgeAll(files, values.config, pack, json);
}

/** Prints what the pack says about each state. 1 when it says anything mandatory. */
async function judgeAll(
  files: readonly string[],
  configurationPath: string | undefined,
  pack: string,
  json: boolean,
): Promise<number> {
  // All are read before any is judged, so that a misspelt name is said at once.
  const states: { readonly source: string; readonly state: State }[] = [];
  for (const file of files) {
    const source = file === "-" ? "standard input" : file;
    states.push({ source, state: parseState(await readInput(file), source) });
  }
  const configuration =
    configurationPath === undefined ? undefined : await readJson(configurationPath);
  const judgements: Judgement[] = [];
  for (const { source, state } of states) {
    const judgement = await judge(source, state, pack, configuration);
    judgements.push(judgement);
    if (!json) for (const line of judgementLines(judgement)) console.log(line);
  }
  if (json) console.log(JSON.stringify(judgements.map(toJson), null, 2));
  return judgements.every(passes) ? 0 : 1;
}

async function check(file: string, pack: string): Promise<number> {
  const { content } = await readJson(file);
  const { name, version, policies } = await describePack(pack);
  const problems = configurationProblems(policies, content);
  for (const problem of problems) console.log(`${file}: ${problem}`);
  if (problems.length === 0) console.log(`✓ ${file} fits ${name} ${version}`);
  return problems.length > 0 ? 1 : 0;
}

async function readJson(file: string): Promise<ConfigurationFile> {
  const text = new TextDecoder().decode(await readInput(file));
  try {
    // As for the CLI, an empty file configures nothing.
    return { path: file, content: text.trim() === "" ? {} : JSON.parse(text) };
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
}

await runCommand({
  name: "policies",
  usage: USAGE,
  options: {
    state: { type: "string", multiple: true },
    config: { type: "string" },
    pack: { type: "string", default: PACK },
    json: { type: "boolean", default: false },
    "check-config": { type: "string" },
    schema: { type: "boolean" },
  },
  failed: 2,
  run,
});

import { findPulumi } from "../sandbox/pulumiCli.ts";
import { readPulumiCall } from "./deploy/pulumiArguments.ts";
import { sandboxStack } from "./deploy/sandboxStack.ts";
import { shownLines } from "./report/shownLines.ts";
import { readStackFile } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";
import { UsageError } from "./usageError.ts";

const USAGE = `usage: npm run sandbox -- [--stack NAME] <pulumi arguments>

Runs pulumi on a stack, dev unless told otherwise, of the sandbox, with Pulumi's own engine: preview, up, refresh,
destroy, import, state, stack, … The state is the one of npm start; npm start -- --fresh forgets it. For example:

  npm run sandbox -- preview --diff --policy-pack policies
  npm run sandbox -- up --yes
  npm run sandbox -- destroy --run-program
  npm run sandbox -- --stack prod stack output --json

Exit code as pulumi's; 2 when the command itself was not understood, or there is no Pulumi CLI.`;

const NO_PULUMI =
  "there is no Pulumi CLI on PATH or in ~/.pulumi; `npx pulumi version` installs one. Without it, npm run preview:offline shows what a first deployment would make";

/** Exit codes for what ends before `pulumi` runs. */
async function sandbox(all: readonly string[]): Promise<number> {
  if (/^(--help|-h)$/.test(all[0] ?? "")) {
    console.log(USAGE);
    return 0;
  }
  const { stack = "dev", args } = readPulumiCall(all, process.cwd());
  const file = readStackFile(stackName(stack));
  const pulumi = findPulumi();
  if (!pulumi) throw new Error(NO_PULUMI);
  const engine = await sandboxStack(file, pulumi);
  return await engine.attach(args);
}

try {
  process.exitCode = await sandbox(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const said = shownLines(message).join("\n");
  console.error(`sandbox: ${said}${error instanceof UsageError ? `\n\n${USAGE}` : ""}`);
  process.exitCode = 2;
}

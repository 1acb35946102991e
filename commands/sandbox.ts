import { today } from "../policies/today.ts";
import { findPulumi } from "../sandbox/pulumiCli.ts";
import { runCall } from "./cli/command.ts";
import { readPulumiCall } from "./deploy/pulumiArguments.ts";
import { emergencyStack, sandboxStack } from "./deploy/sandboxStack.ts";
import { resolveStack } from "./organization/resolvedStack.ts";
import { problemLines } from "./report/report.ts";
import { readStackFile } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";

const USAGE = `usage: npm run sandbox -- [--stack NAME] [--emergency] <pulumi arguments>

Runs pulumi on a stack, dev unless told otherwise, of the sandbox, with Pulumi's own engine: preview, up, refresh,
destroy, import, state, stack, … The state is the one of npm start; npm start -- --fresh forgets it. For example:

  npm run sandbox -- preview --diff --policy-pack policies
  npm run sandbox -- up --yes
  npm run sandbox -- destroy --run-program
  npm run sandbox -- --stack prod stack output --json
  npm run sandbox -- --emergency up --yes

With --emergency it is the stack of emergency/Pulumi.NAME.yaml, in the same AWS: docs/emergency.md.

Exit code as pulumi's; 2 when the command itself was not understood, or there is no Pulumi CLI.`;

const NO_PULUMI =
  "there is no Pulumi CLI on PATH or in ~/.pulumi; `npx pulumi version` installs one. Without it, npm run preview:offline shows what a first deployment would make";

async function sandbox(argv: readonly string[]): Promise<number> {
  const { stack = "dev", isEmergency, args } = readPulumiCall(argv, process.cwd());
  const file = readStackFile(stackName(stack));
  const { missing } = resolveStack(file, today());
  for (const line of problemLines(file, missing ? [missing] : [])) console.error(line);
  const pulumi = findPulumi();
  if (!pulumi) throw new Error(NO_PULUMI);
  const engine = await (isEmergency ? emergencyStack : sandboxStack)(file, pulumi);
  return await engine.attach(args);
}

// 1 is pulumi's: what ends before it runs has a code of its own.
await runCall({ name: "sandbox", usage: USAGE, failed: 2 }, sandbox);

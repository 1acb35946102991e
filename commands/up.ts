import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { PROJECT_ROOT } from "../program/projectFiles.ts";
import { findPulumi } from "../sandbox/pulumiCli.ts";
import { runCall } from "./cli/command.ts";
import { sandboxStack } from "./deploy/sandboxStack.ts";
import { readStackFile } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";
import { PlanFile } from "./up/planFile.ts";
import { planLines } from "./up/planLines.ts";
import { pulumiHere } from "./up/pulumi.ts";
import { readUpCall } from "./up/upArguments.ts";
import { type RunPulumi, walk } from "./up/walk.ts";

const USAGE = `usage: npm run up -- [--stack NAME] [--sandbox] [--yes] [--plan-only] [flags of pulumi up]

Brings a stack, dev unless told otherwise, to what its stack file says, in as many updates as it takes so that at no moment
anybody has more than the old or the new configuration gives, and somebody can always administer Identity Center: a preview
with the policy pack, who gains and who loses, the updates with their reasons, a question, then one pulumi up for each, and a
preview at the end that must find nothing. Interrupted or failed, it goes on from what is there when it runs again.

  --stack NAME   the stack of Pulumi.NAME.yaml
  --sandbox      on the sandbox instead of AWS: no account, no login
  --yes          asks nothing
  --plan-only    shows the plan and changes nothing

Others, such as --refresh or --parallel N, are handed on to pulumi up.

Exit code 0 when all is there, 1 when anything failed or was refused, 2 when the command was not understood.`;

const NO_PULUMI =
  "there is no Pulumi CLI on PATH or in ~/.pulumi; `npx pulumi version` installs one";

async function up(argv: readonly string[]): Promise<number> {
  const { stack, sandbox, yes, planOnly, flags } = readUpCall(argv);
  const file = readStackFile(stackName(stack));
  const pulumi = findPulumi();
  if (!pulumi) throw new Error(NO_PULUMI);
  const run = sandbox ? await onSandbox(stack, pulumi) : pulumiHere(pulumi, file.stack);
  const plans = new PlanFile();
  try {
    return await plannedUp(run, plans, { yes, planOnly, flags });
  } finally {
    plans.remove();
  }
}

async function onSandbox(stack: string, pulumi: string): Promise<RunPulumi> {
  const engine = await sandboxStack(readStackFile(stackName(stack)), pulumi);
  return (args, environment) => engine.attach(args, environment);
}

async function plannedUp(
  run: RunPulumi,
  plans: PlanFile,
  { yes, planOnly, flags }: { yes: boolean; planOnly: boolean; flags: readonly string[] },
): Promise<number> {
  const policyPack = flags.some((flag) => flag.startsWith("--policy-pack"))
    ? []
    : ["--policy-pack", join(PROJECT_ROOT, "policies")];
  const preview = await run(["preview", ...policyPack, ...flags], plans.environment);
  const plan = plans.take();
  if (preview !== 0 || !plan) return 1;
  for (const line of planLines(plan)) console.log(line);
  if (planOnly) return 0;
  if (!yes && !(await agreed())) {
    console.log("Nothing was changed.");
    return 1;
  }
  const update = ["up", "--yes", "--skip-preview", ...flags];
  const walked = await walk(plan, plans, (environment) => run(update, environment), console.log);
  if (walked.ended === "failed") {
    console.error(
      `up: update ${walked.update} failed; nobody has too much of what is there now. Repair what pulumi said, and run the same command: it goes on from there`,
    );
    return 1;
  }
  if (walked.ended === "endless") {
    console.error(
      `up: after ${walked.updates} updates the plan still has more: something else changes this stack; see npm run up -- --plan-only`,
    );
    return 1;
  }
  const left = await run(["preview", "--expect-no-changes", ...flags], {});
  if (left === 0) return 0;
  console.error("up: all updates are made, and a preview should have found nothing");
  return 1;
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new Error("nobody can be asked here: read the plan with --plan-only, then say --yes");
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question("Do it? [y/N] ")).trim());
  } finally {
    terminal.close();
  }
}

await runCall({ name: "up", usage: USAGE }, up);

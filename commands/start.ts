import { today } from "../policies/today.ts";
import { runCommand } from "./cli/command.ts";
import { deployStack } from "./deploy/deployStack.ts";
import type { SandboxDeployment } from "./deploy/sandboxDeployment.ts";
import { type ResolvedStack, resolveStack } from "./organization/resolvedStack.ts";
import { type AccessView, accessLines, accessView } from "./report/accessView.ts";
import { deploymentJson } from "./report/deploymentJson.ts";
import { deploymentLines } from "./report/deploymentLines.ts";
import { failedLines, notTriedLines } from "./report/failedLines.ts";
import { accountName } from "./report/holders.ts";
import { Members } from "./report/members.ts";
import { nextSteps } from "./report/nextSteps.ts";
import { heading, problemLines } from "./report/report.ts";
import { readStackFile, type StackFile } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";

const USAGE = `usage: npm start [-- --stack NAME] [--fresh] [--access person|account|all] [--json]

Deploys a stack, dev unless told otherwise, to the sandbox: a stand-in for AWS that needs no account. With a Pulumi CLI
(on PATH or in ~/.pulumi) it is Pulumi's own engine that runs, and it remembers what it deployed: a second run changes
nothing. Without one, the program runs in this process, each time for the first time.

  --stack NAME     the stack of Pulumi.NAME.yaml
  --fresh          forgets what was deployed
  --access VIEW    everybody's access, by person, by account, or all of it
  --json           everything as JSON on standard output, and progress on standard error

Exit code 0 when all is deployed, 1 when anything is wrong, 2 when the command was not understood.`;

interface Wanted {
  readonly stack: string;
  readonly fresh: boolean;
  readonly access?: string;
  readonly json: boolean;
}

async function start({ stack: name, fresh, access, json }: Wanted): Promise<number> {
  const view = accessView(access);
  const file = readStackFile(stackName(name));
  const stack = resolveStack(file, today());
  const wrong = stack.problems.some(({ severity }) => severity === "error");
  if (!json && stack.problems.length > 0) print(configurationLines(file, stack));
  const tell = (line: string) => (json ? console.error(line) : console.log(line));
  const deployment = wrong ? undefined : await deployStack(file, stack, fresh, tell);
  if (json) console.log(JSON.stringify(deploymentJson(file, stack, deployment), null, 2));
  else print(deployedLines(file, stack, deployment, view));
  return deployment?.ok ? 0 : 1;
}

function configurationLines(file: StackFile, stack: ResolvedStack): string[] {
  return [
    heading(`configuration of stack ${file.stack}`),
    ...problemLines(file, stack.problems),
    "",
  ];
}

function deployedLines(
  { stack }: StackFile,
  { configuration, snapshot, access }: ResolvedStack,
  deployment: SandboxDeployment | undefined,
  view: AccessView | undefined,
): string[] {
  if (!deployment) return notTriedLines(stack);
  const account = (id: string) => accountName(access, id);
  const members = new Members(configuration, snapshot);
  const done = deploymentLines(deployment, account);
  if (!deployment.ok) return [...done, ...failedLines(stack, deployment, members, account, view)];
  return [
    ...done,
    heading("access"),
    ...accessLines(members, access, view),
    heading("next steps"),
    ...nextSteps(stack, deployment),
  ];
}

function print(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}

await runCommand({
  name: "start",
  usage: USAGE,
  options: {
    stack: { type: "string", default: "dev" },
    fresh: { type: "boolean", default: false },
    access: { type: "string" },
    json: { type: "boolean", default: false },
  },
  run: start,
});

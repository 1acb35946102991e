import { findPulumi } from "../sandbox/pulumiCli.ts";
import type { OrganizationSnapshot } from "../sandbox/snapshot.ts";
import { runCommand } from "./command.ts";
import { deployWithEngine, type SandboxDeployment } from "./engineDeployment.ts";
import { deployOffline } from "./offlineDeployment.ts";
import { accessLines, heading, problemLines, resourceLines, verdictLines } from "./report.ts";
import { type ResolvedStack, resolveStack, today } from "./resolvedStack.ts";
import { readStackFile, type StackFile } from "./stackFile.ts";
import { stackName } from "./stackName.ts";

const USAGE = `usage: npm start [-- --stack NAME] [--fresh]

Deploys a stack, dev unless told otherwise, to the sandbox: a stand-in for AWS that needs no account. With a Pulumi CLI
(on PATH or in ~/.pulumi) it is Pulumi's own engine that runs, and it remembers what it deployed: a second run changes
nothing. Without one, the program runs in this process, each time for the first time. --fresh forgets what was deployed.`;

interface Wanted {
  readonly stack: string;
  readonly fresh: boolean;
}

async function start(values: Wanted): Promise<number> {
  const file = readStackFile(stackName(values.stack));
  const stack = resolveStack(file, today());
  const pulumi = findPulumi();
  const deployment = pulumi
    ? await deployWithEngine(file, pulumi, values.fresh)
    : await deployInProcess(file, stack.snapshot);
  print(file, stack, deployment);
  return deployment.ok ? 0 : 1;
}

async function deployInProcess(
  file: StackFile,
  snapshot: OrganizationSnapshot,
): Promise<SandboxDeployment> {
  console.log(
    `Deploying stack ${file.stack} to the sandbox in this process: there is no Pulumi CLI on PATH or in ~/.pulumi.`,
  );
  const { resources, messages, outputs, verdict, passed } = await deployOffline(file, snapshot);
  return {
    ok: passed,
    types: resources.map(({ type }) => type),
    changes: `${resources.length} created; without the engine every run is the first one`,
    ...(verdict
      ? { policies: { rules: verdict.pack.policies.length, findings: verdict.violations } }
      : {}),
    messages,
    portalUrl: outputs.portalUrl,
  };
}

function print(file: StackFile, stack: ResolvedStack, deployment: SandboxDeployment): void {
  console.log(heading(`resources: ${deployment.changes}`));
  for (const line of resourceLines(deployment.types)) console.log(line);
  for (const message of new Set(deployment.messages)) console.log(message);
  if (deployment.policies) {
    const { rules, findings } = deployment.policies;
    console.log(heading("policies"));
    for (const line of verdictLines(rules, findings)) console.log(line);
  }
  for (const line of problemLines(file, stack.problems)) console.log(line);
  if (!deployment.ok) {
    console.log(heading("not deployed: see the errors above"));
    return;
  }
  console.log(heading("access"));
  for (const line of accessLines(stack.configuration, stack.access)) console.log(line);
  console.log(heading("next steps"));
  console.log(nextSteps(file.stack, String(deployment.portalUrl)));
}

function nextSteps(stack: string, portalUrl: string): string {
  return `This was the sandbox: nothing was deployed to AWS. People would sign in at ${portalUrl}

1. Change Pulumi.${stack}.yaml and run npm start again: only what you changed is deployed.
2. npm run preview:offline checks a change without deploying it anywhere, as a pull request's check does.
3. For your own organization: README.md, "The first steps on a real organization".`;
}

await runCommand({
  name: "start",
  usage: USAGE,
  options: {
    stack: { type: "string", default: "dev" },
    fresh: { type: "boolean", default: false },
  },
  run: start,
});

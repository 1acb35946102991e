import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { resolveAccess } from "../model/resolve.ts";
import { findPulumi } from "../sandbox/pulumiCli.ts";
import { Engine, type EngineEvent } from "./engine.ts";
import { deployOffline } from "./offlineDeployment.ts";
import { organizationPath, readOrganizationFile, toOrganization } from "./organizationFile.ts";
import {
  accessLines,
  heading,
  type PolicyFinding,
  problemLines,
  resourceLines,
  verdictLines,
} from "./report.ts";
import { PROJECT_ROOT, parseStackFile, readStackFile, type StackFile } from "./stackFile.ts";

const USAGE = `usage: npm start [-- --stack NAME] [--fresh]

Deploys a stack, dev unless told otherwise, to the sandbox: a stand-in for AWS that needs no account. With a Pulumi CLI
(on PATH or in ~/.pulumi) it is Pulumi's own engine that runs, and it remembers what it deployed: a second run changes
nothing. Without one, the program runs in this process, each time for the first time. --fresh forgets what was deployed.`;

/** What came out of a deployment to the sandbox, whichever way it ran. */
interface Deployment {
  readonly ok: boolean;
  /** Types of all resources that exist afterwards. */
  readonly types: readonly string[];
  readonly changes: string;
  readonly rules?: number;
  readonly findings: readonly PolicyFinding[];
  readonly messages: readonly string[];
  readonly portalUrl?: unknown;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      stack: { type: "string", default: "dev" },
      fresh: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const file = readStackFile(values.stack);
  const pulumi = findPulumi();
  const deployment = pulumi
    ? await deployWithEngine(file, pulumi, values.fresh)
    : await deployInProcess(file);
  print(file, deployment);
  return deployment.ok ? 0 : 1;
}

async function deployWithEngine(
  file: StackFile,
  pulumi: string,
  fresh: boolean,
): Promise<Deployment> {
  const directory = join(PROJECT_ROOT, ".sandbox", file.stack);
  if (fresh) rmSync(directory, { recursive: true, force: true });
  const engine = new Engine({
    pulumi,
    directory,
    stack: file.stack,
    organization: organizationPath(file.stack),
  });
  const { output: version } = await engine.run(["version"]);
  console.log(`Deploying stack ${file.stack} to the sandbox with Pulumi's engine (${version}).`);
  if (engine.isNew) await engine.run(["stack", "init", file.stack]);
  engine.configure(readFileSync(join(PROJECT_ROOT, file.name), "utf8"));

  const types = new Set<string>();
  const findings: PolicyFinding[] = [];
  const messages: string[] = [];
  let changes: Readonly<Record<string, number>> = {};
  const onEvent = (event: EngineEvent) => {
    const { resOutputsEvent, policyEvent, diagnosticEvent, summaryEvent } = event;
    if (resOutputsEvent) progress(types.add(resOutputsEvent.metadata.urn).size);
    if (policyEvent) findings.push(toFinding(policyEvent));
    if (diagnosticEvent && /^(warning|error)$/.test(diagnosticEvent.severity)) {
      messages.push(`${diagnosticEvent.severity}: ${diagnosticEvent.message.trim()}`);
    }
    if (summaryEvent?.resourceChanges) changes = summaryEvent.resourceChanges;
  };
  const policyPack = join(PROJECT_ROOT, "policies");
  const args = ["up", "--stack", file.stack, "--yes", "--skip-preview", "--json"];
  const { code, output } = await engine.run([...args, "--policy-pack", policyPack], onEvent);
  progress(undefined);
  const outputs = await engine.run(["stack", "output", "--json", "--stack", file.stack]);
  return {
    ok: code === 0,
    types: [...types].map((urn) => urn.split("::")[2]?.split("$").at(-1) ?? urn),
    changes: describeChanges(changes),
    findings,
    messages: code === 0 ? messages : [...messages, output],
    portalUrl: code === 0 ? JSON.parse(outputs.output).portalUrl : undefined,
  };
}

async function deployInProcess(file: StackFile): Promise<Deployment> {
  console.log(
    `Deploying stack ${file.stack} to the sandbox in this process: there is no Pulumi CLI on PATH or in ~/.pulumi.`,
  );
  const { configuration } = parseStackFile(file);
  const snapshot = readOrganizationFile(file.stack, configuration);
  const { resources, diagnostics, outputs, verdict } = await deployOffline(file, snapshot);
  return {
    ok:
      verdict?.violations.every(({ enforcementLevel }) => enforcementLevel !== "mandatory") ??
      false,
    types: resources.map(({ type }) => type),
    changes: `${resources.length} created; without the engine every run is the first one`,
    ...(verdict ? { rules: verdict.pack.policies.length } : {}),
    findings: verdict?.violations ?? [],
    messages: diagnostics
      .filter(({ severity }) => severity === "error" || severity === "warning")
      .map(({ severity, message }) => `${severity}: ${message}`),
    portalUrl: outputs.portalUrl,
  };
}

function print(file: StackFile, deployment: Deployment): void {
  console.log(heading(`resources: ${deployment.changes}`));
  for (const line of resourceLines(deployment.types)) console.log(line);
  for (const message of new Set(deployment.messages)) console.log(message);
  console.log(heading("policies"));
  for (const line of verdictLines(deployment.rules, deployment.findings)) console.log(line);
  const { configuration, problems } = parseStackFile(file);
  const snapshot = readOrganizationFile(file.stack, configuration);
  const today = new Date().toISOString().slice(0, 10);
  const resolved = resolveAccess(configuration, toOrganization(snapshot), today);
  for (const line of problemLines(file, [...problems, ...resolved.problems])) console.log(line);
  if (!deployment.ok) {
    console.log(heading("not deployed: see the errors above"));
    return;
  }
  console.log(heading("access"));
  for (const line of accessLines(configuration, resolved.access)) console.log(line);
  console.log(heading("next steps"));
  console.log(nextSteps(file.stack, String(deployment.portalUrl)));
}

function nextSteps(stack: string, portalUrl: string): string {
  return `This was the sandbox: nothing was deployed to AWS. People would sign in at ${portalUrl}

1. Change Pulumi.${stack}.yaml and run npm start again: only what you changed is deployed.
2. npm run preview:offline checks a change without deploying it anywhere, as a pull request's check does.
3. For your own organization: README.md, "The first steps on a real organization".`;
}

function toFinding(event: NonNullable<EngineEvent["policyEvent"]>): PolicyFinding {
  const { policyName, enforcementLevel, message, resourceUrn } = event;
  return {
    policy: policyName,
    enforcementLevel,
    message,
    ...(resourceUrn ? { urn: resourceUrn } : {}),
  };
}

function describeChanges(changes: Readonly<Record<string, number>>): string {
  const { same = 0, ...others } = changes;
  const made = Object.entries(others).map(([operation, count]) => `${count} ${operation}`);
  return made.length === 0
    ? `nothing changed, ${same} as they were`
    : `${made.join(", ")}, ${same} as they were`;
}

/** One line that counts, where there is a terminal to rewrite it on. */
function progress(resources: number | undefined): void {
  if (!process.stdout.isTTY) return;
  process.stdout.write(resources === undefined ? "\r\u001b[K" : `\r${resources} resources …`);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

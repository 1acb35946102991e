import { join } from "node:path";
import { PROJECT_ROOT } from "../components/projectFiles.ts";
import { sandboxStack } from "./deploy/sandboxStack.ts";
import type { EngineEvent } from "./engine.ts";
import type { PolicyFinding } from "./report.ts";
import type { StackFile } from "./stackFile.ts";

/** What came out of a deployment to the sandbox, whichever way it ran. */
export interface SandboxDeployment {
  readonly ok: boolean;
  /** Types of all resources that exist afterwards. */
  readonly types: readonly string[];
  readonly changes: string;
  /** Absent when the policy pack was not asked, since the program failed before. */
  readonly policies?: { readonly rules?: number; readonly findings: readonly PolicyFinding[] };
  readonly messages: readonly string[];
  readonly portalUrl?: unknown;
}

/** Deploys to the sandbox with Pulumi's engine, which goes on from what the last run left. */
export async function deployWithEngine(
  file: StackFile,
  pulumi: string,
  fresh: boolean,
): Promise<SandboxDeployment> {
  const engine = await sandboxStack(file, pulumi, fresh);
  const { output: version } = await engine.run(["version"]);
  console.log(`Deploying stack ${file.stack} to the sandbox with Pulumi's engine (${version}).`);

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
    ...(code === 0 || findings.length > 0 ? { policies: { findings } } : {}),
    messages: code === 0 ? messages : [...messages, output],
    portalUrl: code === 0 ? JSON.parse(outputs.output).portalUrl : undefined,
  };
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

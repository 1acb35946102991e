import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Problem } from "../../model/problems/problem.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import type { RegisteredResource } from "../../sandbox/engine/registeredResource.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import { runInOwnProcess } from "../../sandbox/ownProcess.ts";
import { type Grant, grantsAfter } from "../../sandbox/world/history.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { analyze } from "../analyzer/analyzer.ts";
import { ownPack } from "../analyzer/packFolder.ts";
import type { AnalyzedResource } from "../analyzer/request.ts";
import { compileCache } from "../cli/compileCache.ts";
import { programConfiguration, type StackFile } from "../stack/stackFile.ts";
import { type Message, toMessages, withoutEchoes } from "./message.ts";
import { withHint } from "./organizationHints.ts";

/** Name of the project in Pulumi.yaml, the sandbox's too. */
const PROJECT = "identity-center";

/** What a first deployment would make, and what the policy pack says about it. */
export interface OfflineDeployment {
  readonly resources: readonly RegisteredResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What people reach in it. */
  readonly grants: readonly Grant[];
  /** Warnings and errors of program and providers. */
  readonly messages: readonly Message[];
  /** Absent when the program failed: the pack is then not asked. */
  readonly verdict?: Awaited<ReturnType<typeof analyze>>;
  /** The program ran, and no mandatory policy is against it. */
  readonly passed: boolean;
}

/**
 * Deploys a stack for the first time into a throw-away stand-in for AWS, by Pulumi's own program host: no Pulumi
 * CLI, no credentials, no network. Updates, replacements and deletions show only on the real engine.
 *
 * @param problems of the configuration, which are told elsewhere
 */
export async function deployOffline(
  file: StackFile,
  snapshot: OrganizationSnapshot,
  problems: readonly Problem[],
): Promise<OfflineDeployment> {
  const journal = new MemoryJournal();
  const world = new World({ snapshot, journal });
  const operation = { project: PROJECT, stack: file.stack, dryRun: false };
  const { resources, outputs, diagnostics } = await runInOwnProcess({
    program: join(PROJECT_ROOT, "index.ts"),
    nodeArguments: nodeArguments(),
    // No state, and so no update whose journal is left.
    environment: { ...compileCache(), IDENTITY_CENTER_JOURNALS: "" },
    project: PROJECT,
    stack: file.stack,
    config: programConfiguration(file),
    preview: false,
    world,
  });
  const messages = withoutEchoes(
    diagnostics.flatMap(({ severity, message, urn }) =>
      severity === "error" || severity === "warning"
        ? toMessages(severity, message, urn, problems).map((one) => withHint(one, file.stack))
        : [],
    ),
  );
  const made = { resources, outputs, messages, grants: grantsAfter(journal.entries) };
  if (diagnostics.some(({ severity }) => severity === "error")) return { ...made, passed: false };
  const verdict = await analyze({
    ...operation,
    pack: ownPack(),
    resources: resources.map(toAnalyzedResource),
  });
  const passed = verdict.violations.every(
    ({ enforcementLevel }) => enforcementLevel !== "mandatory",
  );
  return { ...made, verdict, passed };
}

/** What Pulumi's language host starts Node.js with for this project. */
function nodeArguments(): string[] {
  const settings = parse(readFileSync(join(PROJECT_ROOT, "Pulumi.yaml"), "utf8"));
  const text: string | undefined = settings.runtime.options?.nodeargs;
  return text?.split(/\s+/) ?? [];
}

/** Aliases that only say a former name aren't URNs yet: the engine would complete them. */
function toAnalyzedResource(resource: RegisteredResource): AnalyzedResource {
  const aliases = resource.options.aliases.filter((alias) => typeof alias === "string");
  return { ...resource, options: { ...resource.options, aliases } };
}

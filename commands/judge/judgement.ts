import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { type Pack, type PolicyAnalyzer, startPolicyAnalyzer } from "../analyzer/analyzer.ts";
import type { PackConfiguration } from "../analyzer/configuration.ts";
import { configurationProblems } from "../analyzer/configurationCheck.ts";
import type { PackInfo, Violation } from "../analyzer/response.ts";
import { withProgress } from "../cli/progress.ts";
import type { State, Unreadable } from "./state.ts";
import { MAX_DEPTH } from "./stateValue.ts";

/** What a policy pack said about one state. */
export interface Judgement {
  /** Name of the file. */
  readonly source: string;
  readonly state: State;
  readonly pack: Pack;
  readonly findings: readonly Violation[];
}

/** Whether nothing mandatory was found. */
export function passes({ findings }: Judgement): boolean {
  return !findings.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
}

/** A file for `--policy-pack-config`. */
export interface ConfigurationFile {
  readonly path: string;
  readonly content: unknown;
}

/**
 * Asks a pack about a state, as `pulumi policy analyze --file` does.
 *
 * @param folder of the pack
 * @throws when the pack can't be asked or the configuration doesn't fit it
 */
export async function judge(
  source: string,
  state: State,
  folder: string,
  configuration: ConfigurationFile | undefined,
): Promise<Judgement> {
  return await withPack(folder, state, async (analyzer) => {
    if (configuration) refuseProblems(analyzer.info, configuration);
    // Environments are opened by the Pulumi CLI alone.
    const { environments: _, ...config } = (configuration?.content ?? {}) as PackConfiguration;
    const pack = await analyzer.configure(config);
    const total = state.resources.length;
    const findings = await withProgress("judging", (progress) =>
      analyzer.analyze(state.resources, (judged) =>
        progress.now(`${judged} of ${total} resources judged`),
      ),
    );
    return { source, state, pack, findings: [...findings, ...ofState(state)] };
  });
}

/** What keeps a pack from judging all of a state. */
function ofState({ deep, unreadable }: State): readonly Violation[] {
  return [...unreadable.map(notRead), ...deep.map(tooDeep)];
}

/** Nobody knows what it is, so it isn't good. */
function notRead({ urn, problem }: Unreadable): Violation {
  return {
    policy: "state-readable",
    enforcementLevel: "mandatory",
    message: `not judged: the state is damaged here: ${problem}; export it again, or repair it with pulumi state repair`,
    ...(urn !== undefined && { urn }),
  };
}

/** The doubt about a resource of which a pack isn't shown everything. */
function tooDeep(urn: string): Violation {
  return {
    policy: "state-readable",
    enforcementLevel: "advisory",
    message: `not decided: something in it is nested deeper than ${MAX_DEPTH} levels, and counts as unknown`,
    urn,
  };
}

/** What a pack says about itself. */
export async function describePack(folder: string): Promise<PackInfo> {
  const nowhere = { project: "none", stack: "none" };
  return await withPack(folder, nowhere, async ({ info }) => info);
}

function refuseProblems({ policies }: PackInfo, { path, content }: ConfigurationFile): void {
  const problems = configurationProblems(policies, content);
  if (problems.length === 0) return;
  throw new Error(problems.map((problem) => `${path}: ${problem}`).join("\n"));
}

async function withPack<Result>(
  folder: string,
  { project, stack }: { readonly project: string; readonly stack: string },
  use: (analyzer: PolicyAnalyzer) => Promise<Result>,
): Promise<Result> {
  checkRuntime(folder);
  const analyzer = await startPolicyAnalyzer(folder, { project, stack, dryRun: false });
  try {
    return await use(analyzer);
  } finally {
    await analyzer.stop();
  }
}

/** Only packs for Node.js can be started without the Pulumi CLI and its language hosts. */
function checkRuntime(folder: string): void {
  let project: { readonly runtime?: string | { readonly name?: string } } | null;
  try {
    project = parse(readFileSync(path.join(folder, "PulumiPolicy.yaml"), "utf8"));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const seen = missing ? "there is no PulumiPolicy.yaml in it" : (error as Error).message;
    throw new Error(`${folder} is no policy pack: ${seen}`);
  }
  const { runtime } = project ?? {};
  const name = typeof runtime === "object" ? runtime.name : runtime;
  if (name === "nodejs") return;
  throw new Error(
    `${folder} is a policy pack for ${name ?? "no runtime"}, but only packs for nodejs can be asked without a Pulumi CLI; use pulumi policy analyze`,
  );
}

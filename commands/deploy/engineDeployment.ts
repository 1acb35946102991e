import { join } from "node:path";
import type { Problem } from "../../model/problems/problem.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import { grantsAfter } from "../../sandbox/world/history.ts";
import { withProgress } from "../cli/progress.ts";
import type { Engine } from "./engine.ts";
import { EngineEvents } from "./engineEvents.ts";
import { type Message, toMessages, withoutEchoes } from "./message.ts";
import { PlanFile } from "./planFile.ts";
import { type Inputs, type Resource, toResource } from "./resource.ts";
import type { SandboxDeployment } from "./sandboxDeployment.ts";

/** More updates than any plan takes. */
const MOST = 15;

/**
 * Deploys to the sandbox with Pulumi's engine, which goes on from what the last run left.
 *
 * @param problems of the configuration, which are told elsewhere
 */
export async function deployWithEngine(
  engine: Engine,
  problems: readonly Problem[],
): Promise<SandboxDeployment> {
  const { runs, code, output } = await updates(engine, problems);
  const { findings, rules } = runs.at(-1) as EngineEvents;
  const { resources, portalUrl } = await stateOf(engine);
  const messages = [
    ...runs.flatMap((run) => run.messages),
    ...(code === 0 ? [] : toMessages("error", output, undefined, problems)),
  ];
  return {
    ok: code === 0,
    changes: runs.flatMap((run) => run.changes),
    resources,
    grants: grantsAfter(engine.journal()),
    ...(rules.size > 0 ? { policies: { rules: rules.size, findings } } : {}),
    messages: withoutEchoes(messages satisfies Message[]),
    ...(code === 0 && portalUrl !== undefined ? { portalUrl } : {}),
  };
}

/** All updates that a plan takes: one, nearly always. */
async function updates(engine: Engine, problems: readonly Problem[]) {
  const plans = new PlanFile();
  const runs: EngineEvents[] = [];
  const args = ["up", "--yes", "--skip-preview", "--json"];
  const policyPack = ["--policy-pack", join(PROJECT_ROOT, "policies")];
  try {
    return await withProgress("starting", async (progress) => {
      for (;;) {
        const events = new EngineEvents(problems);
        runs.push(events);
        const done = new Set<string>();
        const { code, output } = await engine.run(
          [...args, ...policyPack],
          (event) => {
            events.hear(event);
            if (event.resOutputsEvent) done.add(event.resOutputsEvent.metadata.urn);
            if (done.size > 0) progress.now(`${done.size} resources`);
          },
          { environment: plans.environment },
        );
        const left = plans.take()?.updates.length ?? 1;
        if (code !== 0 || left <= 1 || runs.length === MOST) return { runs, code, output };
      }
    });
  } finally {
    plans.remove();
  }
}

/** What the state says that there is. */
async function stateOf(
  engine: Engine,
): Promise<{ readonly resources: readonly Resource[]; readonly portalUrl?: string }> {
  const { code, stdout, output } = await engine.run(["stack", "export"]);
  if (code !== 0) throw new Error(`pulumi stack export failed: ${output}`);
  const { deployment } = JSON.parse(stdout) as ExportedStack;
  const living = (deployment.resources ?? []).filter((resource) => !resource.delete);
  const stack = living.find(({ type }) => type === "pulumi:pulumi:Stack");
  const portalUrl = stack?.outputs?.portalUrl;
  return {
    resources: living.map(({ urn, parent, inputs }) => toResource(urn, parent, inputs)),
    ...(typeof portalUrl === "string" ? { portalUrl } : {}),
  };
}

/** The part of a stack's state that is read here. */
interface ExportedStack {
  readonly deployment: {
    readonly resources?: readonly {
      readonly urn: string;
      readonly type: string;
      readonly parent?: string;
      readonly inputs?: Inputs;
      readonly outputs?: Readonly<Record<string, unknown>>;
      /** It was replaced, and is still to be deleted. */
      readonly delete?: boolean;
    }[];
  };
}

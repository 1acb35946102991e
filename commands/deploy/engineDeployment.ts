import type { Problem } from "../../model/problems/problem.ts";
import { LONGEST_PLAN } from "../../model/transition/plan/plan.ts";
import { grantsAfter } from "../../sandbox/world/history.ts";
import { ownPack } from "../analyzer/packFolder.ts";
import { withProgress } from "../cli/progress.ts";
import { walk } from "../up/walk.ts";
import type { Engine } from "./engine.ts";
import { EngineEvents } from "./engineEvents.ts";
import { type Message, toMessages, withoutEchoes } from "./message.ts";
import { PlanFile } from "./planFile.ts";
import { type Inputs, type Resource, toResource } from "./resource.ts";
import type { SandboxDeployment } from "./sandboxDeployment.ts";

/**
 * Deploys to the sandbox with Pulumi's engine, which goes on from what the last run left.
 *
 * @param problems of the configuration, which are told elsewhere
 */
export async function deployWithEngine(
  engine: Engine,
  problems: readonly Problem[],
): Promise<SandboxDeployment> {
  const { runs, output, isDone } = await updates(engine, problems);
  const { findings, rules } = runs.at(-1) as EngineEvents;
  const { resources, portalUrl } = await stateOf(engine);
  const messages = [
    ...runs.flatMap((run) => run.messages),
    ...(isDone ? [] : toMessages("error", output, undefined, problems)),
  ];
  return {
    ok: isDone,
    changes: runs.flatMap((run) => run.changes),
    resources,
    grants: grantsAfter(engine.journal()),
    ...(rules.size > 0 ? { policies: { rules: rules.size, findings } } : {}),
    messages: withoutEchoes(messages satisfies Message[]),
    ...(isDone && portalUrl !== undefined ? { portalUrl } : {}),
  };
}

/** All updates that a plan takes: one, nearly always. */
async function updates(engine: Engine, problems: readonly Problem[]) {
  const plans = new PlanFile();
  const runs: EngineEvents[] = [];
  const args = ["up", "--yes", "--skip-preview", "--json"];
  const policyPack = ["--policy-pack", ownPack()];
  let output = "";
  try {
    const { ended } = await withProgress("starting", (progress) => {
      const up = async (environment: Readonly<Record<string, string>>) => {
        const events = new EngineEvents(problems);
        runs.push(events);
        const done = new Set<string>();
        const run = await engine.run(
          [...args, ...policyPack],
          (event) => {
            events.hear(event);
            if (event.resOutputsEvent) done.add(event.resOutputsEvent.metadata.urn);
            if (done.size > 0) progress.now(`${done.size} resources`);
          },
          { environment },
        );
        output = run.output;
        return run.code;
      };
      return walk({ updates: Array.from({ length: LONGEST_PLAN }, () => []) }, plans, up, () => {});
    });
    return { runs, output, isDone: ended === "done" };
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

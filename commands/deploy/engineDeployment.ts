import { join } from "node:path";
import type { Problem } from "../../model/problems/problem.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import { grantsAfter } from "../../sandbox/world/history.ts";
import { withProgress } from "../cli/progress.ts";
import type { Engine } from "./engine.ts";
import { EngineEvents } from "./engineEvents.ts";
import { type Message, toMessages, withoutEchoes } from "./message.ts";
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
  const events = new EngineEvents(problems);
  const done = new Set<string>();
  const args = ["up", "--yes", "--skip-preview", "--json"];
  const policyPack = ["--policy-pack", join(PROJECT_ROOT, "policies")];
  const { code, output } = await withProgress("starting", (progress) =>
    engine.run([...args, ...policyPack], (event) => {
      events.hear(event);
      if (event.resOutputsEvent) done.add(event.resOutputsEvent.metadata.urn);
      if (done.size > 0) progress.now(`${done.size} resources`);
    }),
  );
  const { changes, findings, rules } = events;
  const { resources, portalUrl } = await stateOf(engine);
  const messages = [
    ...events.messages,
    ...(code === 0 ? [] : toMessages("error", output, undefined, problems)),
  ];
  return {
    ok: code === 0,
    changes,
    resources,
    grants: grantsAfter(engine.journal()),
    ...(rules.size > 0 ? { policies: { rules: rules.size, findings } } : {}),
    messages: withoutEchoes(messages satisfies Message[]),
    ...(code === 0 && portalUrl !== undefined ? { portalUrl } : {}),
  };
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

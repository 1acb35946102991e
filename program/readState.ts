import * as pulumi from "@pulumi/pulumi";
import { betweenWrites } from "./betweenWrites.ts";

/** A resource of a stack's state, as the engine tells it: by URN, with its type and its outputs. */
export interface StateResource {
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The resources of this stack's own state by URN, in preview and update alike, with every backend. */
export async function readState(): Promise<Readonly<Record<string, StateResource>>> {
  const stackName = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
  // What a StackReference asks for, and the resources besides the outputs. The engine answers it itself.
  const answer = await betweenWrites(() =>
    pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName }),
  ).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new pulumi.RunError(
      `the state of this stack (${stackName}) can't be read, and without it nobody knows what an update would delete: ${reason}; use credentials that may export it (pulumi stack export)`,
    );
  });
  return answer.outputs;
}

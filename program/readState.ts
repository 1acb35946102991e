import * as pulumi from "@pulumi/pulumi";
import { betweenWrites } from "./betweenWrites.ts";

/** A resource of a stack's state, as the engine tells it: by URN, with its type and its outputs. */
export interface StateResource {
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * The resources of a stack's state by URN, in preview and update alike, with every backend.
 *
 * @param stack of this project. Default: this one.
 */
export async function readState(
  stack = pulumi.getStack(),
): Promise<Readonly<Record<string, StateResource>>> {
  const stackName = [pulumi.getOrganization(), pulumi.getProject(), stack].join("/");
  // What a StackReference asks for, and the resources besides the outputs. The engine answers it itself.
  const answer = await betweenWrites(() =>
    pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName }),
  ).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new pulumi.RunError(
      `the state of ${stack === pulumi.getStack() ? "this stack" : "a stack"} (${stackName}) can't be read, and without it nobody knows what an update would delete: ${reason}; use credentials that may export it (pulumi stack export)`,
    );
  });
  return answer.outputs;
}

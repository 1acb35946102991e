import { resolve } from "node:path";
import { runInHost } from "./engine/programHost.ts";
import { type DeploymentResult, deployFirst, type FirstDeployment } from "./firstDeployment.ts";

export interface OwnProcessRun extends FirstDeployment {
  /** Path of the program's main module. */
  readonly program: string;
  /** As `runtime.options.nodeargs` of Pulumi.yaml has them. Default: none. */
  readonly nodeArguments?: readonly string[];
  /** Added to this process's environment. Default: nothing. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs a Pulumi program as a first deployment, for machines without a Pulumi CLI, in a process of its own, by Pulumi's
 * own host. Hooks and transforms run. Errors of the program are diagnostics, not exceptions, in the host's words.
 */
export async function runInOwnProcess(run: OwnProcessRun): Promise<DeploymentResult> {
  const { program, nodeArguments = [], environment = {} } = run;
  return await deployFirst(run, (engine) => {
    return runInHost(resolve(program), run, engine, { nodeArguments, environment });
  });
}

import type { Diagnostic } from "./engine/diagnostics.ts";
import { Engine, type Operation } from "./engine/engine.ts";
import { SandboxProviders } from "./engine/providers.ts";
import type { RegisteredResource } from "./engine/registeredResource.ts";
import { displayed } from "./engine/values.ts";
import type { World } from "./world/world.ts";

export interface FirstDeployment extends Operation {
  /** Leaves whatever AWS decides unknown, as a preview does. Default: false, all is made in the world. */
  readonly unknownOutputs?: boolean;
  /** Keeps what the run makes. */
  readonly world: World;
}

export interface DeploymentResult {
  /** In the order in which they were registered, the stack first. */
  readonly resources: readonly RegisteredResource[];
  /** The stack's outputs; secrets as `[secret]`, unknown ones as `[unknown]`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Puts the engine's stand-in before the stand-in for AWS, and has a program run against it. */
export async function deployFirst(
  run: FirstDeployment,
  runProgram: (engine: Engine) => Promise<void>,
): Promise<DeploymentResult> {
  const providers = new SandboxProviders(run.world, run.config);
  const invoke = providers.invoke.bind(providers);
  const engine = await Engine.start(run, { providers, invoke }, run.unknownOutputs ?? false);
  try {
    await runProgram(engine);
  } finally {
    engine.stop();
  }
  const { registration, diagnostics } = engine;
  return {
    resources: [...registration.resources.values()],
    outputs: displayed(registration.stackOutputs),
    diagnostics: diagnostics.list,
  };
}

import { runtime } from "@pulumi/pulumi";
import type { Engine, Operation } from "./engine.ts";
import { ProgramErrors } from "./programErrors.ts";
import { whileCapturing } from "./uncaught.ts";

/** The SDK only asks whether it is 1: then it would make one resource after another. */
const PARALLEL = 16;

let previous: Promise<void> = Promise.resolve();

/**
 * Runs a function as a Pulumi program in this process. Its errors are diagnostics of the engine. The SDK keeps what it
 * knows about a program for the whole process: programs run one after another. As with the Automation API, a resource
 * that comes after the function has ended and nothing is under way, such as by a timer, comes too late.
 */
export async function runInline(
  program: () => unknown,
  operation: Operation,
  engine: Engine,
): Promise<void> {
  const run = previous.then(() => runNow(program, operation, engine));
  previous = run.catch(() => {});
  await run;
}

async function runNow(program: () => unknown, operation: Operation, engine: Engine) {
  const { project, stack, config, preview } = operation;
  const { address } = engine;
  const errors = new ProgramErrors(engine.diagnostics);
  await whileCapturing(
    (error) => errors.add(error),
    async () => {
      runtime.resetOptions(project, stack, PARALLEL, address, address, preview, "organization");
      runtime.setAllConfig({ ...config }, []);
      try {
        await runtime.runInPulumiStack(async () => program());
      } catch (error) {
        await errors.add(error);
      }
      await runtime.disconnect(true);
    },
  );
  // Nothing of this program is left to the next one, nor to the SDK's look for leaks when the process ends.
  runtime.resetOptions("project", "stack", PARALLEL, "", "", false, "organization");
}

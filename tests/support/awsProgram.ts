import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { AnalyzedResource } from "../../commands/analyzer/request.ts";
import { Engine } from "../../sandbox/engine/engine.ts";
import { runInline } from "../../sandbox/engine/inlineProgram.ts";
import { REGION } from "./awsProgram/account.ts";
import { toAnalyzedResources } from "./awsProgram/analyzedResource.ts";
import { awsPlugins } from "./awsProgram/plugins.ts";

/** A Pulumi program written with @pulumi/aws. What it returns are the stack's outputs. */
export type AwsProgram = () => unknown;

/** `preview`: what AWS decides isn't known yet. `update`: all of it is. */
export type Mode = "preview" | "update";

interface Options {
  readonly mode: Mode;
  /** Stack configuration: `namespace:key` to a text. Default: `aws:region` alone. */
  readonly config?: Readonly<Record<string, string>>;
}

const STACK = { project: "acme", stack: "test" };
const EXAMPLES = path.join(import.meta.dirname, "../../.sandbox/examples");
let imports = 0;

/**
 * Runs a program as a first deployment and gives what the engine would hand to a policy pack: inputs as the AWS
 * provider checks them, outputs as AWS would give them, parents, providers and dependencies. The stack comes first.
 * There is no AWS behind it: what is created always works. Remote components don't run.
 *
 * @throws with what the program and the SDK said, when anything failed
 */
export async function runAwsProgram(
  program: AwsProgram,
  { mode, config = { "aws:region": REGION } }: Options,
): Promise<readonly AnalyzedResource[]> {
  const preview = mode === "preview";
  const operation = { ...STACK, config, preview };
  const engine = await Engine.start(operation, awsPlugins(), preview);
  try {
    await runInline(program, operation, engine);
  } finally {
    engine.stop();
  }
  const { diagnostics, registration } = engine;
  const errors = diagnostics.list.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    throw new Error(`the program failed: ${errors.map(({ message }) => message).join("\n")}`);
  }
  return toAnalyzedResources([...registration.resources.values()]);
}

/**
 * Runs the text of a program, such as an example of the documentation: TypeScript that Node can strip, importing
 * @pulumi/pulumi and @pulumi/aws. What it exports are the stack's outputs, unless its default export is the program.
 *
 * @throws as {@link runAwsProgram}
 */
export async function exampleResources(
  source: string,
  mode: Mode = "update",
): Promise<readonly AnalyzedResource[]> {
  mkdirSync(EXAMPLES, { recursive: true });
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 16);
  const file = path.join(EXAMPLES, `${hash}.ts`);
  writeFileSync(file, source);
  // Another address makes Node evaluate the module again.
  const address = `${pathToFileURL(file)}?import=${++imports}`;
  const program = async () => {
    const module: Record<string, unknown> = await import(address);
    return typeof module.default === "function" ? module.default() : { ...module };
  };
  return runAwsProgram(program, { mode });
}

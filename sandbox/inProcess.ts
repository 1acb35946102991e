import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { runInline } from "./engine/inlineProgram.ts";
import { type DeploymentResult, deployFirst, type FirstDeployment } from "./firstDeployment.ts";

export interface InProcessRun extends FirstDeployment {
  /** The program: a function, or its main module, a file URL or a path, whose default export is called when it is a function. */
  readonly program: URL | string | (() => unknown);
}

let runs = 0;

/**
 * Runs a Pulumi program in this process as a first deployment, for machines without a Pulumi CLI. Hooks and transforms
 * run. Errors of the program are diagnostics, not exceptions. Several at once run one after another.
 */
export async function runInProcess(run: InProcessRun): Promise<DeploymentResult> {
  const { program } = run;
  const main = typeof program === "function" ? program : () => importProgram(program);
  return await deployFirst(run, (engine) => runInline(main, run, engine));
}

async function importProgram(program: URL | string): Promise<unknown> {
  const url = program instanceof URL ? program : pathToFileURL(resolve(program));
  // Another address makes Node evaluate the module again.
  const module = await import(`${url.href}?run=${++runs}`);
  const exported = "default" in module ? module.default : { ...module };
  return typeof exported === "function" ? exported() : exported;
}

import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import type { StackFile } from "../stack/stackFile.ts";
import { Engine } from "./engine.ts";
import type { Program } from "./projectSettings.ts";
import { type SandboxPlace, sandboxPlace } from "./sandboxPlace.ts";

/**
 * A stack on the sandbox with Pulumi's engine, ready to be deployed: it goes on from what was deployed before.
 *
 * @param fresh forgets what was deployed
 * @throws with what Pulumi said, when the stack can't be made
 */
export async function sandboxStack(
  file: StackFile,
  pulumi: string,
  fresh = false,
): Promise<Engine> {
  if (fresh) forget(file);
  const place = sandboxPlace(file);
  return await readyStack({ pulumi, place, file, text: textOf(file.stack) });
}

/** @throws where another stack would be forgotten with it */
function forget(file: StackFile): void {
  const { directory, host } = sandboxPlace(file);
  if (host !== undefined) {
    throw new Error(
      `on the sandbox stack ${file.stack} is in the AWS of stack ${host}, and --fresh would forget both; npm start -- --stack ${host} --fresh, then this one`,
    );
  }
  rmSync(directory, { recursive: true, force: true });
}

/**
 * The stack of this name in `emergency/`, in the AWS of the main one.
 *
 * @throws where it has no stack file
 */
export async function emergencyStack(file: StackFile, pulumi: string): Promise<Engine> {
  const name = join("emergency", file.name);
  const path = join(PROJECT_ROOT, name);
  if (!existsSync(path)) {
    throw new Error(
      `there is no ${name}; write one (docs/emergency.md), or name a stack with --stack`,
    );
  }
  const text = readFileSync(path, "utf8");
  return await readyStack({ pulumi, place: sandboxPlace(file), file, text, program: "emergency" });
}

function textOf(stack: string): string {
  return readFileSync(join(PROJECT_ROOT, `Pulumi.${stack}.yaml`), "utf8");
}

interface Wanted {
  readonly pulumi: string;
  readonly place: SandboxPlace;
  /** Of the main stack, whose organization it is. */
  readonly file: StackFile;
  /** Text of its stack file. */
  readonly text: string;
  readonly program?: Program;
}

/** @throws with what Pulumi said, when the stack can't be made */
async function readyStack({ file, text, place, ...wanted }: Wanted): Promise<Engine> {
  const { stack } = file;
  const { directory, organization, account, otherStack } = place;
  const engine = new Engine({ ...wanted, stack, directory, organization, account });
  if (engine.isNew) {
    const { code, output } = await engine.run(["stack", "init", stack]);
    if (code !== 0) throw new Error(`pulumi stack init failed: ${output}`);
  }
  engine.configure(text);
  if (otherStack !== undefined) engine.configure(textOf(otherStack), otherStack);
  return engine;
}

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import {
  hasOrganizationFile,
  organizationPath,
  readOrganizationFile,
} from "../organization/organizationFile.ts";
import { parseStackFile, type StackFile } from "../stack/stackFile.ts";
import { Engine, type Program } from "./engine.ts";

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
  const directory = sandboxDirectory(file);
  if (fresh) rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const text = readFileSync(join(PROJECT_ROOT, file.name), "utf8");
  return await readyStack({ pulumi, directory, file, text });
}

/**
 * The stack of this name in `emergency/`, in the AWS of the main one.
 *
 * @throws where it has no stack file
 */
export async function emergencyStack(file: StackFile, pulumi: string): Promise<Engine> {
  const directory = sandboxDirectory(file);
  mkdirSync(directory, { recursive: true });
  const name = join("emergency", file.name);
  const path = join(PROJECT_ROOT, name);
  if (!existsSync(path)) {
    throw new Error(
      `there is no ${name}; write one (docs/emergency.md), or name a stack with --stack`,
    );
  }
  const text = readFileSync(path, "utf8");
  return await readyStack({ pulumi, directory, file, text, program: "emergency" });
}

interface Wanted {
  readonly pulumi: string;
  readonly directory: string;
  /** Of the main stack, whose organization it is. */
  readonly file: StackFile;
  /** Text of its stack file. */
  readonly text: string;
  readonly program?: Program;
}

/** @throws with what Pulumi said, when the stack can't be made */
async function readyStack({ file, text, ...wanted }: Wanted): Promise<Engine> {
  const { stack } = file;
  const engine = new Engine({
    ...wanted,
    stack,
    organization: organizationFor(file, wanted.directory),
  });
  if (engine.isNew) {
    const { code, output } = await engine.run(["stack", "init", stack]);
    if (code !== 0) throw new Error(`pulumi stack init failed: ${output}`);
  }
  engine.configure(text);
  return engine;
}

/** Where the state of a stack on the sandbox is kept. */
export function sandboxDirectory({ stack }: Pick<StackFile, "stack">): string {
  return join(PROJECT_ROOT, ".sandbox", stack);
}

/** The stack's organization file; where it has none, one that holds what its configuration says. */
export function organizationFor(file: StackFile, directory: string): string {
  if (hasOrganizationFile(file.stack)) return organizationPath(file.stack);
  const { configuration } = parseStackFile(file);
  const path = join(directory, "organization.yaml");
  writeFileSync(path, stringify(readOrganizationFile(file, configuration)));
  return path;
}

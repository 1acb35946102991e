import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import {
  hasOrganizationFile,
  organizationPath,
  readOrganizationFile,
} from "../organization/organizationFile.ts";
import { parseStackFile, type StackFile } from "../stack/stackFile.ts";
import { Engine } from "./engine.ts";

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
  const organization = organizationFor(file, directory);
  const engine = new Engine({ pulumi, directory, stack: file.stack, organization });
  if (engine.isNew) {
    const { code, output } = await engine.run(["stack", "init", file.stack]);
    if (code !== 0) throw new Error(`pulumi stack init failed: ${output}`);
  }
  engine.configure(readFileSync(join(PROJECT_ROOT, file.name), "utf8"));
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

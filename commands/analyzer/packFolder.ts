import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";

/** What Node.js takes for a module before it looks for a folder ("LOAD_AS_FILE" in its documentation of CommonJS modules). */
const BEFORE_A_FOLDER = [".js", ".json", ".node"];

/** The folder of a policy pack. @throws where a file beside it would be loaded in its place */
export function packFolder(folder: string): string {
  for (const ending of BEFORE_A_FOLDER) {
    const file = `${folder.replace(/[\\/]+$/, "")}${ending}`;
    if (!existsSync(file)) continue;
    const name = basename(file);
    throw new Error(
      `${name} stands beside the policy pack ${basename(folder)}/: Node.js loads that file in its place, and the pack doesn't start; give it another name, such as policy-settings${ending}`,
    );
  }
  return folder;
}

/** The project's own. @throws the same */
export function ownPack(): string {
  return packFolder(join(PROJECT_ROOT, "policies"));
}

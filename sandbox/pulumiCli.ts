import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, sep } from "node:path";

const executable = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/**
 * The Pulumi CLI of this machine: on PATH, else the newest one in `~/.pulumi` or PULUMI_HOME, where the
 * installer and the npm launcher put them. Nothing is downloaded, and so `node_modules/.bin`, where that
 * launcher is itself, does not count.
 * @returns its path, or undefined when there is none
 */
export function findPulumi(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const onPath = (environment.PATH ?? "")
    .split(delimiter)
    .filter((directory) => directory !== "" && !directory.includes(join("node_modules", ".bin")));
  const homes = [environment.PULUMI_HOME, join(environment.HOME ?? homedir(), ".pulumi")]
    .filter((home) => home !== undefined && home !== "")
    .flatMap((home) => [...installed(home as string), join(home as string, "bin")]);
  return [...onPath, ...homes].map((directory) => join(directory, executable)).find(isExecutable);
}

/** `versions/<version>/bin` below a home, the newest version first. */
function installed(home: string): string[] {
  const versions = `${home}${sep}versions`;
  if (!statSync(versions, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(versions)
    .sort((one, other) => other.localeCompare(one, "en", { numeric: true }))
    .map((version) => join(versions, version, "bin"));
}

function isExecutable(path: string): boolean {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

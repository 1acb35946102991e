import { copyFileSync, readFileSync, rmSync } from "node:fs";
import type { Deployment } from "./deployment.ts";

/** Where a backend on a disk has the state. */
export function stateFile(deployment: Deployment): string {
  return deployment.file("../state/.pulumi/stacks/identity-center/test.json");
}

/** What the backend writes beside the state: its type and checksum. */
export function attributesFile(deployment: Deployment): string {
  return `${stateFile(deployment)}.attrs`;
}

/** Whether neither the state nor what stands beside it was cut off while it was written. */
export function isWhole(deployment: Deployment): boolean {
  return isJson(stateFile(deployment)) && isJson(attributesFile(deployment));
}

/** Takes the state as it was before the last write where it was cut off, and away what was cut off beside it, as docs/failures.md says it. */
export function bringBack(deployment: Deployment): void {
  const file = stateFile(deployment);
  if (!isJson(file)) copyFileSync(`${file}.bak`, file);
  if (!isJson(attributesFile(deployment))) rmSync(attributesFile(deployment));
}

/** Whether a file has JSON in it, or isn't there. */
function isJson(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}

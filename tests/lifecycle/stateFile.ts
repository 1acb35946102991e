import { copyFileSync, readFileSync } from "node:fs";
import type { Deployment } from "./deployment.ts";

/** Where a backend on a disk has the state. */
export function stateFile(deployment: Deployment): string {
  return deployment.file("../state/.pulumi/stacks/identity-center/test.json");
}

/** Whether the state wasn't cut off while it was written. */
export function isWhole(deployment: Deployment): boolean {
  try {
    JSON.parse(readFileSync(stateFile(deployment), "utf8"));
    return true;
  } catch {
    return false;
  }
}

/** Takes the state as it was before the last write, as docs/failures.md says it. */
export function bringBack(deployment: Deployment): void {
  const file = stateFile(deployment);
  copyFileSync(`${file}.bak`, file);
}

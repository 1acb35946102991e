import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { PROJECT_ROOT } from "./projectFiles.ts";

/** What backends on disks and in buckets call their one organization (pulumi pkg/backend/diy/store.go). */
const NONE = "organization";

/**
 * What Pulumi Cloud shows on the stack's page, with the outputs filled in. Other backends have no such page, and would
 * print it in each update.
 *
 * @returns null for no output: of `undefined` the SDK warns
 */
export function stackReadme(): string | null {
  if (organization() === NONE) return null;
  return readFileSync(join(PROJECT_ROOT, "Pulumi.README.md"), "utf8");
}

/** Unknown to a program that runs without the engine. */
function organization(): string | undefined {
  try {
    return pulumi.getOrganization();
  } catch {
    return undefined;
  }
}

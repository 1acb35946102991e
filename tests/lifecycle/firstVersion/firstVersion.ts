import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackConfig } from "../acme.ts";
import type { Kept } from "../deployment.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8");

/** What a deployment by commit 5e78d17 left. */
export const firstVersion: Kept = { stack: read("stack.json"), journal: read("journal.jsonl") };

/** Turns acme into what it was deployed from: one of everything that this program makes. */
export function small(config: StackConfig): void {
  delete config["access:people"].grace;
  delete config["access:permissionSets"].reader;
  delete config["access:groups"].engineers;
  delete config["access:groups"].security;
  config["access:groups"].administrators?.access.push({
    permissionSet: "builder",
    accounts: ["web-dev"],
  });
}

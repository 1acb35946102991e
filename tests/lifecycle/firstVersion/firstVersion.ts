import type { StackConfig } from "../acme.ts";

/** Holds what a deployment by commit 5e78d17 left: the state in stack.json, the sandbox's AWS in journal.jsonl. */
export const firstVersion = import.meta.dirname;

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

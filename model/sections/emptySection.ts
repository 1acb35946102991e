import { error, type Problem } from "../problems/problem.ts";

/** Sections that are on or off. */
const SWITCHED = ["auditTrail", "alarms", "detection", "rootGuardrails"] as const;

/** What such a section means that is left out. */
export const OFF = { enabled: false } as const;

export function isSwitched(name: string): boolean {
  return SWITCHED.some((one) => one === name);
}

const ENTRIES: readonly string[] = ["accounts", "people", "permissionSets", "groups"];

/**
 * What to say of a key with nothing below it. Pulumi takes it as it takes a key that isn't there; its author took away
 * lines, and keeping the key doesn't look as if what stood there were to be deleted.
 */
export function emptySection(path: string): Problem {
  return error(path, `is empty: nothing stands below it, or comments only; ${wanted(path)}`);
}

function wanted(path: string): string {
  const name = path.slice(path.indexOf(":") + 1);
  if (isSwitched(name)) {
    return "write enabled: true below it, with its settings, or enabled: false; without the key it is off, too";
  }
  if (ENTRIES.includes(name)) {
    return `write its entries below it, or ${path}: {} where there are to be none`;
  }
  return "write its settings below it, or remove the key where there are to be none";
}

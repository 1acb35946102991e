import type { JournalEntry } from "../sandbox/world/journal.ts";

/** Calls that bring a permission set to its accounts again, of a set that some account has already. */
export function provisioningsOfAssignedSets(journal: readonly JournalEntry[]): number {
  const assigned = new Set<unknown>();
  let count = 0;
  for (const entry of journal) {
    const set = (entry.request as { PermissionSetArn?: string } | undefined)?.PermissionSetArn;
    if (entry.operation === "CreateAccountAssignment") assigned.add(set);
    if (isProvisioning(entry) && assigned.has(set)) count += 1;
  }
  if (assigned.size === 0)
    throw new Error("the sandbox's journal holds no CreateAccountAssignment");
  return count;
}

export function isProvisioning({ operation }: JournalEntry): boolean {
  return operation === "ProvisionPermissionSet";
}

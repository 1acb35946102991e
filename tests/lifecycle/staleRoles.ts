import { readJournal } from "../../sandbox/world/journal.ts";
import { State } from "../../sandbox/world/tables.ts";

/** Roles in accounts that don't hold what their permission set says, each as set's name and account. */
export function staleRoles(journal: string): string[] {
  const state = new State();
  for (const { changes } of readJournal(journal)) {
    for (const change of changes) state.apply(change);
  }
  return state.rows("provisioned").flatMap(({ permissionSetArn, account, content }) => {
    const set = state.get("permissionSets", permissionSetArn);
    const isCurrent = JSON.stringify(set?.content) === JSON.stringify(content);
    return set === undefined || isCurrent ? [] : [`${set.name} ${account}`];
  });
}

import type { Statement } from "./statement.ts";

/** Whether some of a statement isn't known yet. */
export function isPartial(statement: Statement): boolean {
  const { actions, notActions, resources, notResources, principals, notPrincipals } = statement;
  const parts = [actions, notActions, resources, notResources, principals, notPrincipals];
  return (
    statement.hasUnknownConditions ||
    parts.some((part) => part?.isIncomplete) ||
    statement.conditions.some(({ values }) => values.isIncomplete)
  );
}

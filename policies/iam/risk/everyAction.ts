import { matches } from "../patterns/wildcard.ts";
import type { Statement } from "../policy/statement.ts";

/** `*`, and what comes to the same, such as `*:*` or `?*`. */
export function isEveryAction(pattern: string): boolean {
  // The second service doesn't exist: nothing but wildcards matches both.
  return matches(pattern, "ec2:RunInstances") && matches(pattern, "zz:Q");
}

/** An Allow of everything, as in AdministratorAccess. */
export const EVERYTHING: readonly Statement[] = [
  {
    label: "all",
    place: "all",
    effect: "Allow",
    actions: { known: ["*"], isIncomplete: false },
    resources: { known: ["*"], isIncomplete: false },
    conditions: [],
    hasUnknownConditions: false,
  },
];

/** Whether a statement is about all actions, or all but some. */
export function isBroad({ actions, notActions }: Statement): boolean {
  return actions
    ? actions.known.some(isEveryAction)
    : notActions !== undefined && !notActions.known.some(isEveryAction);
}

import type { LiveAssignment } from "../../live/liveOrganization.ts";
import type { Facts } from "./facts.ts";
import type { Stances } from "./stances.ts";

/** Why an assignment can't stand in a stack file. */
export type Obstacle = "management" | "other" | "user" | "unknown" | "closed" | "group" | "set";

/** The assignments, those that lines can say, and the others with what is in the way. */
export interface Sorted {
  readonly lines: readonly LiveAssignment[];
  readonly others: readonly { readonly assignment: LiveAssignment; readonly why: Obstacle }[];
}

/** Which assignments can be lines of groups. */
export function sorted(facts: Facts, stances: Stances): Sorted {
  const groups = new Set(facts.groups.map(({ id }) => id));
  const users = new Set(facts.users.map(({ id }) => id));
  const active = new Set(
    facts.accounts.filter(({ state }) => state === "ACTIVE").map(({ id }) => id),
  );
  const sets = new Set(facts.permissionSets.map(({ arn }) => arn));
  const ofOther = new Set(facts.setsOfOther.map(({ arn }) => arn));
  const isLeftOut = (id: string) => stances.get(id)?.stance === "left out";
  const obstacle = (one: LiveAssignment): Obstacle | undefined => {
    if (ofOther.has(one.permissionSetArn)) return "other";
    // The delegated administrator changes neither: a set that it doesn't see is the management account's, too.
    if (facts.delegate !== undefined && !sets.has(one.permissionSetArn)) return "management";
    const known = one.principalType === "GROUP" ? groups : users;
    if (!known.has(one.principalId)) return "unknown";
    if (one.principalType !== "GROUP") return "user";
    if (!active.has(one.account)) return "closed";
    if (isLeftOut(one.principalId)) return "group";
    return isLeftOut(one.permissionSetArn) ? "set" : undefined;
  };
  const judged = facts.assignments.map((assignment) => ({ assignment, why: obstacle(assignment) }));
  return {
    lines: judged.filter(({ why }) => why === undefined).map(({ assignment }) => assignment),
    others: judged.flatMap(({ assignment, why }) => (why ? [{ assignment, why }] : [])),
  };
}

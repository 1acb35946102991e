import { IN_BETWEEN } from "../../model/transition/plan/stopgaps.ts";
import { property } from "../../policies/resources/resource.ts";
import { UNKNOWN, type Unknown } from "../../policies/value.ts";
import { type Access, everybodyIn } from "./access.ts";
import { holdings } from "./lostAccess.ts";
import type { Sides } from "./side.ts";

/** The access of both sides of a preview. */
interface BothAccesses {
  readonly before: Access;
  readonly after: Access;
}

/**
 * What makes up groups that a plan made in between two updates, and that this update takes away again: their resources
 * by URN. Nobody has to look at that twice where everybody in them keeps, by other groups, what they give.
 */
export function madeInBetween({ before, after }: Sides, access: BothAccesses): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { urn, kind, inputs, parent } of before.values()) {
    const isMade = kind === "group" && property(inputs, "Description") === IN_BETWEEN;
    if (!isMade || after.has(urn) || !isGivenByOthers(urn, access)) continue;
    found.add(urn);
    if (parent !== undefined && !after.has(parent)) found.add(parent);
    for (const { resource, groups } of access.before.memberships) {
      if (groups.every((group) => group === urn)) found.add(resource.urn);
    }
    for (const { resource } of access.before.assignedTo(urn)) found.add(resource.urn);
  }
  return found;
}

/** Whether everybody in a group keeps what it gives. Whom nobody knows may not. */
function isGivenByOthers(group: string, { before, after }: BothAccesses): boolean {
  const members = [...before.people].filter((person) => before.groupsOf(person).has(group));
  return members.every((person) => {
    const kept = [...holdings(after, person)];
    const isKept = (set: string, account: string | Unknown) =>
      account !== UNKNOWN && kept.some((one) => one.set === set && one.account === account);
    return (
      person !== everybodyIn(group) &&
      before
        .assignedTo(group)
        .every(({ sets, account }) => sets.every((set) => isKept(set, account)))
    );
  });
}

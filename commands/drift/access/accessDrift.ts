import type { Sides } from "../things/sides.ts";
import { actualReach, type Reach, type Reaches, wantedReach } from "./reach.ts";

/** Who reaches more in AWS than the code says, and who less. */
export interface AccessDrift {
  readonly more: readonly Reach[];
  readonly less: readonly Reach[];
}

const NONE: AccessDrift = { more: [], less: [] };

/** Nothing where something wasn't read without which nobody's access is known. */
export function accessDrift(sides: Sides): AccessDrift {
  const { live, pairs } = sides;
  const { people, groups, permissionSets } = pairs;
  if (!live.assignments.isRead || !people.isRead) return NONE;
  if (!groups.isRead || !permissionSets.isRead) return NONE;
  const [wanted, actual] = [wantedReach(sides), actualReach(sides)];
  return { more: beyond(actual, wanted), less: beyond(wanted, actual) };
}

/** What one side surely has, and the other surely hasn't. */
function beyond(one: Reaches, other: Reaches): Reach[] {
  return [...one.all]
    .filter(([id, reach]) => !other.all.has(id) && !other.mayHave(reach))
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([, reach]) => reach);
}

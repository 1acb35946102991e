import {
  boundaryName,
  managedName,
  ownName,
  policiesText,
  type SetContent,
  samePolicies,
} from "../../access/setContent.ts";
import { contentsBetween } from "./between.ts";
import { type PartOrder, type Visited, visited } from "./visited.ts";
import { keeping } from "./within.ts";

/** How far one update brings a permission set. */
export interface Leg {
  /** What the set holds after it. */
  readonly to: SetContent;
  readonly order: PartOrder;
  readonly visited: Visited;
  /** Set where what it was and what it becomes may both allow something that it doesn't in between. */
  readonly isInterruption?: true;
}

/** What limits comes first where nothing speaks for another order: so does everything that is made. */
export const USUAL_ORDER: PartOrder = [
  "permissionsBoundary",
  "inlinePolicy",
  "customerManagedPolicies",
  "managedPolicies",
];

/** All orders, the usual one first and its reverse next. */
const ORDERS: readonly PartOrder[] = [
  USUAL_ORDER,
  USUAL_ORDER.toReversed(),
  ...permutations(USUAL_ORDER),
];

/** Whether a permission set may hold a content, or is to. */
type Test = (content: SetContent) => boolean;

/**
 * The next leg from one content to another such that all that the set holds in between is allowed: the whole way where one
 * update can do it, else as far as others can go on from. The remaining updates are as few as they can be. What both
 * contents surely allow is there all the time, if a way is known on which it is.
 *
 * @param isAllowed for everybody who has the set in this update
 * @param isAllowedLater for those who still have it in the updates after this one
 * @returns undefined when no way is known
 */
export function nextLeg(
  from: SetContent,
  goal: SetContent,
  isAllowed: Test,
  isAllowedLater: Test,
): Leg | undefined {
  const direct = legTo(from, goal, isAllowed);
  if (direct) return direct;
  const { surely, known } = keeping(from, goal);
  const kinds = contentsBetween(from, goal);
  const all: Test = () => true;
  for (const [isFit, isKept] of [
    [surely, known],
    [surely, all],
    [all, known],
    [all, all],
  ] as const) {
    const test = (isOne: Test) => (content: SetContent) => isKept(content) && isOne(content);
    for (const contents of kinds) {
      const fit = contents.filter(isFit);
      const leg = legBy(fit, from, goal, test(isAllowed), test(isAllowedLater));
      if (leg) return isFit === surely ? leg : { ...leg, isInterruption: true };
    }
  }
  return undefined;
}

/** The next leg by some contents. */
function legBy(
  contents: readonly SetContent[],
  from: SetContent,
  goal: SetContent,
  isAllowed: Test,
  isAllowedLater: Test,
): Leg | undefined {
  const distances = distancesTo(goal, contents.filter(isAllowedLater), isAllowedLater);
  const reachable = contents.filter(isAllowed).flatMap((to) => {
    const distance = distances.get(policiesText(to));
    if (distance === undefined || samePolicies(to, from)) return [];
    const leg = legTo(from, to, isAllowed);
    return leg ? [{ leg, distance, changes: differences(to, goal) }] : [];
  });
  reachable.sort((a, b) => a.distance - b.distance || a.changes - b.changes);
  return reachable[0]?.leg;
}

/** The leg that goes all the way, if one of the orders is allowed. */
export function legTo(from: SetContent, to: SetContent, isAllowed: Test): Leg | undefined {
  for (const order of ORDERS) {
    const way = visited(from, to, order);
    if ([...way.changing, ...way.deleting].every(isAllowed)) return { to, order, visited: way };
  }
  return undefined;
}

/** Updates that each content is away from the goal, for those from which it can be reached. */
function distancesTo(
  goal: SetContent,
  between: readonly SetContent[],
  isAllowed: Test,
): ReadonlyMap<string, number> {
  const distances = new Map([[policiesText(goal), 0]]);
  let edge: readonly SetContent[] = [goal];
  for (let distance = 1; edge.length > 0; distance++) {
    const next: SetContent[] = [];
    for (const one of between) {
      const text = policiesText(one);
      if (distances.has(text) || !edge.some((other) => legTo(one, other, isAllowed))) continue;
      distances.set(text, distance);
      next.push(one);
    }
    edge = next;
  }
  return distances;
}

/** Parts in which two contents differ: policies one by one, so that the one that takes least away is the nearest. */
function differences(one: SetContent, other: SetContent): number {
  const apart = (some: readonly string[], more: readonly string[]) =>
    some.filter((name) => !more.includes(name)).length +
    more.filter((name) => !some.includes(name)).length;
  return (
    apart(one.managedPolicies.map(managedName), other.managedPolicies.map(managedName)) +
    apart(one.customerManagedPolicies.map(ownName), other.customerManagedPolicies.map(ownName)) +
    (one.inlinePolicy === other.inlinePolicy ? 0 : 1) +
    (boundaryName(one) === boundaryName(other) ? 0 : 1)
  );
}

function permutations(parts: PartOrder): PartOrder[] {
  if (parts.length === 0) return [[]];
  return parts.flatMap((first) =>
    permutations(parts.filter((part) => part !== first)).map((rest) => [first, ...rest]),
  );
}

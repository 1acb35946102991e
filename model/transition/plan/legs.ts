import { type SetContent, samePolicies } from "../../access/setContent.ts";
import { type Leg, legTo, nextLeg, USUAL_ORDER } from "../content/route.ts";
import { sameName } from "../succession.ts";
import { mayRepair } from "./administration.ts";
import { type Given, ONLY_WANTED, type Sides } from "./sides.ts";
import type { Situation } from "./situation.ts";

/** How a permission set changes in one update; undefined where it has to wait for another. */
export type Change = Leg | undefined;

/** How far one update can bring each permission set that changes, whoever has it meanwhile. */
export function changesOf(sides: Sides, target: Situation): Map<string, Change> {
  const now = sides.before;
  const changes = new Map<string, Change>();
  for (const [set, goal] of sides.wanted.contents) {
    const from = now.contents.get(set);
    if (!from || samePolicies(from, goal)) continue;
    if (sides.isClosed(set, now)) {
      changes.set(set, undefined);
      continue;
    }
    const held = heldAs(set, now, sides);
    const guarded = isForAdministrators(set, now, sides) && mayRepair(from) && mayRepair(goal);
    const allowed = (given: readonly Given[]) => (content: SetContent) =>
      given.every((one) => sides.allow(set, one, [content])) && (!guarded || mayRepair(content));
    if (isRenamed(set, now, target)) {
      // The new set is complete before it is assigned, and the old one goes as it is.
      const visited = { changing: [from, goal], deleting: [goal] };
      const fits = visited.changing.every(allowed(held));
      changes.set(set, fits ? { to: goal, order: USUAL_ORDER, visited } : undefined);
      continue;
    }
    changes.set(set, changeOf(from, goal, held, allowed));
  }
  return changes;
}

function changeOf(
  from: SetContent,
  goal: SetContent,
  held: readonly Given[],
  allowed: (given: readonly Given[]) => (content: SetContent) => boolean,
): Change {
  const direct =
    legTo(from, goal, allowed([...held, ONLY_WANTED])) ?? legTo(from, goal, allowed(held));
  if (direct) return direct;
  const staying = held.filter(({ wanted }) => wanted);
  // Once the others are gone one update does it: better late than with less for a while.
  const isEnough = staying.length < held.length && legTo(from, goal, allowed(staying));
  return isEnough ? undefined : nextLeg(from, goal, allowed(held), allowed(staying));
}

/** As whose the set is held now: of those who lose it, of those who keep it, and so on; each once. */
function heldAs(set: string, now: Situation, sides: Sides): Given[] {
  const found = new Map<string, Given>();
  const { before, wanted } = sides;
  for (const [group, sets] of now.entries) {
    const accounts = [...(sets.get(set) ?? [])];
    if (accounts.length === 0) continue;
    const people = now.members.get(group) ?? new Set();
    const [were, will] = [before.members.get(group), wanted.members.get(group)];
    const stay = (side: Situation, account: string) =>
      side.entries.get(group)?.get(set)?.has(account) ?? false;
    const isKept = accounts.every((account) => stay(before, account) && stay(wanted, account));
    for (const person of people) {
      if (isKept && were?.has(person) && will?.has(person)) {
        found.set("both", { before: true, wanted: true });
        continue;
      }
      for (const account of accounts) {
        const given = sides.given(person, set, account);
        found.set(given.before && given.wanted ? "both" : JSON.stringify(given), given);
      }
    }
  }
  return [...found.values()];
}

function isForAdministrators(
  set: string,
  now: Situation,
  { managementAccountId, wanted }: Sides,
): boolean {
  return [...now.administrators, ...wanted.administrators].some(
    (group) => now.entries.get(group)?.get(set)?.has(managementAccountId) ?? false,
  );
}

function isRenamed(set: string, now: Situation, target: Situation): boolean {
  const name = now.names.permissionSets.get(set);
  return name !== undefined && !sameName(name, target.names.permissionSets.get(set));
}

import { type SetContent, sameContent, samePolicies } from "../../access/setContent.ts";
import { type Leg, legTo, nextLeg, USUAL_ORDER } from "../content/route.ts";
import { keeping } from "../content/within.ts";
import { sameName } from "../succession.ts";
import { mayRepair } from "./administration.ts";
import { type Given, ONLY_WANTED, type Sides } from "./sides.ts";
import type { Situation } from "./situation.ts";

/** How a permission set changes in one update; undefined where it has to wait for another. */
export type Change = Leg | undefined;

/**
 * How far one update can bring each permission set that changes, whoever has it meanwhile.
 *
 * @param hurry whether none waits until those are gone who lose it
 */
export function changesOf(sides: Sides, target: Situation, hurry: boolean): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const [set, goal] of sides.wanted.contents) {
    const from = sides.before.contents.get(set);
    if (!from || (sameContent(from, goal) && !sides.isWaiting(set))) continue;
    if (sides.closedOf(set).length > 0) {
      changes.set(set, undefined);
      continue;
    }
    // A description grants nothing, yet AWS brings it to the accounts, too.
    if (samePolicies(from, goal)) continue;
    const held = heldAs(set, sides);
    const guarded = isForAdministrators(set, sides) && mayRepair(from) && mayRepair(goal);
    const within = (given: readonly Given[]) => (content: SetContent) =>
      given.every((one) => sides.allow(set, one, [content]));
    const repairing = (given: readonly Given[]) => (content: SetContent) =>
      mayRepair(content) && within(given)(content);
    if (isRenamed(set, sides, target)) {
      // The new set is complete before it is assigned, and the old one goes as it is.
      const visited = { changing: [from, goal], deleting: [goal] };
      const fits = visited.changing.every((guarded ? repairing : within)(held));
      changes.set(set, fits ? { to: goal, order: USUAL_ORDER, visited } : undefined);
      continue;
    }
    const change = (guarded && changeOf(from, goal, held, repairing, hurry)) || undefined;
    changes.set(set, change ?? changeOf(from, goal, held, within, hurry));
  }
  return changes;
}

function changeOf(
  from: SetContent,
  goal: SetContent,
  held: readonly Given[],
  allowed: (given: readonly Given[]) => (content: SetContent) => boolean,
  hurry: boolean,
): Change {
  const { known } = keeping(from, goal);
  const tests = [[...held, ONLY_WANTED], held].map(allowed);
  const kept = tests.map((test) => (content: SetContent) => known(content) && test(content));
  for (const test of [...kept, ...tests]) {
    const direct = legTo(from, goal, test);
    if (direct) return direct;
  }
  const staying = held.filter(({ wanted }) => wanted);
  // Once the others are gone one update does it: better late than with less for a while.
  const isEnough = !hurry && staying.length < held.length && legTo(from, goal, allowed(staying));
  return isEnough ? undefined : nextLeg(from, goal, allowed(held), allowed(staying));
}

/** Whose the set is now: of those who keep it, of those who lose it, or of both. */
function heldAs(set: string, sides: Sides): Given[] {
  const { before, wanted } = sides;
  const stays = new Set<boolean>();
  for (const [group, sets] of before.entries) {
    const accounts = [...(sets.get(set) ?? [])];
    if (accounts.length === 0) continue;
    const wantedAccounts = wanted.entries.get(group)?.get(set);
    const isKept = accounts.every(
      (account) => wantedAccounts?.has(account) && !sides.isDeregistered(account),
    );
    const will = wanted.members.get(group);
    for (const person of before.members.get(group) ?? []) {
      if (isKept && will?.has(person)) stays.add(true);
      else
        for (const account of accounts)
          stays.add(sides.givenMeanwhile(person, set, account).wanted);
    }
  }
  return [...stays].map((stay) => ({ before: true, wanted: stay }));
}

function isForAdministrators(
  set: string,
  { before, administrationAccountId, wanted }: Sides,
): boolean {
  return [...before.administrators, ...wanted.administrators].some(
    (group) => before.entries.get(group)?.get(set)?.has(administrationAccountId) ?? false,
  );
}

function isRenamed(set: string, { before }: Sides, target: Situation): boolean {
  const name = before.names.permissionSets.get(set);
  return name !== undefined && !sameName(name, target.names.permissionSets.get(set));
}

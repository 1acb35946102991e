import assert from "node:assert/strict";
import { planBetween } from "../../../../model/transition/plan/plan.ts";
import type { Entries, Members, Situation } from "../../../../model/transition/plan/situation.ts";
import { Life } from "./life.ts";

const MANAGEMENT = "000000000001";
const SETS = ["root", "owner"] as const;

/** Administrators by whom and by which sets: all that there can be of two people and two sets. */
const COMPANIES: readonly Situation[] = subsets(["ada", "grace"]).flatMap((people) =>
  subsets(SETS).map((sets) => administeredBy(people, sets)),
);

function subsets([one, other]: readonly [string, string]): string[][] {
  return [[one], [other], [one, other]];
}

function administeredBy(people: readonly string[], sets: readonly string[]): Situation {
  const content = { customerManagedPolicies: [], managedPolicies: ["AdministratorAccess"] };
  const entries = sets.map((set) => [set, new Set([MANAGEMENT])] as const);
  return {
    people: new Set(["ada", "grace"]),
    permissionSets: new Set(SETS),
    members: new Map([["admins", new Set(people)]]),
    entries: new Map([["admins", new Map(entries)]]),
    contents: new Map(SETS.map((set) => [set, content])),
    names: {
      people: new Map(),
      groups: new Map([["admins", "admins"]]),
      permissionSets: new Map(SETS.map((set) => [set, set])),
    },
    delegates: new Set(),
    administrators: new Set(["admins"]),
  };
}

/** What there is where an update made everything, and its first deletion failed. */
function beforeDeletions(now: Situation, draft: Situation): Situation {
  const groups = [...new Set([...now.entries.keys(), ...draft.entries.keys()])];
  const both = (one: Members = new Map(), other: Members = new Map()): Members =>
    new Map(
      [...one.keys(), ...other.keys()].map((key) => [
        key,
        new Set([...(one.get(key) ?? []), ...(other.get(key) ?? [])]),
      ]),
    );
  const entries: Entries = new Map(
    groups.map((group) => [group, both(now.entries.get(group), draft.entries.get(group))]),
  );
  return {
    ...draft,
    members: both(now.members, draft.members),
    entries,
    names: { ...draft.names, groups: new Map([...now.names.groups, ...draft.names.groups]) },
    administrators: new Set([...now.administrators, ...draft.administrators]),
  };
}

/** Everything that an update towards something else may have left. */
function leftBehind(before: Situation, wanted: Situation): Situation[] {
  const { updates } = planBetween(before, wanted, MANAGEMENT);
  return updates.flatMap(({ draft }, index) => {
    const now = updates[index - 1]?.draft ?? before;
    return [draft, beforeDeletions(now, draft)];
  });
}

/** Walks from one to the other, and looks who administers after each call. */
function assertWay(from: Situation, wanted: Situation, what: string): void {
  const { updates } = planBetween(from, wanted, MANAGEMENT);
  assert.ok(updates.length > 0, `${what}: no way is known`);
  const life = new Life(from);
  const [old, last] = [life.grants(), new Life(wanted).grants()];
  for (const update of updates) {
    life.update(update, draws(), (call) => {
      const now = life.grants();
      const isGiven = [...now.keys()].every((triple) => old.has(triple) || last.has(triple));
      assert.ok(isGiven, `${what}, after "${call}": ${[...now.keys()].join()}`);
      assert.ok(now.size > 0, `${what}, after "${call}": nobody administers`);
    });
  }
  assert.deepEqual(life.grants(), last);
}

/** The first call that could be next, and the last one, by turns. */
function* draws(): Generator<number, never> {
  for (;;) yield* [0, 0.999];
}

describe("administrators who follow each other, stopped between two updates", () => {
  it("have a way to whatever is wanted then, on which somebody administers all the time", () => {
    let seen = 0;
    for (const before of COMPANIES) {
      for (const wanted of COMPANIES) {
        for (const left of leftBehind(before, wanted)) {
          for (const then of COMPANIES) {
            const text = [left, then].map(({ members, entries }) =>
              [...members].map(
                ([group, people]) =>
                  `${group} {${[...people]}} {${[...(entries.get(group)?.keys() ?? [])]}}`,
              ),
            );
            assertWay(left, then, text.join(" to "));
            seen += 1;
          }
        }
      }
    }
    assert.ok(seen > 1000, String(seen));
  });
});

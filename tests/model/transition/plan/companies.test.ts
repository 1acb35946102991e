import assert from "node:assert/strict";
import { changeProblems } from "../../../../model/transition/changeProblems.ts";
import { type Plan, planTransition } from "../../../../model/transition/plan/plan.ts";
import type { Situation } from "../../../../model/transition/plan/situation.ts";
import { stageOf } from "../../../../model/transition/plan/stage.ts";
import type { Group } from "../../../lifecycle/acme.ts";
import { MANAGEMENT, newCompany } from "../../../lifecycle/fuzz/company.ts";
import { edited, settled } from "../../../lifecycle/fuzz/edits.ts";
import { Random } from "../../../lifecycle/fuzz/random.ts";
import { deployedBy, nobody } from "../world.ts";
import { type Wanted, wantedOf } from "./companies.ts";
import { entriesOf, Life } from "./life.ts";

/** Each is edited some times; `npm run fuzz` does the same on the engine. */
const COMPANIES = 40;
const EDITS = 10;
/** Of the edits, at least these are planned: the rest is refused, for a good reason or since no way is known. */
const PLANNED = 0.97;

type Grants = ReadonlyMap<string, ReadonlySet<string>>;

/** Brings about what is wanted, planned anew before each update; `numbers` decide the order of calls. */
function walk(
  first: Plan,
  { configuration, access }: Wanted,
  numbers: Iterator<number>,
  at: string,
) {
  // A set that is handed over stays as it is.
  const known = first.before.contents;
  const lifeOf = (situation: Situation) =>
    new Life({ ...situation, contents: new Map([...known, ...situation.contents]) });
  const old = lifeOf(first.before).grants();
  const last = lifeOf(first.wanted).grants();
  for (let plan = first, step = 1; ; step++) {
    const [update] = plan.updates;
    assert.ok(update, `${at}: no way is left after update ${step - 1}`);
    const life = lifeOf(plan.before);
    life.update(update, numbers, (what) => {
      assertBetween(life.grants(), old, last, `${at}, update ${step}, after "${what}"`);
    });
    const stage = stageOf(update, configuration, access);
    const deployed = deployedBy(stage.configuration, stage.access);
    if (plan.updates.length === 1) {
      assert.deepEqual(life.grants(), last, at);
      return deployed;
    }
    const next = planTransition(deployed, configuration, access);
    assert.ok(next.updates.length < plan.updates.length, `${at}: the plan doesn't become shorter`);
    plan = next;
  }
}

function assertBetween(now: Grants, old: Grants, last: Grants, at: string): void {
  for (const [triple, actions] of now) {
    for (const action of actions) {
      const isGiven = old.get(triple)?.has(action) || last.get(triple)?.has(action);
      assert.ok(isGiven, `${at}: ${triple} may ${action}`);
    }
  }
  for (const triple of old.keys()) {
    assert.ok(!last.has(triple) || now.has(triple), `${at}: ${triple} is not reached`);
  }
  if (!administers(old) || !administers(last)) return;
  assert.ok(administers(now), `${at}: nobody administers`);
}

function sorted(members: Situation["members"]) {
  return [...members].map(([group, people]) => [group, [...people].sort()]).sort();
}

function administers(grants: Grants): boolean {
  return [...grants].some(
    ([triple, actions]) =>
      triple.endsWith(MANAGEMENT) && actions.has("sso:CreateAccountAssignment"),
  );
}

describe("plans for random edits of companies", () => {
  let planned = 0;

  for (let seed = 1; seed <= COMPANIES; seed++) {
    it(`are safe whatever the order of calls: company ${seed}`, () => {
      const random = new Random(seed);
      const numbers = { next: () => ({ value: random.next(), done: false as const }) };
      let company = newCompany(random);
      const { configuration, access } = wantedOf(company);
      let deployed = deployedBy(configuration, access);
      for (let number = 1; number <= EDITS; number++) {
        const { wanted, edits } = edited(company, random);
        const next = wantedOf(wanted);
        const problems = changeProblems(deployed, next.configuration, nobody);
        if ([...next.errors, ...problems].some(({ severity }) => severity === "error")) continue;
        const plan = planTransition(deployed, next.configuration, next.access);
        if (plan.updates.length === 0) continue;
        deployed = walk(plan, next, numbers, `edit ${number} (${edits.join("; ")})`);
        company = settled(wanted);
        planned += 1;
      }
    });
  }

  it("take nothing for new that an update which was stopped left under a former key", () => {
    const before = newCompany(new Random(1));
    const wanted = structuredClone(before);
    const { engineers, ...groups } = wanted.config["access:groups"];
    const { reader, ...sets } = wanted.config["access:permissionSets"];
    const { ada, ...people } = wanted.config["access:people"];
    wanted.config["access:people"] = { ...people, countess: { ...ada, aliases: ["ada"] } };
    wanted.config["access:permissionSets"] = {
      ...sets,
      viewer: { ...reader, aliases: ["reader"] },
    };
    wanted.config["access:groups"] = {
      ...groups,
      builders: { ...(engineers as Group), aliases: ["engineers"] },
    };
    for (const group of Object.values(wanted.config["access:groups"])) {
      group.members = group.members?.map((key) => (key === "ada" ? "countess" : key)) ?? [];
      for (const line of group.access) {
        if (line.permissionSet === "reader") line.permissionSet = "viewer";
      }
      if (group.existing) delete group.members;
    }
    const [old, next] = [wantedOf(before), wantedOf(wanted)];
    const deployed = deployedBy(old.configuration, old.access);
    const moved = deployedBy(next.configuration, next.access);
    const { memberships, assignments } = deployed;
    const stopped = { ...moved, memberships, assignments };
    for (const now of [deployed, stopped, moved]) {
      const { before: there, wanted: all } = planTransition(now, next.configuration, next.access);
      assert.deepEqual(sorted(there.members), sorted(all.members));
      assert.deepEqual(entriesOf(there).sort(), entriesOf(all).sort());
    }
  });

  it(`are known for ${PLANNED * 100} of a hundred`, () => {
    assert.ok(planned >= COMPANIES * EDITS * PLANNED, `${planned} of ${COMPANIES * EDITS}`);
  });
});

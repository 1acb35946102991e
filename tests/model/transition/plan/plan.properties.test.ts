import assert from "node:assert/strict";
import fc from "fast-check";
import type { SetContent } from "../../../../model/access/setContent.ts";
import {
  differenceBetween,
  type PersonalChange,
} from "../../../../model/transition/plan/difference.ts";
import { type Plan, planBetween } from "../../../../model/transition/plan/plan.ts";
import type { Situation } from "../../../../model/transition/plan/situation.ts";
import { Life } from "./life.ts";
import { allowedBy, inline, MANAGED, OWN } from "./meaning.ts";

const MANAGEMENT = "000000000001";
const PEOPLE = ["ada", "grace", "alan"];
const GROUPS = ["admins", "builders", "readers"];
const SETS = ["s1", "s2"];
const ACCOUNTS = [MANAGEMENT, "111111111111", "222222222222"];
/** Accounts that may be the delegated administrator's. */
const DELEGATES = ["111111111111", "222222222222"];

const own = Object.keys(OWN).map((name) => ({ name, path: "/" }));
const actions = fc.subarray(["*", "s3:*", "iam:*", "s3:GetObject", "iam:CreateUser", "ec2:*"], {
  maxLength: 2,
});

const content: fc.Arbitrary<SetContent> = fc
  .record({
    managedPolicies: fc.subarray(Object.keys(MANAGED), { maxLength: 3 }),
    customerManagedPolicies: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray(own, { maxLength: 2 }) },
    ),
    inline: fc.option(fc.tuple(actions, actions), { freq: 2 }),
    boundary: fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      {
        weight: 2,
        arbitrary: fc
          .constantFrom(...Object.keys(MANAGED))
          .map((managedBoundary) => ({ managedBoundary })),
      },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom(...own)
          .map((customerManagedBoundary) => ({ customerManagedBoundary })),
      },
    ),
  })
  .map(({ inline: texts, boundary, ...rest }) => ({
    ...rest,
    ...(texts && (texts[0].length > 0 || texts[1].length > 0)
      ? { inlinePolicy: inline(...texts) }
      : {}),
    ...boundary,
  }));

const relation = (keys: readonly string[], values: readonly string[]) =>
  fc
    .tuple(...keys.map(() => fc.subarray([...values])))
    .map((all) => new Map(keys.map((key, index) => [key, new Set(all[index])])));

const named = (section: string, keys: readonly string[]) =>
  fc.tuple(...keys.map(() => fc.constantFrom("a", "b", "c", "d", "A", ""))).map((all) => {
    const taken = new Set<string>();
    return new Map(
      keys.map((key, index) => {
        const wish = `${section}-${all[index] || key}`;
        const name = taken.has(wish.toLowerCase()) ? `${section}-${key}` : wish;
        taken.add(name.toLowerCase());
        return [key, name] as const;
      }),
    );
  });

const situation: fc.Arbitrary<Situation> = fc
  .record({
    members: relation(GROUPS, PEOPLE),
    entries: fc
      .tuple(...GROUPS.map(() => relation(SETS, ACCOUNTS)))
      .map((all) => new Map(GROUPS.map((group, index) => [group, all[index] ?? new Map()]))),
    contents: fc
      .tuple(...SETS.map(() => content))
      .map((all) => new Map(SETS.map((set, index) => [set, all[index] as SetContent]))),
    people: named("p", PEOPLE),
    groups: named("g", GROUPS),
    permissionSets: named("s", SETS),
    delegates: fc.subarray(DELEGATES, { maxLength: 1 }).map((all) => new Set(all)),
  })
  .map(({ people, groups, permissionSets, ...rest }) => ({
    ...rest,
    people: new Set(PEOPLE),
    permissionSets: new Set(SETS),
    names: { people, groups, permissionSets },
    administrators: new Set(["admins"]),
  }));

/** One situation, and another of which few things differ, or all. */
const pair: fc.Arbitrary<[Situation, Situation]> = fc
  .tuple(
    situation,
    situation,
    fc.subarray(["members", "entries", "contents", "names", "delegates"], { minLength: 1 }),
  )
  .map(([before, other, what]) => [
    before,
    { ...before, ...Object.fromEntries(what.map((key) => [key, other[key as keyof Situation]])) },
  ]);

const draws = fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true }));

const planOf = ([before, wanted]: [Situation, Situation]) =>
  planBetween(before, wanted, MANAGEMENT);

/** Plays a plan, and looks after each call. */
function play(pair: [Situation, Situation], plan: Plan, numbers: Iterator<number>): void {
  const [before, wanted] = pair;
  const life = new Life(before);
  const old = life.grants();
  const last = new Life(wanted).grants();
  for (const [index, update] of plan.updates.entries()) {
    life.update(update, numbers, (what) => {
      const at = `update ${index + 1} of ${plan.updates.length}, after "${what}"`;
      const now = life.grants();
      for (const [triple, actions] of now) {
        for (const action of actions) {
          const given = old.get(triple)?.has(action) || last.get(triple)?.has(action);
          assert.ok(given, `${at}: ${triple} may ${action}`);
        }
      }
      for (const triple of old.keys()) {
        if (last.has(triple)) assert.ok(now.has(triple), `${at}: ${triple} is not reached`);
      }
    });
  }
  assert.deepEqual(life.grants(), last);
}

describe("a plan from any access to any other", () => {
  it("gives nobody, at any instant, what neither side gives, and keeps what both give reachable", () => {
    fc.assert(
      fc.property(pair, draws, (between, numbers) => {
        const plan = planOf(between);
        fc.pre(plan.updates.length > 0);
        play(between, plan, numbers[Symbol.iterator]());
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves somebody who can administer Identity Center at every instant", () => {
    // It is clear who can without what limits or denies, and without what leaves out IAM, which assignments in the
    // management account need.
    const plain = ({ contents, ...rest }: Situation): Situation => ({
      ...rest,
      contents: new Map(
        [...contents].map(([set, { managedPolicies }]) => [
          set,
          {
            managedPolicies: managedPolicies.filter(
              (name) => !/^(AWSDenyAll|PowerUserAccess)$/.test(name),
            ),
            customerManagedPolicies: [],
          },
        ]),
      ),
    });
    fc.assert(
      fc.property(pair, draws, ([one, other], numbers) => {
        const [before, wanted] = [plain(one), plain(other)];
        const plan = planOf([before, wanted]);
        const isAdministered = (grants: ReadonlyMap<string, ReadonlySet<string>>, at: Situation) =>
          [...grants].some(([triple, actions]) => {
            const [person = "", , account] = triple.split(" ");
            const isMember = [...at.administrators].some((one) => at.members.get(one)?.has(person));
            return isMember && account === MANAGEMENT && isSubset(REPAIR, actions);
          });
        fc.pre(plan.updates.length > 0);
        fc.pre(administers(before) && administers(wanted));
        const life = new Life(before);
        let now = before;
        for (const update of plan.updates) {
          const either = union(now, update.draft);
          life.update(update, numbers[Symbol.iterator](), (what) => {
            assert.ok(isAdministered(life.grants(), either), `nobody administers after "${what}"`);
          });
          now = update.draft;
        }
      }),
      { numRuns: 300 },
    );
  });

  it("leaves between two updates what both sides allow, but where it says that it may not", () => {
    fc.assert(
      fc.property(pair, draws, ([before, wanted], numbers) => {
        const plan = planOf([before, wanted]);
        fc.pre(plan.updates.length > 1);
        const life = new Life(before);
        const old = life.grants();
        const last = new Life(wanted).grants();
        for (const update of plan.updates) {
          life.update(update, numbers[Symbol.iterator](), () => {});
          const now = life.grants();
          for (const [triple, actions] of old) {
            const [, set] = triple.split(" ");
            for (const action of actions) {
              const isLeft = !last.get(triple)?.has(action) || now.get(triple)?.has(action);
              assert.ok(isLeft || interrupted(plan).has(set), `${triple} may not ${action}`);
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is known, nearly always", () => {
    const plans = fc.sample(pair, { numRuns: 1000, seed: 1 }).map(planOf);
    const unknown = plans.filter(({ updates }) => updates.length === 0);
    assert.ok(unknown.length <= 3, `${unknown.length} of ${plans.length} are not`);
    const interrupting = plans.filter((plan) => interrupted(plan).size > 0);
    assert.ok(interrupting.length <= 40, `${interrupting.length} interrupt something`);
  });

  it("goes on from each of its updates with the rest of them", () => {
    fc.assert(
      fc.property(pair, (between) => {
        const { updates } = planOf(between);
        for (const [index, { draft }] of updates.entries()) {
          const rest = planOf([draft, between[1]]).updates.length;
          assert.equal(rest, Math.max(1, updates.length - index - 1));
        }
      }),
      { numRuns: 200 },
    );
  });

  it("says who gains and who loses what", () => {
    fc.assert(
      fc.property(pair, ([before, wanted]) => {
        const [old, last] = [before, wanted].map((one) =>
          [...new Life(one).grants().keys()].sort(),
        );
        const told = (changes: readonly PersonalChange[]) =>
          changes.flatMap(({ person, permissionSet, accounts }) =>
            accounts.map((account) => `${person} ${permissionSet} ${account}`),
          );
        const { gained, lost } = differenceBetween(before, wanted);
        assert.deepEqual(
          told(gained),
          last?.filter((triple) => !old?.includes(triple)),
        );
        assert.deepEqual(
          told(lost),
          old?.filter((triple) => !last?.includes(triple)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("is the same each time", () => {
    fc.assert(
      fc.property(pair, (between) => {
        const detours = () => planOf(between).updates.map(({ draft }) => draft.detours);
        assert.deepEqual(detours(), detours());
      }),
      { numRuns: 100 },
    );
  });
});

/** Sets of which a plan says that they may allow less for a while. */
function interrupted({ updates }: Plan): ReadonlySet<string | undefined> {
  return new Set(
    updates.flatMap(({ draft }) =>
      draft.detours.flatMap((detour) =>
        detour.kind === "policies" && detour.why === "interruption" ? [detour.permissionSet] : [],
      ),
    ),
  );
}

const REPAIR = ["sso:CreateAccountAssignment", "sso:ProvisionPermissionSet"];

function isSubset(some: readonly string[], all: ReadonlySet<string>): boolean {
  return some.every((one) => all.has(one));
}

/** Whether somebody of the administrators' group can repair access in the management account by one set. */
function administers({ members, entries, contents }: Situation): boolean {
  if ((members.get("admins")?.size ?? 0) === 0) return false;
  return [...(entries.get("admins") ?? [])].some(
    ([set, accounts]) =>
      accounts.has(MANAGEMENT) && isSubset(REPAIR, allowedBy(contents.get(set) as SetContent)),
  );
}

/** Members and administrators of both. */
function union(one: Situation, other: Situation): Situation {
  const members = new Map(
    [...one.members.keys(), ...other.members.keys()].map((group) => [
      group,
      new Set([...(one.members.get(group) ?? []), ...(other.members.get(group) ?? [])]),
    ]),
  );
  const administrators = new Set([...one.administrators, ...other.administrators]);
  return { ...other, members, administrators };
}

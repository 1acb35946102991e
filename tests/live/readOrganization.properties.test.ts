import assert from "node:assert/strict";
import fc from "fast-check";
import type { LiveAssignments, LiveOrganization } from "../../live/liveOrganization.ts";
import { needed, type Section } from "../../live/notRead.ts";
import { readAssignments } from "../../live/readers/assignments.ts";
import { readOrganization } from "../../live/readOrganization.ts";
import { randomChanges, randomSnapshot } from "./company.ts";
import { expectedOrganization, inOneOrder } from "./expected.ts";
import { LiveFixture } from "./liveFixture.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 30 });
const pageSizes = fc.constantFrom(undefined, 1, 2, 3);

async function onCompany(
  seed: number,
  pageSize: number | undefined,
  check: (fixture: LiveFixture) => Promise<void>,
  options: { withDeleted?: boolean } = {},
): Promise<void> {
  const fixture = await LiveFixture.started({
    snapshot: randomSnapshot(seed),
    ...(pageSize === undefined ? {} : { pageSize }),
  });
  try {
    randomChanges(fixture, seed, options);
    await check(fixture);
  } finally {
    await fixture.stop();
  }
}

const notRead = { isRead: false, action: "sso:None", message: "" } as const;

describe("reading a live organization", () => {
  it("tells what is there, over all pages", async () => {
    const property = fc.asyncProperty(seeds, pageSizes, (seed, pageSize) =>
      onCompany(seed, pageSize, async (fixture) => {
        const live = await readOrganization(fixture.session());
        const expected = expectedOrganization(fixture.state);
        const { way } = needed(live.assignments);
        assert.deepEqual(
          inOneOrder(live),
          inOneOrder({ ...expected, assignments: listed(expected, way) }),
        );
      }),
    );
    await fc.assert(property, { numRuns: 25 });
  });

  it("lists the same assignments by principal as by permission set and account", async () => {
    const property = fc.asyncProperty(seeds, pageSizes, (seed, pageSize) =>
      onCompany(seed, pageSize, async (fixture) => {
        const session = fixture.session();
        const live = await readOrganization(session);
        const { arn } = live.instance;
        const byPrincipal = await readAssignments(session, arn, {
          ...live,
          permissionSets: notRead,
        });
        const bySet = await readAssignments(session, arn, { ...live, users: notRead });
        assert.equal(needed(byPrincipal).way, "by principal");
        assert.equal(needed(bySet).way, "by permission set and account");
        const expected = listed(expectedOrganization(fixture.state), "by principal");
        assert.deepEqual(inOneOrder(byPrincipal), inOneOrder(expected));
        // Those of whoever was deleted are left out, and the order is the same.
        const existing = new Set(
          [...needed(live.groups), ...needed(live.users)].map(({ id }) => id),
        );
        const ofExisting = needed(bySet).list.filter((one) => existing.has(one.principalId));
        assert.deepEqual(ofExisting, needed(byPrincipal).list);
      }),
    );
    await fc.assert(property, { numRuns: 15 });
  });

  it("makes as many calls as its formula says, none of them to write", async () => {
    const property = fc.asyncProperty(seeds, (seed) =>
      onCompany(seed, undefined, async (fixture) => {
        const session = fixture.session();
        const live = await readOrganization(session);
        const [sets, groups, users] = [live.permissionSets, live.groups, live.users].map(
          (section: Section<readonly unknown[]>) => needed(section).length,
        ) as [number, number, number];
        const roles = needed(live.permissionSets).flatMap((set) => needed(set.accounts)).length;
        const delegated = needed(live.delegatedAdministrators).length;
        const [units, accounts] = [needed(live.units).length, needed(live.accounts).length];
        const calls = [...session.calls.values()].reduce((sum, count) => sum + count, 0);
        const wanted =
          11 +
          2 * units +
          accounts +
          delegated +
          8 * sets +
          groups +
          Math.min(roles, groups + users);
        assert.equal(calls, wanted);
        for (const action of session.calls.keys()) assert.match(action, /^\w+:(List|Get|Describe)/);
      }),
    );
    await fc.assert(property, { numRuns: 10 });
  });
});

/** Whoever was deleted isn't asked about. */
function listed(
  { groups, users, assignments }: LiveOrganization,
  way: LiveAssignments["way"],
): Section<LiveAssignments> {
  const existing = new Set([...needed(groups), ...needed(users)].map(({ id }) => id));
  const isSeen = (id: string) => way === "by permission set and account" || existing.has(id);
  const list = needed(assignments).list.filter(({ principalId }) => isSeen(principalId));
  return { isRead: true, value: { way, list } };
}

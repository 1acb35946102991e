import assert from "node:assert/strict";
import { allowedDeletions } from "../../../model/schema/limits.ts";
import { accepted, assertRefused, valid } from "../example.ts";

const limits = (yaml: string) => valid(`limits: ${yaml}`);

describe("limits", () => {
  it("may be left out", () => {
    assert.deepEqual(accepted(valid()).limits, { handOver: [] });
    assert.deepEqual(accepted(limits("{}")).limits, { handOver: [] });
  });

  it("say how many people, groups or permission sets one update may delete", () => {
    assert.deepEqual(accepted(limits("{ deletions: 28 }")).limits, { deletions: 28, handOver: [] });
    assert.deepEqual(accepted(limits("{ deletions: 0 }")).limits, { deletions: 0, handOver: [] });
  });

  it("allow five deletions, or a tenth of what there is, where they say nothing", () => {
    assert.deepEqual(
      [0, 49, 50, 59, 60, 1_000].map((existing) => allowedDeletions({ handOver: [] }, existing)),
      [5, 5, 5, 5, 6, 100],
    );
    assert.equal(allowedDeletions({ deletions: 0, handOver: [] }, 1_000), 0);
    assert.equal(allowedDeletions({ deletions: 28, handOver: [] }, 10), 28);
  });

  for (const [yaml, texts] of [
    ["{ deletions: -1 }", ["is -1", "at least 0"]],
    ["{ deletions: 2.5 }", ["2.5", "a whole number"]],
    ['{ deletions: "5" }', ['the text "5"', "without quotes"]],
    ["{ deletions: all }", ['"all"', "a number"]],
  ] as const) {
    it(`refuse ${yaml}`, () => {
      assertRefused(limits(yaml), "access:limits.deletions", ...texts);
    });
  }

  const handingOver = (names: string, groups: string) =>
    valid(`
limits: { handOver: [${names}] }
people: { ada: { givenName: A, familyName: L }, first.last: { existing: true } }
groups:
  administrators: { administrators: true, members: [ada, first.last], access: [{ permissionSet: administrator, accounts: [management] }] }
${groups}`);

  it("name what this stack made and hands over, whatever its key", () => {
    const raw = handingOver("people.first.last, groups.team", "  team: { existing: true }");
    assert.deepEqual(accepted(raw).limits.handOver, ["people.first.last", "groups.team"]);
  });

  for (const [names, texts] of [
    ["groups.teem", ['"teem" is not in access:groups', 'did you mean "team"?']],
    ["groups.own", ["access:groups.own is made here", "existing: true"]],
    ["team", ["groups.KEY"]],
    ["group.team", ["groups.KEY"]],
    ["accounts.prod", ["groups.KEY"]],
    ["5", ["in quotes"]],
  ] as const) {
    it(`refuse to hand over ${names}`, () => {
      const groups = "  team: { existing: true }\n  own: { members: [ada] }";
      assertRefused(handingOver(names, groups), "access:limits.handOver[0]", ...texts);
    });
  }

  it("refuse to hand over twice", () => {
    const raw = handingOver("groups.team, groups.team", "  team: { existing: true }");
    assertRefused(raw, "access:limits.handOver[1]", "listed twice");
  });

  it("refuse a key that they don't know", () => {
    assertRefused(limits("{ deletion: 5 }"), "access:limits.deletion", '"deletions"');
  });
});

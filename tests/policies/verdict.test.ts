import assert from "node:assert/strict";
import fc from "fast-check";
import {
  all,
  and,
  any,
  compareExtents,
  type Extent,
  exceeds,
  isLikely,
  lesser,
  not,
  or,
  type Verdict,
} from "../../policies/verdict.ts";

const VERDICTS: readonly Verdict[] = ["no", "unknown", "yes"];
const EXTENTS: readonly Extent[] = ["no", "unknown", "conditional", "yes"];
const verdicts = fc.array(fc.constantFrom(...VERDICTS), { maxLength: 5 });

describe("verdicts", () => {
  it("are what they come to in every way that the unknown ones may turn out", () => {
    const worlds = (given: readonly Verdict[]): boolean[][] =>
      given.reduce<boolean[][]>(
        (found, one) =>
          found.flatMap((world) =>
            (one === "unknown" ? [true, false] : [one === "yes"]).map((holds) => [...world, holds]),
          ),
        [[]],
      );
    const together = (holds: readonly boolean[]): Verdict =>
      holds.every((one) => one) ? "yes" : holds.some((one) => one) ? "unknown" : "no";
    fc.assert(
      fc.property(verdicts, (given) => {
        const itself = (one: Verdict) => one;
        const every = together(worlds(given).map((world) => world.every((one) => one)));
        const some = together(worlds(given).map((world) => world.some((one) => one)));
        assert.deepEqual([and(...given), all(given, itself)], [every, every]);
        assert.deepEqual([or(...given), any(given, itself)], [some, some]);
        assert.equal(not(and(...given)), or(...given.map(not)));
      }),
    );
  });

  it("and extents have one order", () => {
    for (const [i, one] of EXTENTS.entries()) {
      for (const [j, other] of EXTENTS.entries()) {
        assert.equal(exceeds(one, other), i > j);
        assert.equal(lesser(one, other), EXTENTS[Math.min(i, j)]);
        assert.equal(Math.sign(compareExtents(one, other)), Math.sign(i - j));
      }
    }
    assert.deepEqual(EXTENTS.filter(isLikely), ["conditional", "yes"]);
  });
});

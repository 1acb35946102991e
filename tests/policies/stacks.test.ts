import assert from "node:assert/strict";
import fc from "fast-check";
import { centerStacks, iamStacks, programStacks, type Stack } from "./stacks/baseStacks.ts";
import { type Findings, lostFindings } from "./stacks/findings.ts";
import { judge } from "./stacks/judge.ts";
import { eachUnrelated, unrelated } from "./stacks/unrelated.ts";

const all = [...iamStacks, ...centerStacks, ...(await programStacks())];

describe("what is said about a stack", () => {
  const judged = new Map<Stack, Findings>();
  const alone = (stack: Stack): Findings => {
    const findings = judged.get(stack) ?? judge(stack);
    judged.set(stack, findings);
    return findings;
  };

  for (const [title, stack] of [...iamStacks, ...centerStacks]) {
    it(`stays when an unrelated resource comes: ${title}`, () => {
      for (const [at, resources] of eachUnrelated.entries()) {
        const after = at % 2 === 0 ? [...stack, ...resources] : [...resources, ...stack];
        const lost = lostFindings(alone(stack), judge(after));
        assert.deepEqual(lost, [], `with ${resources.map(({ urn }) => urn).join(", ")}`);
      }
    });
  }

  it("stays when several unrelated resources come, wherever", () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), unrelated, fc.nat(), ([, stack], more, at) => {
        const place = at % (stack.length + 1);
        const after = [...stack.slice(0, place), ...more, ...stack.slice(place)];
        assert.deepEqual(lostFindings(alone(stack), judge(after)), []);
      }),
      { numRuns: 300 },
    );
  });

  it("is the same in whatever order its resources come", () => {
    const shuffled = fc
      .constantFrom(...all)
      .chain(([, stack]) =>
        fc.tuple(
          fc.constant(stack),
          fc.shuffledSubarray([...stack], { minLength: stack.length, maxLength: stack.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([stack, order]) => {
        const [before, after] = [alone(stack), judge(order)];
        assert.deepEqual([...after].sort(), [...before].sort());
      }),
      { numRuns: 300 },
    );
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { heldBack } from "../../program/registrations.ts";

describe("registrations that are held back", () => {
  it("are all asked for in their order, so many at a time, and answered with what the engine says", () => {
    const sizes = { atATime: fc.integer({ min: 1, max: 5 }), count: fc.nat(30) };
    fc.assert(
      fc.property(fc.record(sizes), fc.infiniteStream(fc.nat()), ({ atATime, count }, picks) => {
        const asked: unknown[] = [];
        const open: { request: unknown; answer: (...answered: readonly unknown[]) => void }[] = [];
        const answers: unknown[] = [];
        const ask = heldBack((request, answer) => {
          asked.push(request);
          open.push({ request, answer });
        }, atATime);
        for (let request = 0; request < count; request += 1) {
          ask(request, (error, response) => answers.push([request, error, response]));
          assert.ok(open.length <= atATime);
        }
        while (open.length > 0) {
          assert.equal(open.length, Math.min(atATime, count - answers.length));
          const [{ request, answer }] = open.splice(picks.next().value % open.length, 1) as [
            (typeof open)[0],
          ];
          answer(`error ${request}`, `response ${request}`);
        }
        assert.deepEqual(asked, [...Array(count).keys()]);
        assert.deepEqual(
          answers.toSorted(),
          [...Array(count).keys()]
            .map((one) => [one, `error ${one}`, `response ${one}`])
            .toSorted(),
        );
      }),
    );
  });

  it("are asked for where an answer asks for more, or the engine answers at once", () => {
    const asked: unknown[] = [];
    const ask = heldBack((request, answer) => {
      asked.push(request);
      answer(null, request);
    }, 1);
    const below = (depth: number) => {
      if (depth < 3) ask(depth, () => below(depth + 1));
    };
    below(0);
    assert.deepEqual(asked, [0, 1, 2]);
  });
});

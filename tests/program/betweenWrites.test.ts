import assert from "node:assert/strict";
import { betweenWrites } from "../../program/betweenWrites.ts";

/** As the engine answers the program while it writes the state. */
const TORN =
  "invocation of pulumi:pulumi:readStackResourceOutputs returned an error: failed to load checkpoint: EOF";

const PAUSES = [0.001, 0.001, 0.001];

/** A state that fails so many times. */
function state(message: string, times: number) {
  let reads = 0;
  const read = async () => {
    reads += 1;
    if (reads <= times) throw new Error(message);
    return "the state";
  };
  return { read, reads: () => reads };
}

describe("reading the state while the engine writes it", () => {
  for (const times of [0, 1, 3]) {
    it(`gets it after ${times} reads met a file that was being written`, async () => {
      const { read, reads } = state(TORN, times);
      assert.equal(await betweenWrites(read, PAUSES), "the state");
      assert.equal(reads(), times + 1);
    });
  }

  it("gives up on a file that stays like that, with the engine's words", async () => {
    const { read, reads } = state(TORN, Number.POSITIVE_INFINITY);
    await assert.rejects(betweenWrites(read, PAUSES), { message: TORN });
    assert.equal(reads(), PAUSES.length + 1);
  });

  it("fails at once where anything else is wrong", async () => {
    const { read, reads } = state("[403] Forbidden", 1);
    await assert.rejects(betweenWrites(read), /403/);
    assert.equal(reads(), 1);
  });
});

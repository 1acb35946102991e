import assert from "node:assert/strict";
import { needsPulumi } from "./deployment.ts";
import { fuzzed } from "./fuzz/fuzzed.ts";

// A few of what `npm run fuzz` does for as long as one likes.
describe("random updates, on the real engine", function () {
  needsPulumi(this);

  it("are safe at every instant, end where they should, and leave nothing", async () => {
    const wrong: unknown[] = [];
    const fuzzing = { updates: 4, seed: 105, withTroubles: false };
    const { tally } = await fuzzed(fuzzing, (fault) => wrong.push(fault));
    assert.deepEqual(wrong, []);
    assert.ok(tally.of("updates") >= 4);
  });
});

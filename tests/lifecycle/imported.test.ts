import assert from "node:assert/strict";
import { needsPulumi } from "./deployment.ts";
import { judgedImport } from "./imports/life.ts";

describe("an organization made by hand, imported, on the real engine", function () {
  needsPulumi(this);

  // A few of what tests/lifecycle/imports/imports.ts tries.
  for (const seed of [2, 3]) {
    it(`keeps everybody's access at every instant, and a preview shows what was announced: ${seed}`, async () => {
      assert.deepEqual(await judgedImport(seed), []);
    });
  }
});

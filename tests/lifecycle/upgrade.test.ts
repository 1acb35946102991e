import assert from "node:assert/strict";
import { acme } from "./acme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { isWrite } from "./effectiveAccess.ts";
import { firstVersion, small } from "./firstVersion/firstVersion.ts";

describe("a stack that the first version deployed (commit 5e78d17), on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  before(() => {
    deployment = Deployment.from(firstVersion);
  });
  after(() => deployment?.remove());

  it("goes on without a replacement, a deletion or a change in AWS", async () => {
    const run = await deployment.up(acme(small));
    assert.ok(run.ok, run.said);
    assert.deepEqual(run.history.filter(isWrite), []);
    // Components may register other inputs or outputs, and limits and updates get their notes: all are in the state alone.
    const steps = run.steps.filter(
      (step) => !/^update |^create (Stash .+-note|UpdateNote .+)$/.test(step),
    );
    assert.deepEqual(steps, [], run.said);
    const again = await deployment.preview(acme(small));
    assert.deepEqual(again.steps, [], again.said);
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { acme, type StackConfig } from "./acme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { isWrite } from "./effectiveAccess.ts";

/** What the stack in firstVersion/ was deployed from: one of everything that this program makes. */
function small(config: StackConfig): void {
  delete config["access:people"].grace;
  delete config["access:permissionSets"].reader;
  delete config["access:groups"].engineers;
  delete config["access:groups"].security;
  config["access:groups"].administrators?.access.push({
    permissionSet: "builder",
    accounts: ["web-dev"],
  });
}

describe("a stack that the first version deployed (commit 5e78d17), on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  before(() => {
    deployment = Deployment.kept(join(import.meta.dirname, "firstVersion"));
  });
  after(() => deployment?.remove());

  it("goes on without a replacement, a deletion or a change in AWS", async () => {
    const run = await deployment.up(acme(small));
    assert.ok(run.ok, run.said);
    assert.deepEqual(run.history.filter(isWrite), []);
    // Components may register other inputs or outputs: an update in the state alone.
    const steps = run.steps.filter((step) => !step.startsWith("update "));
    assert.deepEqual(steps, [], run.said);
    const again = await deployment.preview(acme(small));
    assert.deepEqual(again.steps, [], again.said);
  });
});

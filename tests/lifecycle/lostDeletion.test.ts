import assert from "node:assert/strict";
import { acme } from "./acme.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";
import { finalGrants } from "./effectiveAccess.ts";
import { failing } from "./faults.ts";

/** The calls that delete a stack. */
const DELETIONS = [
  "DeleteAccountAssignment",
  "DeleteGroupMembership",
  "DeletePermissionsBoundaryFromPermissionSet",
  "DeletePermissionSet",
  "DeleteGroup",
  "DeleteUser",
  "DeleteInstanceAccessControlAttributeConfiguration",
];

describe("what AWS deleted though the answer was lost, on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  before(() => {
    deployment = Deployment.create();
  });
  after(() => deployment?.remove());

  it("leaves the state with the next destroy, or with the command that is advised", async () => {
    const config = acme((config) => {
      Object.assign(config["access:identityCenter"], {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
        attributes: { department: ["${path:userType}"] },
        administratorsElsewhere: "the identity provider",
      });
      delete config["access:groups"].administrators?.administrators;
    });
    const made = await deployment.up(config);
    assert.ok(made.ok, made.said);
    const faults = failing(DELETIONS, "TIMEOUT", 1);
    const runs: Run[] = [];
    for (;;) {
      const run = await deployment.destroyed(config, { faults, flags: ["--continue-on-error"] });
      runs.push(run);
      if (run.ok) break;
      assert.ok(runs.length < 8, run.said);
      for (const [command] of run.said.matchAll(/pulumi state delete '[^']+'/g)) {
        const forgotten = await deployment.advised(command);
        assert.ok(forgotten.ok, forgotten.said);
      }
    }
    assert.deepEqual(finalGrants(runs[0] as Run), []);
    const state = JSON.parse(await deployment.exported());
    assert.equal(state.deployment.resources, undefined);
  });
});

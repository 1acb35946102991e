import assert from "node:assert/strict";
import { acme, type StackConfig } from "./acme.ts";
import { importsIn } from "./advice.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";
import { assertAlwaysAdministered, finalGrants, inShort } from "./effectiveAccess.ts";
import { bringBack, isWhole } from "./stateFile.ts";
import { assertWithin } from "./within.ts";

const narrowed = (config: StackConfig) => {
  config["access:permissionSets"].reader = { managedPolicies: ["SecurityAudit"] };
};

describe("an engine that is killed together with program and provider", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  /** `pulumi up`, and what it advises, until it succeeds. */
  async function goOn(deployment: Deployment, config: StackConfig): Promise<Run> {
    for (let attempt = 0; ; attempt += 1) {
      const run = await deployment.up(config, { flags: ["--continue-on-error"] });
      const commands = importsIn(run.said);
      if (run.ok) return run;
      assert.ok(commands.length > 0 && attempt < 6, run.said);
      for (const [command] of commands) await deployment.advised(command);
    }
  }

  it("leaves a lock, which pulumi cancel takes away, and a creation that goes on", async () => {
    const deployment = Deployment.create();
    try {
      const killed = await deployment.up(acme(), { killAfterCalls: 12 });
      assert.ok(!killed.ok);
      if (!isWhole(deployment)) bringBack(deployment); // It was killed while it wrote the state.
      const locked = await deployment.up(acme());
      assert.ok(!locked.ok);
      assert.match(locked.said, /pulumi cancel/);
      const cancelled = await deployment.advised("pulumi cancel");
      assert.ok(cancelled.ok, cancelled.said);
      const run = await goOn(deployment, acme());
      assert.equal(finalGrants(run).length, 7);
      assert.deepEqual(deployment.staleRoles, []);
      assert.deepEqual((await deployment.preview(acme())).steps, []);
    } finally {
      deployment.remove();
    }
  });

  it("leaves a change half made, and the next update has it provisioned", async () => {
    const { deployment, created } = stack;
    // Attached and detached; the next call would provision.
    const killed = await deployment.up(acme(narrowed), { killAfterCalls: 2 });
    assert.ok(!killed.ok);
    assert.notDeepEqual(deployment.staleRoles, []);
    await deployment.advised("pulumi cancel");
    const run = await goOn(deployment, acme(narrowed));
    assert.deepEqual(deployment.staleRoles, []);
    assertWithin(finalGrants(created), [killed, run]);
    assertAlwaysAdministered(run, "start");
    assert.deepEqual(inShort(finalGrants(run)), inShort(finalGrants(created)));
    assert.deepEqual((await deployment.preview(acme(narrowed))).steps, []);
  });
});

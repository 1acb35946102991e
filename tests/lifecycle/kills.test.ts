import assert from "node:assert/strict";
import { acme } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi } from "./deployment.ts";
import { EDITS, kill } from "./matrix/kills.ts";

// Some of what `npm run faults -- --kills` does at each call.
describe("somebody who is killed, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  it("leaves a destroy that goes on, when it was everything", async () => {
    const { deployment } = stack;
    const before = await deployment.up(acme(EDITS.destroy));
    assert.ok(before.ok, before.said);
    const killed = await kill(deployment.kept, "destroy", "everything", 6);
    assert.deepEqual(killed?.wrong, []);
    const ofPulumi = killed.commands.filter((command) => command.startsWith("pulumi "));
    assert.deepEqual(ofPulumi.slice(0, 2), ["pulumi cancel", "pulumi destroy"]);
  });

  it("leaves a change that goes on, when it was the program", async () => {
    const killed = await kill(stack.deployment.kept, "change", "program", 2);
    assert.deepEqual(killed?.wrong, []);
  });
});

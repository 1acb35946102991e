import assert from "node:assert/strict";
import fc from "fast-check";
import { rules } from "../../policies/pack.ts";
import { runAwsProgram } from "../support/awsProgram.ts";
import { comparable } from "./inProcessPack.ts";
import deploymentRoles from "./programs/deploymentRoles.ts";
import legacyApplication from "./programs/legacyApplication.ts";
import { Pack } from "./stack.ts";

describe("every rule", () => {
  const pack = new Pack();
  before(async () => await pack.start());
  after(async () => await pack.stop());

  it("finds alone what it finds among the others", async () => {
    for (const program of [legacyApplication, deploymentRoles]) {
      const resources = await runAwsProgram(program, { mode: "update" });
      const together = await pack.judgeAll(resources);
      assert.ok(together.length > 3);
      for (const { id, level } of rules) {
        const alone = await pack.judgeAll(resources, { all: "disabled", [id]: level });
        const messages = (all: readonly { message: string }[]) =>
          all.map(({ message }) => message).toSorted();
        assert.deepEqual(
          messages(alone),
          messages(together.filter(({ policy }) => policy === id)),
          id,
        );
      }
    }
  });

  it("finds the same while others are switched on and off from call to call", async () => {
    const resources = await runAwsProgram(legacyApplication, { mode: "update" });
    const together = await pack.judgeAll(resources);
    const off = fc.subarray(rules.map(({ id }) => id));
    await fc.assert(
      fc.asyncProperty(off, async (ids) => {
        const config = Object.fromEntries(ids.map((id) => [id, "disabled"]));
        const found = await pack.judgeAll(resources, config);
        assert.deepEqual(
          comparable(found),
          comparable(together.filter(({ policy }) => !ids.includes(policy))),
        );
      }),
      { numRuns: 15 },
    );
  });

  it("finds the same where two stacks are judged at once", async () => {
    const one = await runAwsProgram(legacyApplication, { mode: "update" });
    const other = await runAwsProgram(deploymentRoles, { mode: "update" });
    const expected = [await pack.judgeAll(one), await pack.judgeAll(other)];
    const found = await Promise.all([pack.judgeAll(one), pack.judgeAll(other)]);
    assert.deepEqual(found.map(comparable), expected.map(comparable));
  });
});

import assert from "node:assert/strict";
import { acme } from "./acme.ts";
import { importsIn } from "./advice.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi, type Run } from "./deployment.ts";
import { finalGrants } from "./effectiveAccess.ts";

/** Calls that make something anew beside what it follows, and what their errors advise when an answer was lost. */
const REPLACING: readonly (readonly [operation: string, command: RegExp])[] = [
  ["CreatePermissionSet", /aws sso-admin delete-permission-set( --\S+ [^\s;]+){2}/],
  ["CreateAccountAssignment", /aws sso-admin delete-account-assignment( --\S+ [^\s;]+){6}/],
];

describe("what AWS made anew though the answer was lost, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  it("is removed by the command of the error, since the state has what it follows", async () => {
    const { deployment, created } = stack;
    const renamed = acme((config) => {
      Object.assign(config["access:permissionSets"].builder as object, { name: "maker" });
    });
    for (const [operation, command] of REPLACING) {
      const faults = [{ operation, error: "TIMEOUT", times: 1 } as const];
      const lost = await deployment.up(renamed, { faults });
      assert.ok(!lost.ok, lost.said);
      const failed = (await deployment.planned(renamed)).at(-1) as Run;
      assert.ok(!failed.ok, failed.said);
      assert.deepEqual(importsIn(failed.said), []);
      const [advised] = command.exec(failed.said) ?? assert.fail(failed.said);
      await deployment.advised(advised);
    }
    const run = (await deployment.planned(renamed)).at(-1) as Run;
    assert.ok(run.ok, run.said);
    assert.equal(finalGrants(run).length, finalGrants(created).length);
    assert.deepEqual((await deployment.preview(renamed)).steps, []);
  });
});

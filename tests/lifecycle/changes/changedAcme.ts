import assert from "node:assert/strict";
import type { Grant } from "../../../sandbox/world/history.ts";
import { acme, type StackConfig } from "../acme.ts";
import { type DeployedAcme, deployedAcme } from "../deployedAcme.ts";
import type { Run } from "../deployment.ts";
import { assertAlwaysAdministered, assertNeverMore, finalGrants } from "../effectiveAccess.ts";

type Edit = (config: StackConfig) => void;

/** Acme for each test of a suite, and changes of it. */
export interface ChangedAcme {
  readonly stack: DeployedAcme;
  /**
   * Deploys acme with this change, and checks what holds for every change.
   *
   * @param before what people have until then. Default: what acme gives.
   */
  change(edit: Edit, before?: readonly Grant[]): Promise<Run>;
  /** The same, and that a second update has nothing left to do. */
  changeOnce(edit: Edit, before?: readonly Grant[]): Promise<Run>;
}

export function changedAcme(): ChangedAcme {
  const stack = deployedAcme();

  async function change(edit: Edit, before = finalGrants(stack.created)): Promise<Run> {
    const run = await stack.deployment.up(acme(edit));
    assert.ok(run.ok, run.said);
    assertNeverMore(before, run);
    assertAlwaysAdministered(run, "start");
    return run;
  }

  async function changeOnce(edit: Edit, before?: readonly Grant[]): Promise<Run> {
    const run = await change(edit, before);
    assert.deepEqual((await stack.deployment.preview(acme(edit))).steps, []);
    return run;
  }

  return { stack, change, changeOnce };
}

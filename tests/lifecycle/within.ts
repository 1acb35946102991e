import assert from "node:assert/strict";
import type { Grant } from "../../sandbox/world/history.ts";
import type { Run } from "./deployment.ts";
import { finalGrants } from "./effectiveAccess.ts";
import { mayDo } from "./roleActions.ts";

/** At each instant each person may do in each account only what one of the sides lets them. */
export function assertWithin(before: readonly Grant[], runs: readonly Run[]): void {
  const given = actionsOf([...before, ...finalGrants(runs.at(-1) as Run)]);
  for (const { sequence, operation, grants } of runs.flatMap((run) => run.history)) {
    for (const [who, actions] of actionsOf(grants)) {
      for (const action of actions) {
        const isGiven = given.get(who)?.has(action);
        assert.ok(isGiven, `after call ${sequence}, ${operation}: ${who} may ${action}`);
      }
    }
  }
}

/** Actions by person and account. */
function actionsOf(grants: readonly Grant[]): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const { userName, account, role } of grants) {
    const who = `${userName} in ${account}`;
    all.set(who, new Set([...(all.get(who) ?? []), ...mayDo(role)]));
  }
  return all;
}

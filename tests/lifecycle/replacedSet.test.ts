import assert from "node:assert/strict";
import { parseDigest } from "../../commands/guard/digest.ts";
import { noteReplaced } from "../../commands/up/replaced.ts";
import { acme, type StackConfig } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi, type Run } from "./deployment.ts";
import { finalGrants, inShort } from "./effectiveAccess.ts";
import { assertWithin } from "./within.ts";

const narrowed = (config: StackConfig) => {
  config["access:permissionSets"].reader = { managedPolicies: ["SecurityAudit"] };
};

describe("a rename that was stopped while it deleted the former set, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  it("gives a newcomer nothing of the former set, and its name is free again, with npm run up", async () => {
    const { deployment, created } = stack;
    const renamed = acme((config) => {
      narrowed(config);
      Object.assign(config["access:permissionSets"].reader ?? {}, { name: "seer" });
    });
    const stopped = await deployment.up(renamed, {
      faults: [{ operation: "DeleteAccountAssignment", error: "AccessDenied", times: 3 }],
    });
    assert.ok(!stopped.ok, stopped.said);
    assert.ok(inShort(finalGrants(stopped)).includes("grace reader 333333333333"));

    const noted: (readonly object[])[] = [];
    const plans = { leaveReplaced: (left: readonly object[]) => noted.push(left) };
    const preview = await deployment.previewJson(
      renamed,
      "--show-sames",
      "--show-replacement-steps",
    );
    const isNoted = await noteReplaced(plans, parseDigest(preview, "preview"), () =>
      deployment.exported(),
    );
    assert.ok(
      isNoted && (noted[0]?.length ?? 0) > 0,
      "a preview shows what waits for its deletion",
    );

    const then = acme((config) => {
      narrowed(config);
      config["access:people"].alan = { givenName: "Alan", familyName: "Turing" };
      config["access:groups"].engineers?.members?.push("alan");
    });
    const runs = await deployment.planned(then);
    for (const run of runs) assert.ok(run.ok, run.said);
    assert.equal(runs.length, 2);
    assertWithin([...finalGrants(created), ...finalGrants(stopped)], runs);
    const last = inShort(finalGrants(runs.at(-1) as Run));
    assert.ok(last.includes("alan reader 333333333333") && !last.join().includes("seer"));
  });
});

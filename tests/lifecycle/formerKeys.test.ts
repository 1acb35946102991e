import assert from "node:assert/strict";
import { acme, type StackConfig } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi } from "./deployment.ts";
import { assertAlwaysAdministered, finalGrants, isWrite } from "./effectiveAccess.ts";

/** Group, set and person under other keys, with the former ones as aliases. */
function rekeyed(config: StackConfig): void {
  const { administrators, ...groups } = config["access:groups"];
  const { builder, ...sets } = config["access:permissionSets"];
  const { grace, ...people } = config["access:people"];
  config["access:people"] = {
    ...people,
    hopper: { ...grace, userName: "grace", aliases: ["grace"] },
  };
  config["access:permissionSets"] = {
    ...sets,
    maker: { ...builder, name: "builder", aliases: ["builder"] },
  };
  config["access:groups"] = {
    ...groups,
    chiefs: {
      ...administrators,
      access: administrators?.access ?? [],
      displayName: "administrators",
      aliases: ["administrators"],
    },
  };
  Object.assign(config["access:groups"].engineers as object, {
    members: ["ada", "hopper"],
    access: [
      { permissionSet: "maker", accounts: ["web-dev"] },
      { permissionSet: "reader", accounts: ["web-dev", "web-prod"] },
    ],
  });
}

describe("keys that change by aliases, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  // The engine has moved some of it by then, and what it moved no longer tells where its parts were.
  for (const steps of [1, 4, 8]) {
    it(`keep everything where the update was stopped after ${steps} steps`, async () => {
      const { deployment, created } = stack;
      await deployment.up(acme(rekeyed), { interruptAfter: steps });
      const run = await deployment.up(acme(rekeyed));
      assert.ok(run.ok, run.said);
      assert.deepEqual(run.history.filter(isWrite), []);
      assertAlwaysAdministered(run, "start");
      assert.deepEqual(finalGrants(run), finalGrants(created));
      const again = await deployment.preview(acme(rekeyed));
      assert.deepEqual(again.steps, []);
    });
  }
});

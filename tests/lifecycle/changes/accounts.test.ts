import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { organizationPath } from "../../../commands/organization/organizationFile.ts";
import { acme, type StackConfig } from "../acme.ts";
import { deployedAcme } from "../deployedAcme.ts";
import { needsPulumi, type Run } from "../deployment.ts";
import { assertNeverMore, finalGrants, inShort } from "../effectiveAccess.ts";

describe("accounts that people reach, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  const ofGrace = (run: Run) =>
    inShort(finalGrants(run)).filter((grant) => grant.startsWith("grace"));

  it("takes access away when its last day has passed, and says so, and follows an account that moves to another organizational unit", async () => {
    const day = (offset: number) =>
      new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const until = (last: string) => (config: StackConfig) => {
      const byUnit = { permissionSet: "reader", accounts: [{ ou: "Workloads/Development" }] };
      Object.assign(config["access:groups"].security as object, { access: [byUnit] });
      Object.assign(config["access:groups"].engineers as object, {
        access: [byUnit, { permissionSet: "builder", accounts: ["web-prod"], until: last }],
      });
    };
    const before = await stack.deployment.up(acme(until(day(0))));
    assert.ok(before.ok, before.said);
    assert.deepEqual(ofGrace(before), ["grace builder 222222222222", "grace reader 333333333333"]);
    const organization = readFileSync(organizationPath("dev"), "utf8").replace(
      "name: playground, organizationalUnit: Sandboxes",
      "name: playground, organizationalUnit: Workloads/Development",
    );
    const after = await stack.deployment.up(acme(until(day(-1))), { organization });
    assert.ok(after.ok, after.said);
    assert.match(after.said, /access:groups\.engineers\.access\[1\]\.until/);
    assertNeverMore(finalGrants(before), after);
    assert.deepEqual(ofGrace(after), ["grace reader 333333333333", "grace reader 444444444444"]);
  });
});

import assert from "node:assert/strict";
import { runInOwnProcess } from "../../sandbox/ownProcess.ts";
import { World } from "../../sandbox/world/world.ts";
import { firstDeployment, ProgramFolder } from "../sandbox/program.ts";
import { deploy } from "./deploy.ts";

/** AWS throttles the first group that is made. */
class ThrottledWorld extends World {
  constructor(options: ConstructorParameters<typeof World>[0]) {
    super({ ...options, faults: [{ operation: "CreateGroup", error: "Throttling", times: 1 }] });
  }
}

describe("hooks of the components in several programs of one process", () => {
  const name = "IDENTITY_CENTER_RETRY_SECONDS";
  const before_ = process.env[name];
  before(() => {
    process.env[name] = "0";
  });
  after(() => {
    if (before_ === undefined) delete process.env[name];
    else process.env[name] = before_;
  });

  for (const which of ["first", "second", "third"]) {
    it(`run in the ${which}`, async () => {
      const { errors, diagnostics, resource } = await deploy(
        ({ AccessGroup }, where) =>
          new AccessGroup("admins", { ...where, administrators: true, access: {} }),
        { World: ThrottledWorld },
      );
      assert.deepEqual(errors, []);
      const retries = diagnostics.filter(({ message }) => /met a passing error/.test(message));
      assert.equal(retries.length, 1);
      const { hooks } = resource("Group", "admins").options;
      assert.ok(hooks?.beforeDelete?.includes("keep-an-administrator"));
    });
  }

  it("are registered by the import alone, for what the program doesn't make any more", async () => {
    const folder = new ProgramFolder();
    const components = new URL("../../components/", import.meta.url);
    const program = folder.writePlain(`
      import * as pulumi from "@pulumi/pulumi";
      await import("${new URL("administratorGuard.ts", components)}");
      await import("${new URL("retry.ts", components)}");
      new pulumi.ResourceHook("keep-an-administrator", () => {});
      new pulumi.ErrorHook("retry-transient-errors", () => false);
    `);
    const { diagnostics } = await runInOwnProcess({ ...firstDeployment(), program });
    folder.remove();
    const taken = diagnostics.flatMap(
      ({ message }) => /already registered .*"/.exec(message)?.[0] ?? [],
    );
    assert.deepEqual(taken.sort(), [
      'already registered for name "keep-an-administrator"',
      'already registered for name "retry-transient-errors"',
    ]);
  });
});

import assert from "node:assert/strict";
import { World } from "../../sandbox/world/world.ts";
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
});

import assert from "node:assert/strict";
import { needsPulumi } from "../deployment.ts";
import { assertAlwaysReached, calls, finalGrants, inShort, isWrite } from "../effectiveAccess.ts";
import { changedAcme } from "./changedAcme.ts";

describe("people and groups that change, on the real engine", function () {
  needsPulumi(this);
  const { change, changeOnce } = changedAcme();

  it("keeps a group whose key changed, with an alias, and a person and a permission set alike", async () => {
    const run = await changeOnce((config) => {
      const { grace, ...people } = config["access:people"];
      const hopper = { ...grace, userName: "grace", aliases: ["grace"] };
      config["access:people"] = { ...people, hopper };
      const { reader, ...sets } = config["access:permissionSets"];
      const viewer = { ...reader, name: "reader", aliases: ["reader"] };
      config["access:permissionSets"] = { ...sets, viewer };
      const { engineers, ...groups } = config["access:groups"];
      const builders = {
        ...engineers,
        access: engineers?.access ?? [],
        members: ["ada", "hopper"],
        displayName: "engineers",
        aliases: ["engineers"],
      };
      config["access:groups"] = { ...groups, builders };
      for (const group of Object.values(config["access:groups"])) {
        for (const line of group.access) {
          if (line.permissionSet === "reader") line.permissionSet = "viewer";
        }
      }
    });
    assert.deepEqual(run.history.filter(isWrite), []);
  });

  it("removes a member, and nobody else", async () => {
    const run = await change((config) => {
      Object.assign(config["access:groups"].engineers as object, { members: ["ada"] });
    });
    assert.ok(!inShort(finalGrants(run)).some((grant) => grant.startsWith("grace")));
    assertAlwaysReached(run, "ada", "333333333333", "builder");
  });

  it("removes a person with all memberships", async () => {
    const run = await change((config) => {
      delete config["access:people"].grace;
      Object.assign(config["access:groups"].engineers as object, { members: ["ada"] });
    });
    assert.equal(calls(run, "DeleteUser"), 1);
  });

  it("removes a group", async () => {
    const run = await change((config) => {
      delete config["access:groups"].engineers;
    });
    assert.deepEqual(inShort(finalGrants(run)), ["ada administrator 000000000001"]);
  });
});

import assert from "node:assert/strict";
import { madeWith } from "../../emergency/madeWith.ts";

const ENTRANCE = "111111111111";

describe("the provider of a resource for emergencies", () => {
  for (const [type, name, isInEntrance] of [
    ["aws:iam/samlProvider:SamlProvider", "emergency-access", true],
    ["aws:iam/role:Role", "emergency-access-emergency-entry", true],
    ["aws:iam/group:Group", "emergency-access-users", true],
    ["aws:iam/user:User", "emergency-access/ada", true],
    ["aws:iam/role:Role", "emergency-access/identity-repair", false],
    ["aws:cloudformation/stackSet:StackSet", "emergency-access/read-only", false],
    ["aws:cloudformation/stackSet:StackSet", "emergency-access/read-only/accounts", false],
    ["aws:cloudformation/stackSetInstance:StackSetInstance", "emergency-access/x/all", false],
  ] as const) {
    it(`is that of the account ${isInEntrance ? "where people come in" : "that manages"}: ${type} ${name}`, () => {
      const provider = madeWith({ type, name }, ENTRANCE);
      assert.equal(provider.name, isInEntrance ? "emergency-access-account" : "home");
      assert.equal(madeWith({ type, name }, undefined).name, "home");
    });
  }
});

import assert from "node:assert/strict";
import { Access } from "../../../model/access/access.ts";
import type { Deployed } from "../../../model/transition/deployed.ts";
import {
  gainingGroups,
  strangerProblem,
  strangersIn,
} from "../../../model/transition/strangers.ts";
import { deployedOf, nobody, parsed, type Raw } from "./world.ts";

const DEV = "333333333333";
const base = (): Raw => ({
  people: { ada: { givenName: "Ada", familyName: "L", email: "ada@example.com" } },
  permissionSets: { reader: { managedPolicies: ["ReadOnlyAccess"] } },
  groups: {
    admins: { administrators: true, members: ["ada"], access: [] },
    ops: { members: ["ada"], access: [{ permissionSet: "reader", accounts: [DEV] }] },
  },
});

const entry = { group: "ops", permissionSet: "reader", account: DEV, lines: [] };
const access = new Access(
  new Map([["ops", new Map([["reader", new Map([[DEV, entry]])]])]]),
  new Map(),
  "000000000001",
);

/** What ops gets more than it has. */
function gains(deployed: Pick<Deployed, "groups" | "assignments">, raw = base()): string[] {
  const { configuration } = parsed(raw);
  return gainingGroups(deployed, configuration, access).map(
    ({ key, gains: more }) => `${key}: ${more.join()}`,
  );
}

describe("people who are in a group past this stack", () => {
  const made = deployedOf(base());
  const had = (more: object = {}) => ({
    ...{ group: "ops", permissionSet: "reader", account: DEV, urn: "" },
    ...{ principalId: "id of groups ops", ...more },
  });

  for (const [title, assignments, wanted] of [
    ["gets its first line", [], ["ops: reader in 333333333333"]],
    ["has all it gets", [had()], []],
    ["has it in another account", [had({ account: "1" })], ["ops: reader in 333333333333"]],
    ["had it as another group", [had({ principalId: "x" })], ["ops: reader in 333333333333"]],
  ] as const) {
    it(`are looked for where the group ${title}`, () => {
      assert.deepEqual(gains({ ...made, assignments }), wanted);
    });
  }

  it("aren't looked for in a group that isn't there yet, or isn't this stack's", () => {
    assert.deepEqual(gains({ groups: new Map(), assignments: [] }), []);
    const raw = base();
    raw.groups.ops = { existing: true, access: raw.groups.ops?.access };
    assert.deepEqual(gains({ ...made, assignments: [] }, raw), []);
  });

  it("are looked for under the group's former key, too", () => {
    const raw = base();
    raw.groups = { admins: raw.groups.admins ?? {}, ops: { ...raw.groups.ops, aliases: ["old"] } };
    const former = deployedOf(base()).groups.get("ops");
    const groups = new Map(former ? [["old", { ...former, key: "old" }]] : []);
    assert.deepEqual(gains({ groups, assignments: [] }, raw), ["ops: reader in 333333333333"]);
    assert.deepEqual(gains({ groups, assignments: [had({ group: "old" })] }, raw), []);
  });

  it("are all whom neither the state nor the configuration tells", () => {
    const { configuration } = parsed(base());
    const [group] = gainingGroups({ ...made, assignments: [] }, configuration, access);
    assert.ok(group);
    const members = [
      { membershipId: "ops ada", userId: "id of people ada" },
      { membershipId: "by hand", userId: "id of people ada" },
      { membershipId: "admins ada", userId: "of another group" },
      { membershipId: "m-1", userId: "u-1" },
    ];
    assert.deepEqual(
      strangersIn(group, members, made, configuration, nobody).map(({ userId }) => userId),
      ["of another group", "u-1"],
    );
    const { severity, path, message } = strangerProblem(group, ["zoe", "yan"], "aws x");
    assert.deepEqual([severity, path], ["warning", "access:groups.ops"]);
    assert.match(message, /zoe, yan are in this group .* get reader in 333333333333 .*: aws x$/);
  });
});

import assert from "node:assert/strict";
import type { Configuration } from "../../../model/schema/configuration.ts";
import type { DeployedGroup } from "../../../model/transition/deployed.ts";
import { unseenMembers } from "../../../model/transition/unseenMembers.ts";

const group = (key: string, administrators: boolean): readonly [string, DeployedGroup] => [
  key,
  {
    ...{ key, urn: `urn::${key}`, id: `g-${key}`, name: key, administrators },
    ...{ handedOver: false, inBetween: false },
  },
];
const wanted = (existing: Readonly<Record<string, boolean>>) =>
  ({
    groups: Object.fromEntries(
      Object.entries(existing).map(([key, existing]) => {
        return [key, { existing, administrators: key === "successors" || existing }];
      }),
    ),
  }) as unknown as Pick<Configuration, "groups">;

describe("an existing administrators' group whose members can't be read", () => {
  for (const [title, deployed, configuration, severity] of [
    ["where nothing was deployed", [], { security: true }, "warning"],
    [
      "beside this stack's administrators, who stay",
      [group("administrators", true)],
      { administrators: false, security: true },
      "warning",
    ],
    [
      "where others of this stack leave",
      [group("engineers", false)],
      { security: true },
      "warning",
    ],
    [
      "where this stack's administrators leave",
      [group("administrators", true)],
      { security: true },
      "error",
    ],
    [
      "where this stack's administrators become existing beside it",
      [group("administrators", true)],
      { administrators: true, security: true },
      "error",
    ],
    [
      "where others of this stack administer, too",
      [group("administrators", true)],
      { security: true, successors: false },
      "warning",
    ],
    [
      "that this stack made and hands over",
      [group("security", true)],
      { security: true },
      "warning",
    ],
    [
      "where this stack's administrators are called like what every object has",
      [group("constructor", true)],
      { security: true },
      "error",
    ],
  ] as const) {
    it(`is ${severity === "error" ? "refused" : "a warning"} ${title}`, () => {
      const groups = new Map(deployed);
      const path = "access:groups.security";
      const problem = unseenMembers(
        path,
        { name: "Security", id: "g-security" },
        "AccessDenied",
        { groups },
        wanted(configuration),
      );
      assert.deepEqual([problem.severity, problem.path], [severity, path]);
      assert.match(problem.message, /"Security".*could not be read \(AccessDenied\)/);
      if (severity === "error") {
        assert.match(problem.message, /ListGroupMemberships.*two updates: put the group ".*" back/);
      }
    });
  }
});

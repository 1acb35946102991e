import assert from "node:assert/strict";
import type { ResolvedTarget } from "../../model/access/policyTargets.ts";
import { unguarded } from "../../program/unguarded.ts";
import { organization } from "../model/example.ts";

const unitIds = new Map([
  ["", "r-1"],
  ["Workloads", "ou-w"],
  ["Workloads/Production", "ou-p"],
  ["Security", "ou-s"],
]);
const root = { unit: "" };
const workloads = { unit: "Workloads" };
const production = { unit: "Workloads/Production" };
const prod = { account: "111111111111" };

type Target = typeof root | typeof prod;

describe("where guardrails are in force no longer", () => {
  for (const [title, before, after, gone] of [
    ["the same", ["r-1"], [root], []],
    ["a stage in place of the root", ["r-1"], [production], ["the organization's root (r-1)"]],
    ["the root in place of a stage", ["ou-p"], [root], []],
    ["a unit above", ["ou-p", "ou-w"], [workloads], []],
    ["a unit below", ["ou-w"], [production], ["Workloads (ou-w)"]],
    ["the unit of an account", ["111111111111"], [workloads], []],
    [
      "another unit than an account's",
      ["333333333333"],
      [workloads],
      ["log-archive (333333333333)"],
    ],
    ["an account of two", ["111111111111", "222222222222"], [prod], ["shop-dev (222222222222)"]],
    ["a unit that was deleted", ["ou-gone"], [workloads], []],
    ["an account that left", ["999999999999"], [workloads], []],
  ] as readonly [string, string[], Target[], string[]][]) {
    it(`is told: ${title}`, () => {
      const targets = after.map((target): ResolvedTarget => ({ ...target, path: "targets[0]" }));
      const names = new Map(before.map((id) => [id, id]));
      const there = { guardrailNames: names };
      assert.deepEqual(unguarded(targets, { ...organization, unitIds }, there), gone);
    });
  }

  it("is told by ids where the organization's tree was not read", () => {
    const { organizationalUnits: _, ...flat } = organization;
    const there = { guardrailNames: new Map([["ou-w", "ou-w"]]) };
    const prodOnly: ResolvedTarget[] = [{ ...prod, path: "targets[0]" }];
    assert.deepEqual(unguarded(prodOnly, flat, there), ["ou-w"]);
    assert.deepEqual(unguarded([{ ...root, path: "targets[0]" }], flat, there), []);
  });
});

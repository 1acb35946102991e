import assert from "node:assert/strict";
import type { ResolvedTarget } from "../../../model/access/policyTargets.ts";
import { unguarded } from "../../../model/transition/unguarded.ts";
import { attachedTargets } from "../../../program/guardrailTargets.ts";
import { organization } from "../example.ts";

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
      const there = { guardrailNames: new Map(before.map((id) => [id, id])) };
      const attached = attachedTargets(there, { unitIds });
      assert.deepEqual(unguarded(attached, targets, organization), gone);
    });
  }

  it("is told by ids where the organization's tree was not read", () => {
    const { organizationalUnits: _, ...flat } = organization;
    const attached = attachedTargets({ guardrailNames: new Map([["ou-w", "ou-w"]]) }, {});
    const prodOnly: ResolvedTarget[] = [{ ...prod, path: "targets[0]" }];
    assert.deepEqual(unguarded(attached, prodOnly, flat), ["ou-w"]);
    assert.deepEqual(unguarded(attached, [{ ...root, path: "targets[0]" }], flat), []);
  });

  for (const [title, before, after, gone] of [
    ["the root, for a unit", [root], [workloads], ["the organization's root"]],
    ["a unit", [workloads, { unit: "Security" }], [workloads], ["Security"]],
    ["a unit below", [production], [workloads], []],
    ["an account", [prod], [{ unit: "Security" }], ["shop-prod (111111111111)"]],
    ["a unit that isn't there any more", [{ unit: "Former" }], [workloads], []],
  ] as readonly [string, Target[], Target[], string[]][]) {
    it(`is told without AWS's ids of another configuration: ${title}`, () => {
      const targets = after.map((target): ResolvedTarget => ({ ...target, path: "targets[0]" }));
      assert.deepEqual(unguarded(before, targets, organization), gone);
    });
  }
});

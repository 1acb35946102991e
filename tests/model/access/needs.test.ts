import assert from "node:assert/strict";
import { organizationNeeds } from "../../../model/access/needs.ts";
import { accepted, withLines } from "../example.ts";

describe("organizationNeeds", () => {
  for (const [selector, tree, tags] of [
    ["all, shop", false, false],
    ['{ name: "x*" }', false, false],
    ["{ ou: Workloads }", true, false],
    ["{ tag: { env: dev } }", false, true],
    ["{ ou: Workloads, tag: { env: dev } }", true, true],
  ] as const) {
    it(`of ${selector} are ${tree ? "the tree" : "no tree"} and ${tags ? "tags" : "no tags"}`, () => {
      const set = "permissionSet: administrator";
      for (const line of [
        `{ ${set}, accounts: [${selector}] }`,
        `{ ${set}, accounts: [all], except: [${selector}] }`,
      ]) {
        assert.deepEqual(organizationNeeds(accepted(withLines(`[${line}]`))), { tree, tags });
      }
    });
  }
});

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Access } from "../../../model/access/access.ts";
import { accessByGroup, summarizeAccess } from "../../../model/access/accessSummary.ts";
import { accessOf } from "../../support/accessOf.ts";

const access = (...entries: [group: string, permissionSet: string, account: string][]): Access =>
  accessOf(
    entries.map(([group, permissionSet, account]) => ({
      ...{ group, permissionSet, account },
      lines: [`access:groups.${group}`],
    })),
  );

const key = fc.oneof(
  fc.constantFrom("constructor", "toString", "valueOf", "__proto__", "hasOwnProperty"),
  fc.string({ minLength: 1 }),
);

describe("access as outputs", () => {
  it("holds every entry, whatever its keys are called", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, key, key)), (entries) => {
        const tree = accessByGroup(access(...entries));
        const found = Object.entries(tree).flatMap(([group, sets]) =>
          Object.entries(sets).flatMap(([set, accounts]) =>
            Object.keys(accounts).map((account) => JSON.stringify([group, set, account])),
          ),
        );
        const wanted = new Set(entries.map((entry) => JSON.stringify(entry)));
        assert.deepEqual(found.sort(), [...wanted].sort());
      }),
    );
  });

  it("is one row a line, in which keys are no markup", () => {
    const summary = summarizeAccess(
      access(["a|b", "<b>*x*</b>", "1"], ["c\u202ed\n", "[l](u)", "2"]),
    );
    const rows = summary.split("\n").slice(2);
    assert.deepEqual(rows, [
      "| a\\|b | \\<b\\>\\*x\\*\\</b\\> | 1 |  |",
      "| c\\\\u202Ed\\\\n | \\[l\\](u) | 2 |  |",
    ]);
  });

  it("has rows of their own for keys that look alike when they are joined", () => {
    const summary = summarizeAccess(access(["a\nb", "c", "1"], ["a", "b\nc", "1"]));
    assert.deepEqual(summary.split("\n").slice(2), [
      "| a | b\\\\nc | 1 |  |",
      "| a\\\\nb | c | 1 |  |",
    ]);
  });
});

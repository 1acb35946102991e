import assert from "node:assert/strict";
import { suggestion } from "../../../policies/suggestion.ts";

describe("suggestion", () => {
  for (const [word, meant] of [
    ["sesionDuration", "sessionDuration"],
    ["sessionDurations", "sessionDuration"],
    ["sessoinDuration", "sessionDuration"],
    ["SESSIONDURATION", "sessionDuration"],
    ["grcae", "grace"],
    ["ada", "ada"],
    ["bda", "ada"],
    ["zzz", undefined],
    ["duration", undefined],
    ["", undefined],
  ] as const) {
    it(`takes "${word}" for ${meant ?? "nothing"}`, () => {
      assert.equal(suggestion(word, ["ada", "grace", "sessionDuration"]), meant);
    });
  }

  it("prefers the nearest", () => {
    assert.equal(
      suggestion("web-prod-2", ["web-prod-11", "web-prod-22", "web-prod-2x"]),
      "web-prod-22",
    );
    assert.equal(suggestion("read-onyl", ["read-any", "read-only"]), "read-only");
  });
});

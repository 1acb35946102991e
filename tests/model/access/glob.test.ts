import assert from "node:assert/strict";
import { matchesGlob } from "../../../model/access/glob.ts";

describe("matchesGlob", () => {
  for (const [text, pattern, expected] of [
    ["payments-prod", "payments-*", true],
    ["payments-prod", "*-prod", true],
    ["payments-prod", "*pay*prod*", true],
    ["payments-prod", "payments-????", true],
    ["payments-prod", "payments-???", false],
    ["payments-prod", "Payments-*", false],
    ["payments-prod", "prod", false],
    ["a.b", "a?b", true],
    ["axb", "a.b", false],
    ["", "*", true],
    ["", "?", false],
    ["aab", "a*ab", true],
  ] as const) {
    it(`"${text}" ${expected ? "matches" : "doesn't match"} ${pattern}`, () => {
      assert.equal(matchesGlob(text, pattern), expected);
    });
  }

  it("answers at once whatever the pattern", () => {
    assert.equal(matchesGlob("a".repeat(5_000), "a*".repeat(500).concat("b")), false);
  });
});

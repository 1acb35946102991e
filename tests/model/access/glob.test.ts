import assert from "node:assert/strict";
import { matchesGlob, takesIn } from "../../../model/access/glob.ts";

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

describe("takesIn", () => {
  for (const [pattern, other, expected] of [
    ["ci/*", "ci/keys", true],
    ["ci/*", "ci/*-keys", true],
    ["*", "*", true],
    ["ci/?", "ci/?", true],
    ["ci/?", "ci/*", false],
    ["ci/????", "ci/*", false],
    ["ci/keys", "ci/*", false],
    ["ci/*-a", "ci/*", false],
    ["ci/keys", "ci/keys", true],
  ] as const) {
    it(`${pattern} ${expected ? "takes in" : "doesn't take in"} ${other}`, () => {
      assert.equal(takesIn(pattern, other), expected);
    });
  }
});

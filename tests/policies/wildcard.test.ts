import assert from "node:assert/strict";
import fc from "fast-check";
import { matches } from "../../policies/iam/wildcard.ts";

describe("IAM patterns", () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ["s3:GetObject", "s3:GetObject", true],
    ["S3:getobject", "s3:GetObject", true],
    ["s3:Get*", "s3:GetObject", true],
    ["s3:*Object", "s3:GetObject", true],
    ["s3:*Object", "s3:GetObjectAcl", false],
    ["s3:Get?bject", "s3:GetObject", true],
    ["s3:GetObject?", "s3:GetObject", false],
    ["*", "", true],
    ["", "", true],
    ["", "x", false],
    ["?", "", false],
    ["s3.*", "s3:GetObject", false],
    ["a*b*c", "a1b2b3c", true],
  ];
  for (const [pattern, value, expected] of table) {
    it(`${pattern || "(nothing)"} ${expected ? "matches" : "doesn't match"} ${value || "(nothing)"}`, () => {
      assert.equal(matches(pattern, value), expected);
    });
  }

  it("match as the equivalent regular expressions do", () => {
    const short = (characters: string) =>
      fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((all) => all.join(""));
    fc.assert(
      fc.property(short("abA:*?"), short("abA:"), (pattern, value) => {
        const regexp = pattern.replaceAll("*", ".*").replaceAll("?", ".");
        assert.equal(matches(pattern, value), new RegExp(`^${regexp}$`, "i").test(value));
      }),
      { numRuns: 2000 },
    );
  });

  it("match in time even where a regular expression would take years", () => {
    const started = performance.now();
    assert.equal(matches(`${"a*".repeat(50)}b`, "a".repeat(2000)), false);
    assert.ok(performance.now() - started < 1000);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { compile, covers, matches, overlaps } from "../../../policies/iam/patterns/wildcard.ts";

const short = (characters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...characters), { maxLength }).map((all) => all.join(""));

/** The definition, written as a regular expression. */
function regexp(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i");
}

/** Every text of up to seven of these letters; `c` is in no pattern. */
const texts: readonly string[] = Array.from({ length: 7 }).reduce<string[]>(
  (known) => ["", ...known.flatMap((text) => ["a", "b", "c"].map((letter) => text + letter))],
  [""],
);

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
      assert.equal(compile(pattern)(value), expected);
    });
  }

  it("match as the equivalent regular expressions do, also compiled", () => {
    fc.assert(
      fc.property(short("abA:*?", 8), short("abA:", 8), (pattern, value) => {
        const expected = regexp(pattern).test(value);
        assert.equal(matches(pattern, value), expected);
        assert.equal(compile(pattern)(value), expected);
      }),
      { numRuns: 3000 },
    );
  });

  it("come to an end where a regular expression would take years", () => {
    assert.equal(matches(`${"a*".repeat(50)}b`, "a".repeat(2000)), false);
    assert.equal(covers(`${"*?a".repeat(30)}b`, `${"?*a".repeat(30)}*`), false);
    assert.equal(overlaps(`${"*a".repeat(200)}b`, `${"?*".repeat(200)}a`), false);
  });
});

describe("one IAM pattern covers another", () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ["*", "s3:*", true],
    ["s3:*", "*", false],
    ["s3:*", "S3:Get*", true],
    ["s3:Get*", "s3:*Object", false],
    ["s3:G*t", "s3:Get*t", true],
    ["iam:*Role*", "iam:*RolePolicy", true],
    ["iam:?assRole", "iam:PassRole", true],
    ["?*", "*", false],
    ["*?", "?*", true],
    ["**", "*", true],
    ["*a?*?b*", "*a*b*", false],
  ];
  for (const [general, specific, expected] of table) {
    it(`${general} ${expected ? "covers" : "doesn't cover"} ${specific}`, () => {
      assert.equal(covers(general, specific), expected);
    });
  }

  it("exactly when it matches every text that the other matches", () => {
    fc.assert(
      fc.property(short("ab*?", 4), short("ab*?", 4), (general, specific) => {
        const [wide, narrow] = [regexp(general), regexp(specific)];
        const expected = texts.every((text) => !narrow.test(text) || wide.test(text));
        assert.equal(covers(general, specific), expected);
      }),
      { numRuns: 1500 },
    );
  });
});

describe("two IAM patterns overlap", () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ["s3:Get*", "s3:*Object", true],
    ["s3:Get*", "s3:Put*", false],
    ["iam:*", "IAM:PassRole", true],
    ["a*", "*b", true],
    ["?", "", false],
    ["a*a", "a", false],
  ];
  for (const [one, other, expected] of table) {
    it(`${one} and ${other || "(nothing)"}: ${expected ? "yes" : "no"}`, () => {
      assert.equal(overlaps(one, other), expected);
      assert.equal(overlaps(other, one), expected);
    });
  }

  it("exactly when some text is matched by both", () => {
    fc.assert(
      fc.property(short("ab*?", 4), short("ab*?", 4), (one, other) => {
        const [left, right] = [regexp(one), regexp(other)];
        const expected = texts.some((text) => left.test(text) && right.test(text));
        assert.equal(overlaps(one, other), expected);
      }),
      { numRuns: 1500 },
    );
  });
});

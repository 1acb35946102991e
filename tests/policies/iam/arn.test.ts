// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables and placeholders
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  resourceCovers,
  resourceMatches,
  resourcesOverlap,
} from "../../../policies/iam/patterns/arn.ts";
import type { Verdict } from "../../../policies/verdict.ts";

describe("a pattern of a Resource matches", () => {
  const object = "arn:aws:s3:::bucket/1/2/test/3/object.jpg";
  const role = "arn:aws:iam::111122223333:role/team/deploy";
  const group = "arn:aws:logs:eu-west-1:111122223333:log-group:/app:log-stream:x";
  const queue = "arn:aws:sqs:eu-west-1:111122223333:jobs";
  const table: readonly (readonly [string, string, Verdict])[] = [
    ["*", "*", "yes"],
    ["*", object, "yes"],
    ["arn:aws:s3:::*", "*", "no"],
    // "Using wildcards in resource ARNs" (IAM JSON policy elements: Resource).
    ["arn:aws:s3:::bucket/*/test/*", object, "yes"],
    ["arn:aws:s3:::bucket/*/test/*", "arn:aws:s3:::bucket/test/object.jpg", "no"],
    ["arn:aws:s3:::bucket/*/test/*", "arn:aws:s3:::bucket/1-test/object.jpg", "no"],
    ["arn:aws:s3:::bucket/*/test/*", "arn:aws:s3:::bucket/1///test///object.jpg", "yes"],
    ["arn:aws:s3:::bucket", object, "no"],
    ["arn:aws:iam::*:role/*", role, "yes"],
    ["arn:aws:iam::*:role/Team/*", role, "no"],
    ["arn:aws:iam::1111*:role/*", role, "yes"],
    ["arn:aws:iam::1111????????:role/*", role, "yes"],
    // A * that ends a part can match beyond the colon, another can't.
    ["arn:aws:logs:*:/app:log-stream:x", group, "yes"],
    ["arn:aws:logs:*:log-group:/app:*", group, "yes"],
    ["arn:aws:logs:eu*33:log-group:/app:*", group, "no"],
    // "When you specify an incomplete ARN ... AWS automatically completes the ARN" (IAM ARNs).
    ["arn:aws:sqs", queue, "yes"],
    ["arn:aws:sqs:eu-west-1", queue, "yes"],
    ["arn:aws:sns", queue, "no"],
    ["arn:aws:*", queue, "yes"],
    ["arn:aws:s*", queue, "yes"],
    ["arn:*:*:*:*:*", queue, "yes"],
    // Texts that aren't known yet.
    ["arn:aws:s3:::${Bucket}/*", object, "unknown"],
    ["arn:aws:s3:::${Bucket}/*", queue, "no"],
    ["${Queue.Arn}", queue, "unknown"],
    ["arn:aws:iam::${AWS::AccountId}:role/team/*", role, "unknown"],
    ["arn:aws:s3:::${aws:username}/*", object, "unknown"],
    ["arn:aws:s3:::bucket/${*}", object, "no"],
    ["arn:aws:s3:::bucket/${*}", "arn:aws:s3:::bucket/*", "yes"],
  ];
  for (const [pattern, resource, expected] of table) {
    it(`${pattern} on ${resource}: ${expected}`, () => {
      assert.equal(resourceMatches(pattern, resource), expected);
    });
  }
});

describe("a pattern of a Resource covers another", () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ["arn:aws:s3:::*", "arn:aws:s3:::bucket/*", true],
    ["arn:aws:s3:::bucket*", "arn:aws:s3:::bucket/*", true],
    ["arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket*", false],
    ["arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/x", true],
    ["arn:aws:iam::*:role/*", "arn:aws:iam::${AWS::AccountId}:role/x", true],
    ["arn:aws:iam::111122223333:role/*", "arn:aws:iam::${AWS::AccountId}:role/x", false],
    ["${Bucket.Arn}/*", "${Bucket.Arn}/logs/*", true],
    ["${Bucket.Arn}/*", "${Other.Arn}/logs/*", false],
    ["arn:aws:s3:::*", "arn:aws:s3:::${Bucket}", true],
    ["arn:aws:s3:::?", "arn:aws:s3:::${Bucket}", false],
    ["arn:*:*:*:*:*", "arn:aws:*", true],
    ["arn:aws:*", "*", false],
  ];
  for (const [general, specific, expected] of table) {
    it(`${general} ${expected ? "covers" : "doesn't surely cover"} ${specific}`, () => {
      assert.equal(resourceCovers(general, specific), expected);
    });
  }
});

describe("two patterns of Resources overlap", () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ["arn:aws:s3:::*/secret", "arn:aws:s3:::bucket/*", true],
    ["arn:aws:s3:::a*", "arn:aws:s3:::b*", false],
    ["arn:aws:s3:::${Bucket}", "arn:aws:s3:::b*", true],
    ["arn:aws:s3:::${Bucket}", "arn:aws:sqs:*:*:*", false],
    ["arn:aws:iam::1*:role/x", "arn:aws:iam::*3:role/x", true],
  ];
  for (const [one, other, expected] of table) {
    it(`${one} and ${other}: ${expected ? "maybe" : "never"}`, () => {
      assert.equal(resourcesOverlap(one, other), expected);
      assert.equal(resourcesOverlap(other, one), expected);
    });
  }
});

/** The definition, written as a regular expression. */
function regexp(pattern: string): RegExp {
  let colons = 0;
  let source = "";
  for (const [index, character] of [...pattern].entries()) {
    if (character === ":") colons++;
    const next = pattern[index + 1];
    const isLast = next === undefined || next === ":";
    if (character === "*") source += colons >= 5 || isLast ? "[^]*" : "[^:]*";
    else if (character === "?") source += colons >= 5 ? "[^]" : "[^:]";
    else source += character;
  }
  return new RegExp(`^${source}$`);
}

/** Every text of up to six of these letters; `c` is in no pattern. */
const texts: readonly string[] = Array.from({ length: 6 }).reduce<string[]>(
  (known) => ["", ...known.flatMap((text) => ["a", ":", "c"].map((letter) => text + letter))],
  [""],
);

const pattern = fc.array(fc.constantFrom(..."a:*?"), { maxLength: 4 }).map((all) => all.join(""));
const late = fc
  .tuple(fc.constantFrom("", ":::::"), pattern)
  .map(([prefix, rest]) => `${prefix}${rest}`);

describe("patterns of Resources", () => {
  it("match part by part, as the equivalent regular expressions do", () => {
    fc.assert(
      fc.property(
        late,
        fc.constantFrom("", ":::::"),
        fc.constantFrom(...texts),
        (one, prefix, text) => {
          const resource = `${prefix}${text}`;
          assert.equal(resourceMatches(one, resource) === "yes", regexp(one).test(resource));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it("cover and overlap exactly as the texts that they match do", () => {
    fc.assert(
      fc.property(pattern, pattern, (one, other) => {
        const [left, right] = [regexp(one), regexp(other)];
        const covered = texts.every((text) => !right.test(text) || left.test(text));
        assert.equal(resourceCovers(one, other), covered);
        const shared = texts.some((text) => left.test(text) && right.test(text));
        assert.equal(resourcesOverlap(one, other), shared);
      }),
      { numRuns: 1500 },
    );
  });
});

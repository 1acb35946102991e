import assert from "node:assert/strict";
import { resourcesText } from "../../policies/rules/text.ts";
import { UNKNOWN, type Value } from "../../policies/value.ts";
import { identity } from "./iam/statements.ts";

/** What a statement says it is about, and how messages put it. */
const CASES: readonly (readonly [Record<string, Value>, string])[] = [
  [{ Resource: "*" }, "*"],
  [{ Resource: ["a", "b", "c", "d", "e"] }, "a, b, c and 2 more"],
  [{ Resource: UNKNOWN }, "what isn't known yet"],
  [{ Resource: ["a", UNKNOWN] }, "a, what isn't known yet"],
  [{ NotResource: "a" }, "all but a"],
  [{ NotResource: UNKNOWN }, "all but what isn't known yet"],
];

describe("resources in a message", () => {
  for (const [about, wanted] of CASES) {
    it(`are told: ${wanted}`, () => {
      const [statement] = identity({ Effect: "Allow", Action: "s3:GetObject", ...about });
      assert.equal(statement && resourcesText(statement), wanted);
    });
  }
});

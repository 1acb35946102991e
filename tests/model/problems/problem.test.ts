import assert from "node:assert/strict";
import { error, formatProblems, warning } from "../../../model/problems/problem.ts";

describe("formatProblems", () => {
  it("puts errors first and counts", () => {
    const problems = [warning("a", "first"), error("b", "second"), error("c", "third")];
    assert.equal(
      formatProblems(problems),
      "error: b: second\nerror: c: third\nwarning: a: first\n2 errors, 1 warning",
    );
    assert.equal(formatProblems(problems.slice(0, 1)), "warning: a: first\n1 warning");
  });

  it("says nothing when there is nothing", () => assert.equal(formatProblems([]), ""));
});

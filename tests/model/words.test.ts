import assert from "node:assert/strict";
import { matchesGlob } from "../../model/access/glob.ts";
import { error, formatProblems, warning } from "../../model/problems/problem.ts";
import { suggestion } from "../../model/problems/suggest.ts";
import { managedPolicyArn } from "../../model/schema/policyArn.ts";
import { sessionDurationProblem } from "../../model/schema/sessionDuration.ts";

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

describe("managedPolicyArn", () => {
  it("makes the ARN of a name, with its path, in any partition", () => {
    const name = "job-function/ViewOnlyAccess";
    assert.equal(
      managedPolicyArn(name, "aws"),
      "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
    );
    assert.equal(managedPolicyArn("A", "aws-cn"), "arn:aws-cn:iam::aws:policy/A");
  });

  it("leaves an ARN as it is", () => {
    const arn = "arn:aws-us-gov:iam::aws:policy/A";
    assert.equal(managedPolicyArn(arn, "aws"), arn);
  });
});

describe("sessionDurationProblem", () => {
  for (const allowed of [
    "PT1H",
    "PT12H",
    "PT60M",
    "PT90M",
    "PT1H30M",
    "PT720M",
    "PT3600S",
    "PT11H59M60S",
  ]) {
    it(`takes ${allowed}`, () => assert.equal(sessionDurationProblem(allowed), undefined));
  }
  for (const [refused, text] of [
    ["PT0H", "PT1H or more"],
    ["PT59M59S", "PT1H or more"],
    ["PT721M", "PT12H or less"],
    ["P1D", "PT8H or PT90M"],
    ["PT", "PT8H or PT90M"],
    ["PT1.5H", "PT8H or PT90M"],
    ["8 hours", "write PT8H"],
    ["90min", "write PT90M"],
    ["pt4h", "write PT4H"],
    ["4", "write PT4H"],
    ["480", "write PT8H"],
    ["90", "write PT90M"],
    ["28800", "write PT8H"],
    ["13", "PT8H or PT90M"],
    ["13h", "PT8H or PT90M"],
  ] as const) {
    it(`refuses "${refused}": ${text}`, () => {
      assert.ok(sessionDurationProblem(refused)?.startsWith(`is "${refused}"; `));
      assert.ok(sessionDurationProblem(refused)?.includes(text));
    });
  }
});

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

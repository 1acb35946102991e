import assert from "node:assert/strict";
import {
  findingLines,
  findingsInShort,
  problemLines,
  resourceLines,
  verdictLines,
} from "../../../commands/report/report.ts";
import { toStackFile } from "../../../commands/stack/stackFile.ts";

describe("what commands print", () => {
  it("has problems like a compiler's, errors first and otherwise in order", () => {
    const file = toStackFile("dev", "config:\n  access:people:\n    ada: {}\n    alan: {}\n");
    const lines = problemLines(file, [
      { severity: "warning", path: "access:people.ada", message: "is unused" },
      { severity: "error", path: "access:people.alan.email", message: "is missing" },
      { severity: "error", path: "access:groups", message: "is missing" },
    ]);
    assert.deepEqual(lines, [
      "Pulumi.dev.yaml:4: error: access:people.alan.email: is missing",
      "Pulumi.dev.yaml: error: access:groups: is missing",
      "Pulumi.dev.yaml:3: warning: access:people.ada: is unused",
    ]);
  });

  it("has the verdict in one line, and under it each finding with its resource", () => {
    assert.deepEqual(verdictLines(10, []), ["✓ 10 policies, nothing found"]);
    assert.deepEqual(verdictLines(undefined, []), ["✓ policies, nothing found"]);
    const advisory = { policy: "iam-no-users", enforcementLevel: "advisory", message: "seen: x" };
    const mandatory = {
      policy: "identity-center-mfa-attested",
      enforcementLevel: "mandatory",
      message: "seen: nothing\nfix: look",
      urn: "urn:pulumi:dev::p::identity-center:index:IdentityCenter::center",
    };
    assert.deepEqual(verdictLines(10, [advisory]), [
      "! 10 policies, 1 advisory finding",
      "  [advisory] iam-no-users",
      "    seen: x",
    ]);
    assert.deepEqual(verdictLines(10, [mandatory, advisory]).slice(0, 4), [
      "✗ 10 policies, 1 mandatory and 1 advisory finding",
      "  [mandatory] identity-center-mfa-attested on center",
      "    seen: nothing",
      "    fix: look",
    ]);
  });

  for (const [mandatory, advisory, text] of [
    [1, 0, "1 mandatory finding"],
    [2, 0, "2 mandatory findings"],
    [0, 1, "1 advisory finding"],
    [0, 3, "3 advisory findings"],
    [1, 1, "1 mandatory and 1 advisory finding"],
    [1, 2, "1 mandatory and 2 advisory findings"],
    [2, 1, "2 mandatory and 1 advisory finding"],
  ] as const) {
    it(`counts what there is: ${text}`, () => {
      const of = (count: number, enforcementLevel: string) =>
        Array.from({ length: count }, () => ({ enforcementLevel }));
      assert.equal(
        findingsInShort([...of(advisory, "advisory"), ...of(mandatory, "mandatory")]),
        text,
      );
    });
  }

  it("breaks what a policy says to the terminal's width, or 100 columns without one", () => {
    const lines = findingLines(`seen: ${"word ".repeat(60)}\nurl: https://${"x".repeat(150)}`);
    assert.ok(lines.length > 3);
    assert.ok(lines.every((line) => line.length <= 100 || /^ {6}https:x*|^ {6}https:/.test(line)));
    assert.ok(lines.slice(0, 3).every((line) => line.length > 80));
  });

  it("counts resources by type", () => {
    assert.deepEqual(resourceLines(["b:B", "a:A", "b:B"]), ["     1  a:A", "     2  b:B"]);
  });
});

import assert from "node:assert/strict";
import { problemLines, resourceLines, verdictLines } from "../../../commands/report/report.ts";
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
      "! 10 policies, 0 mandatory and 1 advisory findings",
      "  [advisory] iam-no-users",
      "    seen: x",
    ]);
    assert.deepEqual(verdictLines(10, [mandatory, advisory]).slice(0, 4), [
      "✗ 10 policies, 1 mandatory and 1 advisory findings",
      "  [mandatory] identity-center-mfa-attested on center",
      "    seen: nothing",
      "    fix: look",
    ]);
  });

  it("counts resources by type", () => {
    assert.deepEqual(resourceLines(["b:B", "a:A", "b:B"]), ["     1  a:A", "     2  b:B"]);
  });
});

import assert from "node:assert/strict";
import { assertProblem, parsed, valid } from "../example.ts";

const sets = "aws-reserved/sso.amazonaws.com";

/** Roles that may do what guardrails deny, and what is told of them. */
const rows: readonly [name: string, severity: "error" | "warning" | undefined][] = [
  ["*a*", "error"],
  ["a*", "error"],
  ["*e*", "error"],
  ["?*w*", "error"],
  ["aws-*", "error"],
  ["aws-reserved/*", "error"],
  [`${sets}/*`, "error"],
  [`${sets}/AWSReservedSSO_*`, "error"],
  [`${sets}/eu-west-1/*`, "error"],
  [`${sets}/*/AWSReservedSSO_*_*`, "error"],
  ["*AWSReservedSSO_*", "error"],
  ["*_0*", "warning"],
  ["*ci*", "warning"],
  ["?x", "warning"],
  ["*/ci", "warning"],
  [`${sets}/*AWSReservedSSO_administrator_*`, undefined],
  [`${sets}/eu-west-1/AWSReservedSSO_key-rotation_0123456789abcdef`, undefined],
  ["*AWSReservedSSO_Admin*", undefined],
  ["ci/key-rotation", undefined],
  ["ci/*", undefined],
  ["ci", undefined],
  ["AWSControlTowerExecution", undefined],
  ["*rotation*", undefined],
];

describe("roles that guardrails exempt", () => {
  for (const key of ["credentialRoles", "administratorRoles"]) {
    for (const [name, severity = "not told"] of rows) {
      it(`are ${severity} by ${key}: ${name}`, () => {
        const path = `access:rootGuardrails.${key}[1]`;
        const names = JSON.stringify(["ci/other", name]);
        const of = (enabled: boolean) =>
          parsed(valid(`rootGuardrails: { enabled: ${enabled}, ${key}: ${names} }`)).problems;
        const told = of(true).filter((problem) => problem.path.startsWith(`access:rootGuardrails`));
        if (severity === "not told") assert.deepEqual(told, []);
        else {
          const said = severity === "error" ? "permission set" : "write more of the name";
          assertProblem(told, severity, path, JSON.stringify(name), said);
          assert.equal(told.length, 1);
        }
        assert.deepEqual(
          of(false).filter((problem) => problem.path === path),
          [],
        );
      });
    }
  }
});

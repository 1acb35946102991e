import assert from "node:assert/strict";
import { parsed, valid } from "../example.ts";

/** A list with nothing in it, and what it means to leave its key out. */
const cases: readonly (readonly [key: string, means: RegExp])[] = [
  ["targets", /is empty.*; without the key .* attached to the organization's root/],
  ["stage", /is empty.*; without the key .* attached to all of targets/],
];

describe("targets of guardrails", () => {
  for (const [key, means] of cases) {
    for (const value of ["", "[]", "~"]) {
      it(`say what removing the key means where nothing stands behind it: ${key}: ${value}`, () => {
        const raw = valid(`rootGuardrails:\n  enabled: true\n  ${key}: ${value}`);
        const [problem, ...others] = parsed(raw).problems.filter(
          ({ severity }) => severity === "error",
        );
        assert.deepEqual(others, []);
        assert.equal(problem?.path, `access:rootGuardrails.${key}`);
        assert.match((problem?.message ?? "").replace("is an empty list", "is empty"), means);
      });
    }
  }
});

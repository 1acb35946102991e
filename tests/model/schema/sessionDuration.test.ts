import assert from "node:assert/strict";
import { sessionDurationProblem } from "../../../model/schema/sessionDuration.ts";

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

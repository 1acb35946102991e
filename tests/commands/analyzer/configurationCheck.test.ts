import assert from "node:assert/strict";
import type { PolicyInfo } from "../../../commands/analyzer/configuration.ts";
import { configurationProblems } from "../../../commands/analyzer/configurationCheck.ts";

const POLICIES: readonly PolicyInfo[] = [
  {
    name: "keys-rotated",
    enforcementLevel: "mandatory",
    settings: { maximumAge: { type: "integer", minimum: 1, default: 90 } },
    required: [],
  },
];

const rows: [string, unknown, ...RegExp[]][] = [
  ["nothing", {}],
  ["a level", { "keys-rotated": "advisory" }],
  ["settings", { "keys-rotated": { enforcementLevel: "disabled", maximumAge: 30 } }],
  ["a level for all", { all: { enforcementLevel: "advisory" } }],
  ["Pulumi ESC environments", { environments: ["prod"] }],
  ["a list", [], /must hold an object/],
  ["null", null, /must hold an object/],
  [
    "a misspelt policy",
    { "key-rotated": {} },
    /^no policy is called "key-rotated" \(did you mean "keys-rotated"\?\)$/,
  ],
  ["a misspelt all", { All: "advisory" }, /^no policy is called "All" \(did you mean "all"\?\)$/],
  [
    "a misspelt level",
    { "keys-rotated": "mandatry" },
    /^keys-rotated: "mandatry" is no level \(did you mean "mandatory"\?\); allowed are advisory, /,
  ],
  [
    "a level inside that is none",
    { "keys-rotated": { enforcementLevel: 1 } },
    /^keys-rotated: 1 is no level/,
  ],
  [
    "a misspelt setting",
    { "keys-rotated": { maximumAges: 30 } },
    /^keys-rotated has no "maximumAges" \(did you mean "maximumAge"\?\)/,
  ],
  ["a wrong type", { "keys-rotated": { maximumAge: "30" } }, /^keys-rotated\.maximumAge: .*number/],
  ["too small a number", { "keys-rotated": { maximumAge: 0 } }, /^keys-rotated\.maximumAge: /],
  [
    "settings for all",
    { all: { enforcementLevel: "advisory", maximumAge: 1 } },
    /^all has no "maximumAge", only enforcementLevel$/,
  ],
  ["a list for a policy", { "keys-rotated": [] }, /^keys-rotated: \[\] is no level/],
  [
    "environments that are no names",
    { environments: "prod" },
    /^environments must be a list of names$/,
  ],
  [
    "several at once",
    { a: 1, "keys-rotated": { b: 1, maximumAge: "x" } },
    /"a"/,
    /"b"/,
    /maximumAge/,
  ],
];

describe("checking a policy pack's configuration", () => {
  for (const [title, config, ...expected] of rows) {
    it(`${expected.length > 0 ? "points at" : "accepts"} ${title}`, () => {
      const problems = configurationProblems(POLICIES, config);
      assert.equal(problems.length, expected.length, problems.join("\n"));
      for (const [index, pattern] of expected.entries())
        assert.match(problems[index] ?? "", pattern);
    });
  }
});

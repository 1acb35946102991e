import assert from "node:assert/strict";
import { parseDigest } from "../../../commands/guard/digest.ts";
import { bucket, create, person, preview, remove, replace, same } from "./preview.ts";

const parse = (json: unknown) => parseDigest(JSON.stringify(json), "preview.json");

describe("a preview for guard", () => {
  it("tells its stack, and how much it doesn't show", () => {
    const whole = preview(same(bucket("a")), remove(person("grace")));
    assert.deepEqual(
      [parse(whole).stack, parse(whole).hidden, parse(whole).steps.length],
      ["prod", 0, 2],
    );
    assert.equal(parse({ ...whole, changeSummary: { same: 8, delete: 1 } }).hidden, 7);
  });

  it("may show the parts of replacements, or leave them out", () => {
    const steps = replace(person("grace"));
    assert.equal(parse(preview(steps)).steps.length, 3);
    assert.equal(parse(preview(steps.filter(({ op }) => op === "replace"))).steps.length, 1);
  });

  it("may hold warnings, and what later engines add", () => {
    const more = { diagnostics: [{ severity: "warning", message: "w" }], duration: 5, later: {} };
    assert.equal(parse({ ...preview(create(bucket("a"))), ...more }).stack, "prod");
  });

  const step = create(bucket("a"));
  for (const [what, json, message] of [
    ["a list", [], /^preview\.json is no preview: a JSON object is wanted; write one with: npx/],
    ["an empty object", {}, /is no preview: it has nothing where steps and changeSummary are want/],
    ["something else", { access: 1 }, /is no preview: it has access where steps and changeSummary/],
    ["a state", { version: 3, deployment: {} }, /is no preview: it looks like a state; write/],
    [
      "one event",
      { sequence: 0, preludeEvent: {} },
      /it is the stream of the engine's events; uns/,
    ],
    ["steps that are none", { steps: {} }, /is no preview: steps: Invalid input: expected array/],
    ["a step without a URN", { steps: [{ op: "same" }] }, /is no preview: steps\.0\.urn: /],
    ["a URN that is none", { steps: [{ op: "same", urn: "a" }] }, /steps\.0\.urn: no URN, such as/],
    [
      "counts that are none",
      { steps: [step], changeSummary: { create: -1 } },
      /changeSummary\.create/,
    ],
    ["a preview that didn't end", { steps: [step] }, /didn't end: it has no changeSummary; run it/],
    ["a preview without steps", { changeSummary: { same: 1 } }, /didn't end: it has no steps; run/],
    [
      "a damaged one",
      { ...preview(step), maybeCorrupt: true },
      /it may be damaged \(maybeCorrupt\)/,
    ],
    [
      "one that was cut short",
      { ...preview(step), changeSummary: { create: 1, delete: 3 } },
      /isn't whole: its changeSummary counts 3 of "delete", and 0 are among its steps; write one/,
    ],
    [
      "one that failed",
      { ...preview(step), diagnostics: [{ severity: "error", message: "no such group\n" }] },
      /^preview\.json: the preview failed, so that nobody knows .* repair it first:\nno such group$/,
    ],
    [
      "one of a stack that leads elsewhere",
      preview({ ...step, urn: step.urn.replace("prod", "../prod") }),
      /is of stack "\.\.\/prod", which is no name of a stack/,
    ],
    [
      "one of two stacks",
      preview(step, { ...step, urn: step.urn.replace("prod", "dev") }),
      /is of several stacks \(prod, dev\); judge each preview by itself/,
    ],
  ] as const) {
    it(`isn't ${what}`, () => assert.throws(() => parse(json), { message }));
  }

  for (const [what, text, message] of [
    [
      "nothing",
      " \n",
      /^preview\.json is empty; write one with: npx pulumi preview --json --show-s/,
    ],
    ["text", "Previewing update", /^preview\.json is not JSON; write one with/],
    [
      "what npm says, too",
      "\n> identity-center@0.1.0 sandbox\n{}",
      /npm's own lines are in it; use/,
    ],
    ["events, a line each", '{"sequence":0}\n{"sequence":1}', /unset PULUMI_ENABLE_STREAMING_JSON/],
  ] as const) {
    it(`isn't ${what}`, () => {
      assert.throws(() => parseDigest(text, "preview.json"), { message });
    });
  }
});

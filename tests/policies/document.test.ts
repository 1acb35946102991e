import assert from "node:assert/strict";
import { parseDocument } from "../../policies/iam/document.ts";
import { UNKNOWN, type Value } from "../../policies/value.ts";

const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const read = {
  label: "Statement[0]",
  effect: "Allow",
  actions: ["s3:GetObject"],
  notActions: undefined,
  resources: ["*"],
  notResources: undefined,
  conditional: false,
};

describe("a policy document", () => {
  const same: readonly (readonly [string, Value])[] = [
    ["as an object", { Statement: [allow] }],
    ["as JSON text", JSON.stringify({ Statement: [allow] })],
    ["with one statement that is no list", { Statement: allow }],
    ["with lists of one", { Statement: { ...allow, Action: ["s3:GetObject"], Resource: ["*"] } }],
    [
      "with names in another case",
      { statement: { effect: "allow", action: "s3:GetObject", resource: "*" } },
    ],
    ["with an empty condition", { Statement: { ...allow, Condition: {} } }],
  ];
  for (const [title, source] of same) {
    it(`can be read ${title}`, () => {
      assert.deepEqual(parseDocument(source), { statements: [read] });
    });
  }

  it("tells statements by their Sid and conditions by their presence", () => {
    const Condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    const parsed = parseDocument({ Statement: { ...allow, Sid: "Read", Condition } });
    assert.deepEqual(parsed, { statements: [{ ...read, label: "Read", conditional: true }] });
  });

  const broken: readonly (readonly [string, Value | undefined, RegExp])[] = [
    ["it is no JSON", "{", /no JSON: /],
    ["it is absent", undefined, /no JSON object/],
    ["it is a list", "[]", /no JSON object/],
    ["it has no statements", "{}", /has no Statement/],
    ["a statement is text", { Statement: [allow, "Allow"] }, /Statement\[1\] is no JSON object/],
    ["a statement has no effect", { Statement: { Action: "*" } }, /Statement\[0\] has no Effect/],
    ["an effect is misspelt", { Statement: { ...allow, Effect: "Alow" } }, /has no Effect/],
    ["a statement has no action", { Statement: { Effect: "Allow" } }, /exactly one of Action/],
    ["it has both kinds of action", { Statement: { ...allow, NotAction: "x" } }, /exactly one of/],
    [
      "an action is a number",
      { Statement: { ...allow, Action: [7] } },
      /actions of .* neither text/,
    ],
  ];
  for (const [title, source, problem] of broken) {
    it(`fails when ${title}`, () => {
      const parsed = parseDocument(source);
      assert.match((parsed !== UNKNOWN && parsed.problem) || "", problem);
    });
  }

  it("is unknown as soon as a part of it is", () => {
    assert.equal(parseDocument(UNKNOWN), UNKNOWN);
    assert.equal(parseDocument({ Statement: [{ ...allow, Resource: [UNKNOWN] }] }), UNKNOWN);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { policyText } from "../../../model/access/policyText.ts";

const base = {
  Version: "2012-10-17",
  Statement: [
    { Sid: "A", Effect: "Allow", Action: ["s3:GetObject", "s3:Put*"], Resource: "*" },
    {
      Effect: "Deny",
      NotAction: "iam:*",
      Resource: ["arn:aws:s3:::b", "arn:aws:s3:::a"],
      Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-west-2"] } },
    },
  ],
};
const [first, second] = base.Statement;

describe("the text of a policy", () => {
  for (const [what, other] of [
    ["white space", JSON.stringify(base, null, 4)],
    ["the order of statements", JSON.stringify({ ...base, Statement: [second, first] })],
    [
      "the order and case of actions, and a list of one",
      JSON.stringify({
        ...base,
        Statement: [{ ...first, Action: ["s3:put*", "s3:getobject"], Resource: ["*"] }, second],
      }),
    ],
    [
      "the case of a condition's key, and the order of its values",
      JSON.stringify({
        ...base,
        Statement: [
          first,
          {
            ...second,
            Condition: { StringEquals: { "aws:requestedregion": ["eu-west-2", "eu-west-1"] } },
          },
        ],
      }),
    ],
  ] as const) {
    it(`is the same whatever ${what}`, () => {
      assert.equal(policyText(other), policyText(JSON.stringify(base)));
    });
  }

  for (const [what, statement] of [
    ["another effect", { ...first, Effect: "Deny" }],
    ["another resource", { ...first, Resource: "arn:aws:s3:::B" }],
    ["another action", { ...first, Action: "s3:*" }],
    ["NotAction", { Sid: "A", Effect: "Allow", NotAction: first?.Action, Resource: "*" }],
    ["a condition", { ...first, Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["another Sid", { ...first, Sid: "B" }],
    ["an element that nobody knows", { ...first, Other: 1 }],
  ] as const) {
    it(`is another one with ${what}`, () => {
      const other = JSON.stringify({ ...base, Statement: [statement, second] });
      assert.notEqual(policyText(other), policyText(JSON.stringify(base)));
    });
  }

  it("is another one with a statement less, an older version, and what is no policy", () => {
    const texts = [
      JSON.stringify(base),
      JSON.stringify({ ...base, Statement: first }),
      JSON.stringify({ Statement: base.Statement }),
      "{",
      "null",
      "[]",
    ].map(policyText);
    assert.equal(new Set(texts).size, texts.length);
  });

  it("never fails, and stays as it is when it is taken again", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        assert.equal(policyText(policyText(json)), policyText(json));
      }),
    );
  });
});

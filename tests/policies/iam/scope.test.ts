import assert from "node:assert/strict";
import fc from "fast-check";
import { service } from "../../../policies/iam/actions/serviceReference.ts";
import { matches } from "../../../policies/iam/patterns/wildcard.ts";
import type { Statement } from "../../../policies/iam/policy/statement.ts";
import { scopeOf } from "../../../policies/iam/reach/scope.ts";
import { fullServices } from "../../../policies/iam/risk/fullService.ts";

const SQS = [...(service("sqs")?.values() ?? [])].map(({ name }) => name);

function allow(known: readonly string[], element: "actions" | "notActions" = "actions"): Statement {
  return {
    label: "s",
    place: "Statement[0]",
    effect: "Allow",
    [element]: { known, isIncomplete: false },
    resources: { known: ["*"], isIncomplete: false },
    conditions: [],
    hasUnknownConditions: false,
  };
}

describe("what a statement with many actions is about", () => {
  const name = fc.oneof(
    fc.constantFrom(...SQS, "iam:PassRole", "s3:GetObject"),
    fc.constantFrom("s3:NoSuchAction", "nosuch:GetObject", "sqs", "sqs:", "GetObject", ""),
  );
  const inAnyCase = fc
    .tuple(name, fc.constantFrom("as it is", "upper", "lower"))
    .map(([text, how]) =>
      how === "upper" ? text.toUpperCase() : how === "lower" ? text.toLowerCase() : text,
    );
  const pattern = fc.oneof(
    { weight: 9, arbitrary: inAnyCase },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of a template.
    { weight: 1, arbitrary: fc.constantFrom("sqs:Send*", "s3:?etObject", "iam:${Verb}Role") },
  );
  const patterns = fc.array(pattern, { minLength: 20, maxLength: 60 });

  it("is what one of its patterns matches, whether AWS has the action or not", () => {
    fc.assert(
      fc.property(patterns, fc.array(inAnyCase, { minLength: 1 }), (known, asked) => {
        const [scope, opposite] = [scopeOf(allow(known)), scopeOf(allow(known, "notActions"))];
        for (const one of asked) {
          const isMeant = known.some((pattern) => matches(pattern, one));
          assert.equal(scope.action(one), isMeant ? "yes" : "no", one);
          assert.equal(opposite.action(one), isMeant ? "no" : "yes", one);
        }
      }),
    );
  });
});

describe("a whole service", () => {
  const isFull = (...statements: readonly Statement[]) =>
    fullServices({ identity: statements }).some(({ service }) => service === "sqs");
  const enough = Math.ceil(SQS.length * 0.75);

  for (const [named, expected] of [
    [enough - 1, false],
    [enough, true],
    [SQS.length, true],
  ] as const) {
    it(`is ${expected ? "" : "not "}allowed by ${named} names of ${SQS.length}, however they are spelt`, () => {
      const names = SQS.slice(0, named);
      const half = Math.floor(named / 2);
      assert.equal(isFull(allow(names)), expected);
      assert.equal(isFull(allow(names.map((one) => one.toUpperCase()))), expected);
      assert.equal(isFull(allow(names.slice(0, half)), allow(names.slice(half))), expected);
    });
  }

  it("is allowed by a name and a pattern that means the rest", () => {
    assert.ok(isFull(allow([SQS[0] ?? "", "sqs:*"])));
    assert.ok(isFull(allow([SQS[0] ?? ""]), allow(["sq*"])));
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Statement } from "../../../policies/iam/policy/statement.ts";
import { coversStatement } from "../../../policies/iam/trust/coverage.ts";

const ACTIONS = ["s3:GetObject", "s3:GetBucketAcl", "s3:PutObject", "iam:GetUser", "iam:PassRole"];
const RESOURCES = ["arn:aws:s3:::a/x", "arn:aws:s3:::a/y", "arn:aws:s3:::b/x", "arn:aws:s3:::c"];

const actions = fc.constantFrom("*", "s3:*", "s3:Get*", "S3:getobject", "iam:*", "iam:PassRole");
const resources = fc.constantFrom(
  ...["*", "arn:aws:s3:::*", "arn:aws:s3:::a/*", "arn:aws:s3:::a/x", "arn:aws:s3:::?/x"],
);

/** A statement with every form of its elements. */
const written = fc
  .record({
    isNotAction: fc.boolean(),
    actions: fc.uniqueArray(actions, { minLength: 1, maxLength: 2 }),
    isNotResource: fc.boolean(),
    resources: fc.uniqueArray(resources, { minLength: 1, maxLength: 2 }),
  })
  .map((one) => ({
    Effect: "Deny",
    [one.isNotAction ? "NotAction" : "Action"]: one.actions,
    [one.isNotResource ? "NotResource" : "Resource"]: one.resources,
  }));

type Written = Readonly<Record<string, unknown>>;

function read(one: Written): Statement {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: one });
  return readPolicy(policy, "identity").statements[0] as Statement;
}

/** Whether a statement is about a request, read by itself. */
function isAbout(one: Written, action: string, resource: string): boolean {
  const among = (patterns: unknown, text: string, flags = "") =>
    (patterns as string[]).some((pattern) => {
      const source = pattern.replaceAll(/[.:/]/g, "\\$&").replaceAll("*", ".*");
      return new RegExp(`^${source.replaceAll("?", ".")}$`, flags).test(text);
    });
  return (
    (one.Action ? among(one.Action, action, "i") : !among(one.NotAction, action, "i")) &&
    (one.Resource ? among(one.Resource, resource) : !among(one.NotResource, resource))
  );
}

const requests = ACTIONS.flatMap((action) =>
  RESOURCES.map((resource) => [action, resource] as const),
);

describe("a statement that covers another", () => {
  it("is about all that the other is about, also by NotAction and NotResource", () => {
    fc.assert(
      fc.property(written, written, (wide, narrow) => {
        fc.pre(coversStatement(read(wide), read(narrow)));
        for (const [action, resource] of requests) {
          const isMissed = isAbout(narrow, action, resource) && !isAbout(wide, action, resource);
          assert.ok(!isMissed, `${action} on ${resource}`);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("is one that is written alike", () => {
    fc.assert(fc.property(written, (one) => coversStatement(read(one), read(one))));
  });

  for (const [what, wide, narrow, covers] of [
    ["fewer exceptions", { NotAction: "iam:PassRole" }, { NotAction: "iam:*" }, true],
    ["more exceptions", { NotAction: "iam:*" }, { NotAction: "iam:PassRole" }, false],
    ["an action that isn't excepted", { NotAction: "iam:*" }, { Action: "s3:*" }, true],
    ["an action that is", { NotAction: "iam:*" }, { Action: "iam:Get*" }, false],
  ] as const) {
    it(`is ${covers ? "" : "not "}one about ${what}`, () => {
      const all = { Effect: "Deny", Resource: "*" };
      const [a, b] = [read({ ...all, ...wide }), read({ ...all, ...narrow })];
      assert.equal(coversStatement(a, b), covers);
    });
  }
});

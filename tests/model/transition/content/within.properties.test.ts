import assert from "node:assert/strict";
import fc from "fast-check";
import type { SetContent } from "../../../../model/access/setContent.ts";
import { isWithin } from "../../../../model/transition/content/within.ts";

const ACTIONS = ["s3:GetObject", "s3:PutObject", "iam:GetUser", "iam:PassRole"];
const RESOURCES = ["arn:aws:s3:::a/x", "arn:aws:s3:::a/y", "arn:aws:s3:::b/x"];
const CONDITIONS = {
  mfa: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  team: { StringEquals: { "aws:PrincipalTag/team": ["a", "b"] } },
};
type Fact = keyof typeof CONDITIONS;

/** What is asked, and which conditions hold. */
interface Request {
  readonly action: string;
  readonly resource: string;
  readonly facts: readonly Fact[];
}

const requests: readonly Request[] = ACTIONS.flatMap((action) =>
  RESOURCES.flatMap((resource) =>
    [[], ["mfa"], ["team"], ["mfa", "team"]].map((facts) => ({
      ...{ action, resource },
      facts: facts as Fact[],
    })),
  ),
);

interface Written {
  readonly effect: "Allow" | "Deny";
  readonly isNotAction: boolean;
  readonly actions: readonly string[];
  readonly isNotResource: boolean;
  readonly resources: readonly string[];
  readonly facts: readonly Fact[];
}

const rarely = fc.oneof(
  { weight: 3, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);
const written: fc.Arbitrary<Written> = fc.record({
  effect: fc.constantFrom("Allow", "Allow", "Deny"),
  isNotAction: rarely,
  actions: fc.uniqueArray(fc.constantFrom("*", "s3:*", "s3:GetObject", "iam:*", "iam:PassRole"), {
    minLength: 1,
    maxLength: 2,
  }),
  isNotResource: rarely,
  resources: fc.uniqueArray(
    fc.constantFrom("*", "*", "arn:aws:s3:::a/*", "arn:aws:s3:::a/x", "arn:aws:s3:::*/x"),
    { minLength: 1, maxLength: 2 },
  ),
  facts: fc.subarray(["mfa", "team"] as Fact[]),
});

/** AWS managed policies, as far as these requests go. */
const MANAGED: Readonly<Record<string, (request: Request) => "Allow" | "Deny" | undefined>> = {
  AdministratorAccess: () => "Allow",
  IAMFullAccess: ({ action }) => (action.startsWith("iam:") ? "Allow" : undefined),
  AWSDenyAll: () => "Deny",
};

interface Meant {
  readonly statements: readonly Written[];
  readonly managed: readonly string[];
  readonly boundary: string | undefined;
}

const meant: fc.Arbitrary<Meant> = fc.record({
  statements: fc.array(written, { maxLength: 3 }),
  managed: fc.oneof(
    { weight: 3, arbitrary: fc.subarray(["AdministratorAccess", "IAMFullAccess"]) },
    { weight: 1, arbitrary: fc.subarray(Object.keys(MANAGED)) },
  ),
  boundary: fc.option(fc.constantFrom("AdministratorAccess", "IAMFullAccess"), { nil: undefined }),
});

/** A content, and another that has most of it: those are the ones that are told apart with difficulty. */
const pair = fc
  .tuple(meant, meant, fc.boolean())
  .map(([one, other, isAlike]): [Meant, Meant] => [
    one,
    isAlike
      ? { ...other, statements: [...one.statements.slice(0, 2), ...other.statements] }
      : other,
  ]);

function contentOf({ statements, managed, boundary }: Meant): SetContent {
  const inline = statements.map((one) => ({
    Effect: one.effect,
    [one.isNotAction ? "NotAction" : "Action"]: one.actions,
    [one.isNotResource ? "NotResource" : "Resource"]: one.resources,
    ...(one.facts.length > 0
      ? { Condition: Object.assign({}, ...one.facts.map((fact) => CONDITIONS[fact])) }
      : {}),
  }));
  return {
    managedPolicies: managed,
    customerManagedPolicies: [],
    ...(inline.length > 0
      ? { inlinePolicy: JSON.stringify({ Version: "2012-10-17", Statement: inline }) }
      : {}),
    ...(boundary === undefined ? {} : { managedBoundary: boundary }),
  };
}

function among(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) =>
    new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i").test(text),
  );
}

function allows({ statements, managed, boundary }: Meant, request: Request): boolean {
  const effects = [
    ...managed.map((name) => MANAGED[name]?.(request)),
    ...statements
      .filter(
        (one) =>
          among(one.actions, request.action) !== one.isNotAction &&
          among(one.resources, request.resource) !== one.isNotResource &&
          one.facts.every((fact) => request.facts.includes(fact)),
      )
      .map(({ effect }) => effect),
  ];
  const isWithinBoundary = boundary === undefined || MANAGED[boundary]?.(request) === "Allow";
  return isWithinBoundary && effects.includes("Allow") && !effects.includes("Deny");
}

describe("a content that is within another", () => {
  it("allows no request that the other doesn't, by whatever its inline policy is about", () => {
    let seen = 0;
    fc.assert(
      fc.property(pair, ([narrow, wide]) => {
        if (!isWithin(contentOf(narrow), [contentOf(wide)])) return;
        seen += 1;
        for (const request of requests) {
          const isMore = allows(narrow, request) && !allows(wide, request);
          assert.ok(!isMore, JSON.stringify(request));
        }
      }),
      { numRuns: 4000 },
    );
    assert.ok(seen > 300, `${seen} were within`);
  });
});

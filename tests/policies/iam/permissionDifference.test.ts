// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as policies write variables.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Held, HeldPolicy } from "../../../policies/iam/difference/held.ts";
import { permissionDifference } from "../../../policies/iam/difference/permissionDifference.ts";
import type { RequestContext } from "../../../policies/iam/evaluation/context.ts";
import { evaluate, type Policies } from "../../../policies/iam/evaluation/evaluate.ts";
import { compileAll } from "../../../policies/iam/patterns/wildcard.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Value } from "../../../policies/value.ts";
import { type Draft, drafts, sourceOf, WIDER_ACTION, WIDER_RESOURCE } from "./policySources.ts";
import { allow, deny, type Source, when } from "./statements.ts";

const ACCOUNT = "111122223333";

function inline(
  statements: readonly Source[],
  use: "identity" | "boundary" = "identity",
  version = "2012-10-17",
): HeldPolicy {
  const document = { Version: version, Statement: statements } as unknown as Value;
  return { name: use, id: JSON.stringify(document), policy: readPolicy(document, use) };
}

function held(statements: readonly Source[], boundary?: readonly Source[]): Held {
  return {
    policies: [inline(statements)],
    ...(boundary && { boundary: inline(boundary, "boundary") }),
  };
}

function elsewhere(name: string): HeldPolicy {
  return { name, id: name };
}

const actions = fc.constantFrom(
  ...Object.keys(WIDER_ACTION).filter((one) => !/[*?]/.test(one)),
  "s3:PutObject",
  "iam:CreateUser",
  "lambda:InvokeFunction",
);
const resources = fc.constantFrom(
  "*",
  `arn:aws:iam::${ACCOUNT}:role/app-one`,
  `arn:aws:iam::${ACCOUNT}:role/other`,
  `arn:aws:iam::${ACCOUNT}:user/ada`,
  `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:app-a`,
  `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-1`,
  `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:app-abcdef`,
  `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`,
  "arn:aws:s3:::app/file",
  "arn:aws:s3:::other/file",
);
const contexts: fc.Arbitrary<RequestContext> = fc
  .record(
    {
      "aws:multifactorauthpresent": fc.constantFrom("true", "false"),
      "aws:resourcetag/team": fc.constantFrom("a", "b"),
      "aws:requesttag/team": fc.constantFrom("a", "b"),
      "aws:principaltag/team": fc.constantFrom("a", "b"),
      "iam:resourcetag/team": fc.constantFrom("a", "b"),
      "aws:calledvia": fc.constant("cloudformation.amazonaws.com"),
      "aws:viaawsservice": fc.constantFrom("true", "false"),
      "aws:currenttime": fc.constant("2026-11-26T00:00:00Z"),
      "aws:resourceaccount": fc.constantFrom(ACCOUNT, "444455556666"),
      "aws:principalaccount": fc.constant(ACCOUNT),
      "iam:passedtoservice": fc.constantFrom("lambda.amazonaws.com", "ec2.amazonaws.com"),
      "aws:principalorgid": fc.constantFrom("o-a1b2c3d4e5", "o-other"),
      "aws:username": fc.constant("ada"),
    },
    { requiredKeys: [] },
  )
  .map((given) => new Map(Object.entries(given).map(([key, value]) => [key, [value]])));
const requests = fc.array(fc.record({ action: actions, resource: resources, context: contexts }), {
  minLength: 10,
  maxLength: 25,
});

function asPolicies({ policies, boundary }: Held): Policies {
  return {
    identity: policies.flatMap(({ policy }) => policy ?? []),
    ...(boundary?.policy && { boundary: boundary.policy }),
  };
}

const caller = {
  kind: "session",
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/reader/ada`,
  of: `arn:aws:iam::${ACCOUNT}:role/reader`,
  account: ACCOUNT,
} as const;

/** The same policy, or one of other actions, resources, conditions and statements. */
function edited(policy: readonly Draft[], pick: number, how: number): readonly Draft[] {
  // A denial that goes is what is easily missed.
  const denial = policy.findIndex(({ effect }) => effect === "Deny");
  const at = denial >= 0 && how > 4 ? denial : pick % policy.length;
  const one = policy[at];
  if (!one) return policy;
  const replaced = (list: readonly string[], table: Readonly<Record<string, string>>) =>
    list.map((item, index) => (index === pick % list.length ? (table[item] ?? item) : item));
  const changes: readonly Partial<Draft>[] = [
    { actions: replaced(one.actions, WIDER_ACTION) },
    { resources: replaced(one.resources, WIDER_RESOURCE) },
    { condition: undefined },
    { condition: when("Bool", "aws:MultiFactorAuthPresent", "true") },
    { isNotAction: !one.isNotAction },
    { isNotResource: !one.isNotResource },
    { effect: one.effect === "Allow" ? "Deny" : "Allow" },
  ];
  if (how >= changes.length) return policy.filter((_, index) => index !== at);
  return policy.map((draft, index) => (index === at ? { ...draft, ...changes[how] } : draft));
}

const boundaries = fc.option(drafts, { nil: undefined, freq: 4 });
const pairs = fc.oneof(
  fc.tuple(drafts, drafts),
  fc
    .tuple(drafts, fc.nat(9), fc.nat(9))
    .map(([policy, pick, how]) => [policy, edited(policy, pick, how)] as const),
);

describe("permissionDifference, whatever the policies", () => {
  it("tells every action that a request shows to be allowed now and not before, or the other way round", () => {
    let shown = 0;
    let proved = 0;
    fc.assert(
      fc.property(
        pairs,
        boundaries,
        boundaries,
        fc.boolean(),
        requests,
        (pair, first, second, same, asked) => {
          const [before, after] = [pair[0], pair[1]].map((policy, index) => {
            const limit = index === 0 || same ? first : second;
            return held(policy.map(sourceOf), limit?.map(sourceOf));
          }) as [Held, Held];
          const difference = permissionDifference(before, after);
          if (!difference.mayWiden) proved += 1;
          const isIn = {
            gained: compileAll(difference.gained),
            lost: compileAll(difference.lost),
            wider: compileAll(difference.wider),
            narrower: compileAll(difference.narrower),
          };
          for (const { action, resource, context } of asked) {
            // An action that AWS may add one day, too.
            for (const name of [action, `${action}Later`]) {
              const request = { caller, action: name, resource, context };
              const was = evaluate(asPolicies(before), request);
              const is = evaluate(asPolicies(after), request);
              if (was === "unknown" || is === "unknown" || was === is) continue;
              shown += 1;
              const [may, isOnly, isMore] =
                is === "yes"
                  ? [difference.mayWiden, isIn.gained, isIn.wider]
                  : [difference.mayNarrow, isIn.lost, isIn.narrower];
              const what = `${name} on ${resource}: ${was} → ${is}`;
              assert.ok(may, what);
              if (name !== action) continue;
              assert.ok(isOnly(name) || isMore(name), what);
              // What is said to be new wasn't allowed to anybody, anywhere.
              assert.ok(!(is === "no" && isIn.gained(name)), what);
            }
          }
        },
      ),
      // Twice what the counts below need, so that chance alone doesn't fall short of them.
      { numRuns: 200 },
    );
    assert.ok(shown > 100, `${shown} requests that differ are too few to judge`);
    assert.ok(proved > 20, `${proved} proofs that nothing is wider are too few to judge`);
  });

  it("is nothing for the same policies in another order", () => {
    fc.assert(
      fc.property(drafts, (policy) => {
        const one = held(policy.map(sourceOf));
        const other = held(policy.toReversed().map(sourceOf));
        const { mayWiden, mayNarrow } = permissionDifference(one, other);
        assert.deepEqual([mayWiden, mayNarrow], [false, false]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("permissionDifference", () => {
  const s3 = (resource: string | string[], more: Source = {}) => ({
    ...allow("s3:GetObject", resource),
    ...more,
  });
  const of = (before: Held, after: Held) => {
    const { gained, lost, wider, narrower, notCompared, ...may } = permissionDifference(
      before,
      after,
    );
    return [gained, lost, wider, narrower, notCompared, may.mayWiden, may.mayNarrow];
  };

  for (const [what, before, after, expected] of [
    [
      "one action more",
      held([allow("s3:GetObject", "*")]),
      held([allow(["s3:GetObject", "s3:PutObject"], "*")]),
      [["s3:PutObject"], [], [], [], [], true, false],
    ],
    [
      "all of a service",
      held([allow("sts:AssumeRole", "*")]),
      held([allow(["sts:AssumeRole", "dax:*"], "*")]),
      [["dax:*"], [], [], [], [], true, false],
    ],
    ["everything", held([]), held([allow("*", "*")]), [["*"], [], [], [], [], true, false]],
    [
      "a service that no list has",
      held([]),
      held([allow("newservice:Do*", "*")]),
      [["newservice:Do*"], [], [], [], [], true, false],
    ],
    [
      "a wildcard for all that was listed",
      held([
        allow(
          [
            "sqs:ListQueueTags",
            "sqs:ListQueues",
            "sqs:ListDeadLetterSourceQueues",
            "sqs:ListMessageMoveTasks",
          ],
          "*",
        ),
      ]),
      held([allow("sqs:List*", "*")]),
      [[], [], ["sqs:List*"], [], [], true, false],
    ],
    [
      "another bucket",
      held([s3("arn:aws:s3:::a/*")]),
      held([s3(["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"])]),
      [[], [], ["s3:GetObject"], [], [], true, false],
    ],
    [
      "the same in two statements",
      held([s3(["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"])]),
      held([s3("arn:aws:s3:::a/*"), s3("arn:aws:s3:::b/*")]),
      [[], [], [], [], [], false, false],
    ],
    [
      "a condition that goes",
      held([s3("*", { Condition: when("Bool", "aws:MultiFactorAuthPresent", "true") })]),
      held([s3("*")]),
      [[], [], ["s3:GetObject"], [], [], true, false],
    ],
    [
      "one value less in a condition",
      held([s3("*", { Condition: when("StringEquals", "aws:PrincipalTag/team", ["a", "b"]) })]),
      held([s3("*", { Condition: when("StringEquals", "aws:PrincipalTag/team", "a") })]),
      [[], [], [], ["s3:GetObject"], [], false, true],
    ],
    [
      "one value less in a negated condition",
      held([s3("*", { Condition: when("StringNotEquals", "aws:PrincipalTag/team", ["a", "b"]) })]),
      held([s3("*", { Condition: when("StringNotEquals", "aws:PrincipalTag/team", "a") })]),
      [[], [], ["s3:GetObject"], [], [], true, false],
    ],
    [
      "a denial",
      held([allow(["s3:GetObject", "s3:PutObject"], "*")]),
      held([allow(["s3:GetObject", "s3:PutObject"], "*"), deny("s3:Put*", "*")]),
      [[], ["s3:PutObject"], [], [], [], false, true],
    ],
    [
      "a denial that goes, of some resources",
      held([s3("*"), deny("s3:GetObject", "arn:aws:s3:::b/*")]),
      held([s3("*")]),
      [[], [], ["s3:GetObject"], [], [], true, false],
    ],
    [
      "a denial that comes to mean fewer resources",
      held([s3("*"), deny("s3:*", "arn:aws:s3:::b/*")]),
      held([s3("*"), deny("s3:*", "arn:aws:s3:::b/c*")]),
      [[], [], ["s3:GetObject"], [], [], true, false],
    ],
    [
      "a variable that becomes a text, by the version",
      { policies: [inline([s3("arn:aws:s3:::home/${aws:username}/*")], "identity", "2008-10-17")] },
      { policies: [inline([s3("arn:aws:s3:::home/${aws:username}/*")])] },
      [[], [], ["s3:GetObject"], ["s3:GetObject"], [], true, true],
    ],
    [
      "a denial of something else",
      held([s3("arn:aws:s3:::a/*")]),
      held([s3("arn:aws:s3:::a/*"), deny("s3:GetObject", "arn:aws:s3:::b/*")]),
      [[], [], [], [], [], false, false],
    ],
    [
      "a boundary that is read",
      held([allow(["s3:GetObject", "s3:PutObject"], "*")]),
      held([allow(["s3:GetObject", "s3:PutObject"], "*")], [allow("s3:Get*", "*")]),
      [[], ["s3:PutObject"], [], [], [], false, true],
    ],
    [
      "a boundary that isn't",
      held([s3("*")]),
      { ...held([s3("*")]), boundary: elsewhere("permissions boundary /b") },
      [[], [], [], [], [{ policy: "permissions boundary /b", change: "added" }], false, true],
    ],
    [
      "a boundary that isn't, gone",
      { ...held([s3("*")]), boundary: elsewhere("permissions boundary /b") },
      held([s3("*")]),
      [[], [], [], [], [{ policy: "permissions boundary /b", change: "removed" }], true, false],
    ],
    [
      "a boundary that isn't, as before",
      { ...held([s3("*")]), boundary: elsewhere("permissions boundary /b") },
      { ...held([]), boundary: elsewhere("permissions boundary /b") },
      [[], ["s3:GetObject"], [], [], [], false, true],
    ],
    [
      "a policy whose document isn't here, which may allow and deny",
      held([s3("*")]),
      { policies: [inline([s3("*")]), elsewhere("customer managed policy /app")] },
      [[], [], [], [], [{ policy: "customer managed policy /app", change: "added" }], true, true],
    ],
    [
      "a policy whose document isn't here, as before",
      { policies: [inline([s3("*")]), elsewhere("customer managed policy /app")] },
      { policies: [elsewhere("customer managed policy /app")] },
      [[], ["s3:GetObject"], [], [], [], false, true],
    ],
  ] as const) {
    it(`tells of ${what}`, () => assert.deepEqual(of(before, after), expected));
  }
});

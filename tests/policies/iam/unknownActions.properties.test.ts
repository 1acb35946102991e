import assert from "node:assert/strict";
import fc from "fast-check";
import { diagnose } from "../../../policies/iam/risk/diagnosis.ts";
import { CREDENTIAL_ACTIONS, DATA_ACTIONS } from "../../../policies/iam/risk/sensitiveActions.ts";
import { UNKNOWN, type Value } from "../../../policies/value.ts";
import { isLikely } from "../../../policies/verdict.ts";
import { allow, deny, identity, type Source, when } from "./statements.ts";

const TODAY = "2026-11-26";

const action = fc.oneof(
  fc.constantFrom(...CREDENTIAL_ACTIONS, ...DATA_ACTIONS),
  fc.constantFrom(
    "iam:*",
    "s3:*",
    "secretsmanager:Get*",
    "sts:*",
    "iam:PassRole",
    "ec2:RunInstances",
  ),
);
const resource = fc.constantFrom("*", "arn:aws:s3:::logs/*", "arn:aws:secretsmanager:*:*:secret:*");
const condition = fc.constantFrom(undefined, when("Bool", "aws:MultiFactorAuthPresent", "true"));
const statement = fc.record({
  denies: fc.nat(9).map((one) => one === 0),
  actions: fc.array(action, { minLength: 1, maxLength: 4 }),
  resource,
  condition,
});

type Drawn = typeof statement extends fc.Arbitrary<infer T> ? T : never;

/** What is said, and of which action. */
function named(drawn: readonly Drawn[], isOpen: boolean): string[] {
  const source = ({ denies, actions, resource, condition }: Drawn): Source => {
    const all: Value = isOpen && !denies ? [...actions, UNKNOWN] : actions;
    return denies ? deny(all, resource, condition) : allow(all, resource, condition);
  };
  const found = diagnose({ identity: identity(...drawn.map(source)), today: TODAY });
  return [...found.credentials, ...found.data].flatMap(({ actions }) => actions);
}

describe("actions that aren't known yet", () => {
  it("add none to those that are said", () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), (drawn) => {
        const known = new Set(named(drawn, false));
        const more = named(drawn, true).filter((one) => !known.has(one));
        assert.deepEqual(more, []);
      }),
      { numRuns: 150 },
    );
  });

  it("leave what is known as sure as it is", () => {
    const sources = [allow([UNKNOWN, "secretsmanager:GetSecretValue"])];
    const { credentials } = diagnose({ identity: identity(...sources), today: TODAY });
    assert.ok(credentials.every(({ verdict }) => isLikely(verdict)));
    assert.deepEqual(
      credentials.flatMap(({ actions }) => actions),
      ["secretsmanager:GetSecretValue"],
    );
  });
});

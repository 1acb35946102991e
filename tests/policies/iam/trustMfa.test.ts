import assert from "node:assert/strict";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import { requiresMfa } from "../../../policies/iam/trust/mfa.ts";
import { mfaFaults } from "../../../policies/iam/trust/mfaFault.ts";
import { UNKNOWN, type Value } from "../../../policies/value.ts";

type Conditions = Record<string, Record<string, Value>>;
const PRESENT = "aws:MultiFactorAuthPresent";
const AGE = "aws:MultiFactorAuthAge";

/** Conditions of an Allow: whether they demand MFA, and what is wrong with them. */
const ALLOW: readonly (readonly [Conditions, demands: string, fault: string | undefined])[] = [
  [{ Bool: { [PRESENT]: "true" } }, "yes", undefined],
  [{ Bool: { [PRESENT]: true } }, "yes", undefined],
  [{ Bool: { [PRESENT]: "True" } }, "yes", undefined],
  [{ bool: { "AWS:multifactorauthpresent": "true" } }, "yes", undefined],
  [{ "ForAnyValue:Bool": { [PRESENT]: "true" } }, "yes", undefined],
  [{ NumericLessThan: { [AGE]: "3600" } }, "yes", undefined],
  [{ Bool: { [PRESENT]: "true" }, NumericLessThan: { [AGE]: "3600" } }, "yes", undefined],
  [{ Null: { [AGE]: "false" } }, "yes", undefined],
  [{ BoolIfExists: { [PRESENT]: "true" }, Null: { [PRESENT]: "false" } }, "yes", undefined],
  [{ BoolIfExists: { [PRESENT]: "true" } }, "no", "access-keys-pass"],
  [{ "ForAllValues:Bool": { [PRESENT]: "true" } }, "no", "access-keys-pass"],
  [{ Null: { [PRESENT]: "false" } }, "no", "sessions-pass"],
  [{ NumericLessThanIfExists: { [AGE]: "3600" } }, "no", "anyone-passes"],
  [{ Bool: { [PRESENT]: ["true", "false"] } }, "no", "sessions-pass"],
  [{ Bool: { [PRESENT]: "false" } }, "no", "inverted"],
  [{ BoolIfExists: { [PRESENT]: "false" } }, "no", "inverted"],
  [{ Null: { [PRESENT]: "true" } }, "no", "inverted"],
  [{ Bool: { [PRESENT]: "true" }, Null: { [AGE]: "true" } }, "yes", "never-holds"],
  [{ NumericLessThan: { [AGE]: "0" } }, "yes", "never-holds"],
  [{ StringEquals: { [PRESENT]: "true" } }, "yes", "wrong-type"],
  [{ Bool: { [PRESENT]: UNKNOWN } }, "unknown", undefined],
  [{}, "no", undefined],
  [{ StringEquals: { "sts:ExternalId": "x" } }, "no", undefined],
];

/** Conditions of Deny statements beside an Allow without conditions. */
const DENY: readonly (readonly [
  readonly Conditions[],
  demands: string,
  faults: readonly string[],
])[] = [
  [[{ BoolIfExists: { [PRESENT]: "false" } }], "yes", []],
  [[{ Null: { [AGE]: "true" } }], "yes", []],
  [[{ NumericGreaterThanIfExists: { [AGE]: "3600" } }], "yes", []],
  [[{ Bool: { [PRESENT]: "false" } }, { Null: { [PRESENT]: "true" } }], "yes", []],
  [[{ Null: { [AGE]: "true" } }, { NumericGreaterThan: { [AGE]: "3600" } }], "yes", []],
  [[{ BoolIfExists: { [PRESENT]: "false", "aws:ViaAWSService": "false" } }], "yes", []],
  [[{ Bool: { [PRESENT]: "false" } }], "no", ["access-keys-pass"]],
  [[{ "ForAnyValue:Bool": { [PRESENT]: "false" } }], "no", ["access-keys-pass"]],
  [[{ Null: { [PRESENT]: "true" } }], "no", ["sessions-pass"]],
  [[{ NumericGreaterThan: { [AGE]: "3600" } }], "no", ["anyone-passes"]],
  [[{ BoolIfExists: { [PRESENT]: "true" } }], "no", ["inverted"]],
  [[{ Bool: { [PRESENT]: "true" } }], "no", ["inverted"]],
  [[{ Bool: { [PRESENT]: "false" }, Null: { [PRESENT]: "true" } }], "no", ["never-holds"]],
  [[{ BoolIfExists: { [PRESENT]: "false" }, StringNotEquals: { "aws:username": "ci" } }], "no", []],
];

describe("MFA in the conditions of an Allow", () => {
  for (const [Condition, demands, fault] of ALLOW) {
    it(`${JSON.stringify(Condition)}: demanded ${demands}, fault ${fault ?? "none"}`, () => {
      const statement = {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS: "111122223333" },
        Condition,
      };
      const policy = readPolicy(
        { Version: "2012-10-17", Statement: [statement as Value] },
        "trust",
      );
      const [first] = policy.statements;
      assert.ok(first);
      assert.equal(requiresMfa(policy, first), demands);
      assert.deepEqual(
        mfaFaults(policy).map(({ id }) => id),
        fault ? [fault] : [],
      );
    });
  }

  it("may be false for what people do to get MFA", () => {
    const Action = ["iam:EnableMFADevice", "iam:CreateVirtualMFADevice"];
    const statement = {
      Effect: "Allow",
      Action,
      Resource: "*",
      Condition: { Bool: { [PRESENT]: "false" } },
    };
    assert.deepEqual(mfaFaults(readPolicy({ Statement: statement }, "identity")), []);
  });

  it("may pass access keys that a Deny refuses", () => {
    const about = { Action: "ec2:*", Resource: "*" };
    const Statement = [
      { Effect: "Allow", ...about, Condition: { BoolIfExists: { [PRESENT]: "true" } } },
      { Effect: "Deny", ...about, Condition: { BoolIfExists: { [PRESENT]: "false" } } },
    ];
    assert.deepEqual(mfaFaults(readPolicy({ Statement }, "identity")), []);
  });
});

describe("MFA in the conditions of a Deny", () => {
  for (const [denies, demands, faults] of DENY) {
    it(`${JSON.stringify(denies)}: demanded ${demands}, faults ${faults.join(", ") || "none"}`, () => {
      const about = { Action: "sts:AssumeRole", Principal: { AWS: "111122223333" } };
      const Statement = [
        { Effect: "Allow", ...about },
        ...denies.map((Condition) => ({ Effect: "Deny", ...about, Principal: "*", Condition })),
      ];
      const policy = readPolicy({ Version: "2012-10-17", Statement: Statement as Value }, "trust");
      const [first] = policy.statements;
      assert.ok(first);
      assert.equal(requiresMfa(policy, first), demands);
      assert.deepEqual(
        mfaFaults(policy).map(({ id }) => id),
        faults,
      );
    });
  }

  it("counts only for the actions and principals that it takes all of", () => {
    const condition = { BoolIfExists: { [PRESENT]: "false" } };
    for (const narrow of [{ Action: "sts:TagSession" }, { Principal: { AWS: "444455556666" } }]) {
      const about = { Action: "sts:AssumeRole", Principal: { AWS: "111122223333" } };
      const Statement = [
        { Effect: "Allow", ...about },
        { Effect: "Deny", ...about, ...narrow, Condition: condition },
      ];
      const policy = readPolicy({ Statement: Statement as Value }, "trust");
      const [first] = policy.statements;
      assert.ok(first);
      assert.equal(requiresMfa(policy, first), "no", JSON.stringify(narrow));
    }
  });
});

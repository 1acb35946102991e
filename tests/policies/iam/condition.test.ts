// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables and placeholders
import assert from "node:assert/strict";
import fc from "fast-check";
import { allHold } from "../../../policies/iam/conditions/condition.ts";
import type { RequestContext } from "../../../policies/iam/evaluation/context.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import { UNKNOWN, type Unknown, type Value } from "../../../policies/value.ts";
import type { Verdict } from "../../../policies/verdict.ts";

type Values = string | readonly string[] | Unknown;
type Given = { readonly [key: string]: Values };

const contextOf = (given: Given): RequestContext =>
  new Map(
    Object.entries(given).map(([key, values]) => [
      key.toLowerCase(),
      typeof values === "string" ? [values] : values,
    ]),
  );

function hold(condition: Value, given: Given, version = "2012-10-17"): Verdict {
  const statement: Value = { Effect: "Allow", Action: "*", Resource: "*", Condition: condition };
  const [read] = readPolicy({ Version: version, Statement: statement }, "identity").statements;
  assert.ok(read);
  return allHold(read, contextOf(given), version);
}

const MFA = "aws:MultiFactorAuthPresent";
const TEAM = "aws:PrincipalTag/team";

describe("conditions that are easily misread", () => {
  const table: readonly (readonly [string, Value, Given, Verdict])[] = [
    // "aws:MultiFactorAuthPresent": long-term credentials don't have the key.
    ["Bool MFA false, without the key", { Bool: { [MFA]: "false" } }, {}, "no"],
    ["BoolIfExists MFA false, without the key", { BoolIfExists: { [MFA]: "false" } }, {}, "yes"],
    [
      "BoolIfExists MFA false, with MFA",
      { BoolIfExists: { [MFA]: "false" } },
      { [MFA]: "true" },
      "no",
    ],
    ["Bool MFA true, without the key", { Bool: { [MFA]: "true" } }, {}, "no"],
    ["BoolIfExists MFA true, without the key", { BoolIfExists: { [MFA]: "true" } }, {}, "yes"],
    [
      "Null MFA false: the key is there, whatever its value",
      { Null: { [MFA]: "false" } },
      { [MFA]: "false" },
      "yes",
    ],
    ["Null MFA true, without the key", { Null: { [MFA]: "true" } }, {}, "yes"],
    [
      "MFA age under an hour, without the key",
      { NumericLessThan: { "aws:MultiFactorAuthAge": 3600 } },
      {},
      "no",
    ],
    // "If the policy condition requires that the key is not matched ... and the key is not present, the condition is true".
    [
      "StringNotEquals, without the key",
      { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } },
      {},
      "yes",
    ],
    [
      "StringNotEqualsIfExists, without the key",
      { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } },
      {},
      "yes",
    ],
    [
      "StringNotLike, ArnNotLike, NotIpAddress, DateNotEquals and NumericNotEquals, without keys",
      {
        StringNotLike: { "a:b": "*" },
        ArnNotLike: { "a:b": "*" },
        NotIpAddress: { "a:b": "0.0.0.0/0" },
        DateNotEquals: { "a:b": "2026" },
        NumericNotEquals: { "a:b": "1" },
      },
      {},
      "yes",
    ],
    [
      "StringNotEquals of two values means neither",
      { StringNotEquals: { "a:b": ["x", "y"] } },
      { "a:b": "x" },
      "no",
    ],
    [
      "IpAddress over a VPC endpoint, without the key",
      { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
      {},
      "no",
    ],
    // "ForAllValues ... also returns true if there are no context keys in the request".
    [
      "ForAllValues, without the key",
      { "ForAllValues:StringEquals": { "aws:TagKeys": "x" } },
      {},
      "yes",
    ],
    [
      "ForAllValues, with an empty list",
      { "ForAllValues:StringEquals": { "aws:TagKeys": "x" } },
      { "aws:TagKeys": [] },
      "yes",
    ],
    [
      "ForAllValues, with an empty text",
      { "ForAllValues:StringEquals": { "aws:TagKeys": "x" } },
      { "aws:TagKeys": "" },
      "yes",
    ],
    [
      "ForAllValues of Bool MFA, without the key",
      { "ForAllValues:Bool": { [MFA]: "true" } },
      {},
      "yes",
    ],
    [
      "ForAllValues of a single value",
      { "ForAllValues:StringEquals": { "a:b": "x" } },
      { "a:b": "y" },
      "no",
    ],
    [
      "ForAnyValue, without the key",
      { "ForAnyValue:StringEquals": { "aws:TagKeys": "x" } },
      {},
      "no",
    ],
    [
      "ForAnyValue of a negated operator, without the key",
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": "x" } },
      {},
      "no",
    ],
    [
      "ForAnyValue with IfExists, without the key",
      { "ForAnyValue:StringEqualsIfExists": { "aws:TagKeys": "x" } },
      {},
      "yes",
    ],
    [
      "ForAnyValue of StringNotEquals, with one that differs",
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": "x" } },
      { "aws:TagKeys": ["x", "y"] },
      "yes",
    ],
    [
      "ForAllValues of StringNotEquals, with one that doesn't",
      { "ForAllValues:StringNotEquals": { "aws:TagKeys": "x" } },
      { "aws:TagKeys": ["x", "y"] },
      "no",
    ],
    [
      "Null in ForAllValues is always true",
      { "ForAllValues:Null": { [MFA]: "true" } },
      { [MFA]: "true" },
      "yes",
    ],
    ["Null in ForAnyValue is always false", { "ForAnyValue:Null": { [MFA]: "true" } }, {}, "no"],
    [
      "many values without a set operator, all alike",
      { StringLike: { "a:b": "x*" } },
      { "a:b": ["x1", "x2"] },
      "yes",
    ],
    [
      "many values without a set operator, which AWS doesn't define",
      { StringLike: { "a:b": "x*" } },
      { "a:b": ["x", "y"] },
      "unknown",
    ],
    // Strings.
    ["StringEquals has no wildcards", { StringEquals: { "a:b": "x*" } }, { "a:b": "xy" }, "no"],
    [
      "StringLike without wildcard is StringEquals",
      { StringLike: { "a:b": "x" } },
      { "a:b": "xy" },
      "no",
    ],
    ["StringLike has case", { StringLike: { "a:b": "X*" } }, { "a:b": "xy" }, "no"],
    [
      "StringEqualsIgnoreCase has none",
      { StringEqualsIgnoreCase: { "a:b": "Xy" } },
      { "a:b": "xY" },
      "yes",
    ],
    [
      "StringNotEqualsIgnoreCase has none",
      { StringNotEqualsIgnoreCase: { "a:b": "Xy" } },
      { "a:b": "xY" },
      "no",
    ],
    [
      "keys have no case",
      { StringEquals: { "AWS:principaltag/TEAM": "x" } },
      { [TEAM]: "x" },
      "yes",
    ],
    [
      "StringLike crosses colons",
      { StringLike: { "a:b": "arn:aws:x:*:1:finance/*" } },
      { "a:b": "arn:aws:x:y:9:z:1:finance/d" },
      "yes",
    ],
    // "Each of the six colon-delimited components of the ARN is checked separately".
    [
      "ArnLike doesn't",
      { ArnLike: { "a:b": "arn:aws:x:*:1:finance/*" } },
      { "a:b": "arn:aws:x:y:9:z:1:finance/d" },
      "no",
    ],
    [
      "ArnEquals has wildcards too",
      { ArnEquals: { "a:b": "arn:aws:iam::1:role/x*" } },
      { "a:b": "arn:aws:iam::1:role/xy" },
      "yes",
    ],
    [
      "ArnNotEquals is its opposite",
      { ArnNotEquals: { "a:b": "arn:aws:iam::1:role/x*" } },
      { "a:b": "arn:aws:iam::1:role/xy" },
      "no",
    ],
    // Several.
    [
      "all operators and keys have to hold",
      { Bool: { "a:b": "true", "a:c": "true" } },
      { "a:b": "true", "a:c": "false" },
      "no",
    ],
    ["one of the values has to", { Bool: { "a:b": ["true", "false"] } }, { "a:b": "false" }, "yes"],
    ["no values are never equal", { StringEquals: { "a:b": [] } }, { "a:b": "x" }, "no"],
  ];
  for (const [title, condition, given, expected] of table) {
    it(`${title}: ${expected}`, () => assert.equal(hold(condition, given), expected));
  }
});

describe("operators compare", () => {
  const table: readonly (readonly [string, string, string, boolean])[] = [
    ["NumericEquals", "1.0", "1", true],
    ["NumericNotEquals", "1.5", "1", true],
    ["NumericLessThan", "9", "10", true],
    ["NumericLessThanEquals", "10", "10", true],
    ["NumericGreaterThan", "10", "10", false],
    ["NumericGreaterThanEquals", "-1", "-2", true],
    ["NumericLessThan", "x", "10", false],
    ["DateEquals", "2026-01-31T00:00:00Z", "2026-01-31", true],
    ["DateEquals", "1769817600", "2026-01-31T00:00:00Z", true],
    ["DateNotEquals", "2026-01-31T01:00:00+01:00", "2026-01-31T00:00:00.000Z", false],
    ["DateLessThan", "2026-01-30T23:59:59Z", "2026-01-31", true],
    ["DateLessThanEquals", "2026-02", "2026-01-31", false],
    ["DateGreaterThan", "2026-01-31T00:00:01Z", "20260131T000000Z", true],
    ["DateGreaterThanEquals", "2025", "2026", false],
    ["Bool", "True", "true", true],
    ["Bool", "false", "true", false],
    ["BinaryEquals", "QQ==", "QQ==", true],
    ["BinaryEquals", "QQ==", "Qg==", false],
    ["IpAddress", "203.0.113.255", "203.0.113.0/24", true],
    ["IpAddress", "203.0.114.0", "203.0.113.0/24", false],
    ["IpAddress", "203.0.113.7", "203.0.113.7", true],
    ["IpAddress", "203.0.113.7", "203.0.113.250/24", true],
    ["IpAddress", "2001:db8:1234:5678::1", "2001:DB8:1234:5678::/64", true],
    ["IpAddress", "2001:db8:1234:5679::1", "2001:DB8:1234:5678::/64", false],
    ["IpAddress", "::ffff:203.0.113.7", "::ffff:203.0.113.0/120", true],
    ["IpAddress", "203.0.113.7", "::/0", false],
    ["NotIpAddress", "203.0.113.7", "203.0.113.0/24", false],
    ["NotIpAddress", "2001:db8::1", "0.0.0.0/0", true],
    ["StringNotLike", "abc", "a?c", false],
    ["ArnNotLike", "arn:aws:s3:::b", "arn:aws:s3:::a*", true],
  ];
  for (const [operator, given, wanted, expected] of table) {
    it(`${operator}: ${given} with ${wanted} ${expected ? "holds" : "doesn't hold"}`, () => {
      assert.equal(
        hold({ [operator]: { "a:b": wanted } }, { "a:b": given }),
        expected ? "yes" : "no",
      );
    });
  }
});

describe("policy variables in conditions", () => {
  const table: readonly (readonly [string, Value, Given, Verdict])[] = [
    [
      "are the request's values",
      { StringEquals: { "a:b": "${aws:username}/x" } },
      { "a:b": "ann/x", "aws:username": "ann" },
      "yes",
    ],
    [
      "are the request's values in ARNs",
      { ArnLike: { "a:b": "arn:aws:iam::1:user/${aws:username}" } },
      { "a:b": "arn:aws:iam::1:user/ann", "aws:username": "ann" },
      "yes",
    ],
    [
      "have no wildcards in their values",
      { StringLike: { "a:b": "${aws:username}" } },
      { "a:b": "ann", "aws:username": "a*" },
      "no",
    ],
    [
      "stand beside wildcards",
      { StringLike: { "a:b": "${aws:username}/*" } },
      { "a:b": "a*/x", "aws:username": "a*" },
      "yes",
    ],
    // "Policy variables with no value".
    [
      "match nothing without value",
      { StringLike: { "a:b": ["x${aws:username}", "*${aws:username}"] } },
      { "a:b": "x" },
      "no",
    ],
    [
      "let negated operators hold without value",
      { StringNotEquals: { "a:b": `\${${TEAM}}` } },
      { "a:b": "x" },
      "yes",
    ],
    [
      "take their default without value",
      { StringEquals: { "a:b": `\${${TEAM}, 'none'}` } },
      { "a:b": "none" },
      "yes",
    ],
    [
      "don't take their default with one",
      { StringEquals: { "a:b": `\${${TEAM}, 'none'}` } },
      { "a:b": "none", [TEAM]: "x" },
      "no",
    ],
    [
      "have names without case",
      { StringEquals: { "a:b": "${AWS:UserName}" } },
      { "a:b": "ann", "aws:username": "ann" },
      "yes",
    ],
    [
      "are characters as ${*}, ${?} and ${$}",
      { StringLike: { "a:b": "${*}${?}${$}" } },
      { "a:b": "*?$" },
      "yes",
    ],
    ["are only those characters", { StringLike: { "a:b": "${*}" } }, { "a:b": "x" }, "no"],
    [
      "are no keys of many values",
      { StringEquals: { "a:b": "${aws:TagKeys}" } },
      { "a:b": "x", "aws:TagKeys": ["x", "y"] },
      "unknown",
    ],
  ];
  for (const [title, condition, given, expected] of table) {
    it(title, () => assert.equal(hold(condition, given), expected));
  }

  it("are plain text before version 2012-10-17", () => {
    const condition = { StringEquals: { "a:b": "${aws:username}" } };
    const given = { "aws:username": "ann" };
    assert.equal(hold(condition, { ...given, "a:b": "${aws:username}" }, "2008-10-17"), "yes");
    assert.equal(hold(condition, { ...given, "a:b": "ann" }, "2008-10-17"), "no");
  });
});

describe("conditions that are partly unknown", () => {
  const table: readonly (readonly [string, Value, Given, Verdict])[] = [
    [
      "a value to come may match",
      { StringEquals: { "a:b": ["x", UNKNOWN] } },
      { "a:b": "y" },
      "unknown",
    ],
    [
      "one that is known matches already",
      { StringEquals: { "a:b": ["x", UNKNOWN] } },
      { "a:b": "x" },
      "yes",
    ],
    [
      "which rules a negated operator out",
      { StringNotEquals: { "a:b": ["x", UNKNOWN] } },
      { "a:b": "x" },
      "no",
    ],
    ["without the key they don't matter", { StringEquals: { "a:b": UNKNOWN } }, {}, "no"],
    [
      "an operator to come may fail",
      { Bool: { "a:b": "true" }, Null: UNKNOWN },
      { "a:b": "true" },
      "unknown",
    ],
    [
      "one that is known fails already",
      { Bool: { "a:b": "true" }, Null: UNKNOWN },
      { "a:b": "false" },
      "no",
    ],
    ["a key that may be there", { Null: { "a:b": "true" } }, { "a:b": UNKNOWN }, "unknown"],
    [
      "a key with values to come",
      { StringLikeIfExists: { "a:b": "x" } },
      { "a:b": UNKNOWN },
      "unknown",
    ],
    [
      "a placeholder may be any text",
      { StringEquals: { "a:b": "arn:${X}/y" } },
      { "a:b": "arn:1/y" },
      "unknown",
    ],
    [
      "but not what is around it",
      { StringEquals: { "a:b": "arn:${X}/y" } },
      { "a:b": "arn:1/z" },
      "no",
    ],
    [
      "a placeholder's surroundings have no wildcards with StringEquals",
      { StringEquals: { "a:b": "*${X}" } },
      { "a:b": "yz" },
      "no",
    ],
    [
      "a placeholder in an ARN",
      { ArnLike: { "a:b": "arn:aws:iam::${AWS::AccountId}:role/*" } },
      { "a:b": "arn:aws:iam::1:role/x" },
      "unknown",
    ],
    [
      "a placeholder for a number",
      { NumericLessThan: { "a:b": "${Max}" } },
      { "a:b": "1" },
      "unknown",
    ],
    [
      "a variable with a value to come",
      { StringEquals: { "a:b": "x${aws:username}" } },
      { "a:b": "y", "aws:username": UNKNOWN },
      "no",
    ],
    [
      "a variable that may fit",
      { StringEquals: { "a:b": "x${aws:username}" } },
      { "a:b": "xy", "aws:username": UNKNOWN },
      "unknown",
    ],
  ];
  for (const [title, condition, given, expected] of table) {
    it(`${title}: ${expected}`, () => assert.equal(hold(condition, given), expected));
  }
});

// A second statement of the definition, over few values, to compare with.

const MATCH: Record<string, (given: string, wanted: string) => boolean> = {
  StringEquals: (given, wanted) => given === wanted,
  StringEqualsIgnoreCase: (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  StringLike: (given, wanted) => new RegExp(`^${wanted.replaceAll("*", ".*")}$`).test(given),
  Bool: (given, wanted) => wanted === given.toLowerCase() && ["true", "false"].includes(wanted),
  NumericEquals: (given, wanted) => given === wanted && given === "1",
  NumericLessThan: (given, wanted) => given === "1" && wanted === "2",
};
const NEGATED: Record<string, string> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  NumericNotEquals: "NumericEquals",
};

function expected(operator: string, wanted: readonly string[], given?: readonly string[]): boolean {
  const [, set, name = "", ifExists] = /^(For\w+:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const match = MATCH[NEGATED[name] ?? name];
  const test = (value: string): boolean => {
    const some = wanted.some((one) => match?.(value, one));
    return name in NEGATED ? !some : some;
  };
  if (given === undefined) {
    if (ifExists) return true;
    if (set) return set.startsWith("ForAll");
    return name in NEGATED;
  }
  if (set && given.every((value) => value === "")) return set.startsWith("ForAll");
  return set === "ForAnyValue:" ? given.some(test) : given.every(test);
}

const text = fc.constantFrom("", "a", "A", "ab", "true", "False", "1");
const pattern = fc.constantFrom("", "a", "a*", "*", "true", "1", "2");
const operator = fc
  .tuple(
    fc.constantFrom("", "ForAllValues:", "ForAnyValue:"),
    fc.constantFrom(...Object.keys(MATCH), ...Object.keys(NEGATED)),
    fc.constantFrom("", "IfExists"),
  )
  .map((parts) => parts.join(""));
const given = (isSet: boolean) =>
  fc.option(fc.array(text, { minLength: 1, maxLength: isSet ? 3 : 1 }), { nil: undefined });
const wantedValues = fc.array(fc.oneof(pattern, fc.constant(UNKNOWN)), { maxLength: 3 });

describe("conditions", () => {
  it("hold as their definition says", () => {
    const cases = operator.chain((name) =>
      fc.tuple(
        fc.constant(name),
        fc.array(pattern, { maxLength: 3 }),
        given(name.startsWith("For")),
      ),
    );
    fc.assert(
      fc.property(cases, ([name, wanted, values]) => {
        const verdict = hold({ [name]: { "a:b": wanted } }, values ? { "a:b": values } : {});
        assert.equal(verdict, expected(name, wanted, values) ? "yes" : "no");
      }),
      { numRuns: 5000 },
    );
  });

  it("never change from yes to no, or back, once an unknown value is known", () => {
    const request = fc.oneof(given(true), fc.constant(UNKNOWN));
    fc.assert(
      fc.property(
        operator,
        wantedValues,
        request,
        pattern,
        given(true),
        (name, wanted, values, one, later) => {
          const of = (list: readonly Value[], present: readonly string[] | Unknown | undefined) =>
            hold({ [name]: { "a:b": list } }, present === undefined ? {} : { "a:b": present });
          const before = of(wanted, values);
          const known = wanted.map((value) => (value === UNKNOWN ? one : value));
          const after = of(known, values === UNKNOWN ? later : values);
          if (before !== "unknown") assert.equal(after, before);
        },
      ),
      { numRuns: 5000 },
    );
  });
});

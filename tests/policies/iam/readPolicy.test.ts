// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables and placeholders
import assert from "node:assert/strict";
import fc from "fast-check";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Use } from "../../../policies/iam/policy/statement.ts";
import { UNKNOWN, type Value } from "../../../policies/value.ts";

type Source = { readonly [key: string]: Value };

const Version = "2012-10-17";
const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const read = {
  label: "Statement[0]",
  place: "Statement[0]",
  effect: "Allow",
  actions: { known: ["s3:GetObject"], isIncomplete: false },
  resources: { known: ["*"], isIncomplete: false },
  conditions: [],
  hasUnknownConditions: false,
};
const USES: readonly Use[] = ["identity", "boundary", "trust", "scp", "rcp", "resource"];

describe("a policy", () => {
  const same: readonly (readonly [string, Value])[] = [
    ["as an object", { Version, Statement: [allow] }],
    ["as JSON text", JSON.stringify({ Version, Statement: [allow] })],
    ["with one statement that is no list", { Version, Statement: allow }],
    [
      "with lists of one",
      { Version, Statement: { ...allow, Action: ["s3:GetObject"], Resource: ["*"] } },
    ],
    [
      "with names in another case",
      { version: Version, STATEMENT: { Effect: "Allow", action: "s3:GetObject", RESOURCE: "*" } },
    ],
    ["with an empty condition", { Version, Statement: { ...allow, Condition: {} } }],
    ["with an empty Sid", { Version, Statement: { ...allow, Sid: "" } }],
    [
      "with elements that are undefined",
      {
        Version,
        Statement: {
          ...allow,
          Sid: undefined,
          Condition: undefined,
          Bucket: undefined,
        } as unknown as Value,
      },
    ],
    ["with an id", { Version, Id: "all mine", Statement: allow }],
  ];
  for (const [title, source] of same) {
    it(`can be read ${title}`, () => {
      const { size, ...policy } = readPolicy(source, "identity");
      const expected = { version: Version, statements: [read], problems: [] };
      assert.deepEqual(policy, { ...expected, isIncomplete: false, hasUnknownStatements: false });
      assert.ok(size);
    });
  }

  it("has its conditions one by one, with operators taken apart", () => {
    const Condition = {
      bool: { "aws:MultiFactorAuthPresent": true },
      "foranyvalue:stringlikeifexists": { "aws:TagKeys": ["a", 7], "aws:CalledVia": "x" },
    };
    const [statement] = readPolicy(
      { Version, Statement: { ...allow, Condition } },
      "identity",
    ).statements;
    const set = { operator: "StringLike", set: "ForAnyValue", ifExists: true };
    assert.deepEqual(statement?.conditions, [
      {
        operator: "Bool",
        ifExists: false,
        key: "aws:MultiFactorAuthPresent",
        values: { known: ["true"], isIncomplete: false },
      },
      { ...set, key: "aws:TagKeys", values: { known: ["a", "7"], isIncomplete: false } },
      { ...set, key: "aws:CalledVia", values: { known: ["x"], isIncomplete: false } },
    ]);
  });

  it("has its principals by kind, and * for any AWS principal", () => {
    const Principal = { AWS: ["111122223333", "*"], Service: "ec2.amazonaws.com" };
    const statement = { Effect: "Allow", Action: "sts:AssumeRole" };
    const trust = (source: Source) => readPolicy({ Version, Statement: source }, "trust");
    assert.deepEqual(trust({ ...statement, Principal }).statements[0]?.principals?.known, [
      { kind: "AWS", value: "111122223333" },
      { kind: "AWS", value: "*" },
      { kind: "Service", value: "ec2.amazonaws.com" },
    ]);
    assert.deepEqual(trust({ ...statement, Principal: "*" }).statements[0]?.principals, {
      known: [{ kind: "AWS", value: "*" }],
      isIncomplete: false,
    });
  });

  const sizes: readonly (readonly [string, Use, Value, number | undefined])[] = [
    ["without white space outside of texts", "identity", '{ "Id":\n\t"a b\\" c" }', 16],
    ["with white space in SCPs, which Organizations keeps", "scp", '{ "Id": "a" }', 13],
    ["as JSON when it is an object", "identity", { Id: "a b" }, 12],
    ["unknown with values to come", "identity", { Id: [UNKNOWN] }, undefined],
    ["unknown with placeholders", "identity", '{"Id":"${AWS::Region}"}', undefined],
    ["known with policy variables", "identity", '{"Id":"${aws:userid}"}', 22],
  ];
  for (const [title, use, source, size] of sizes) {
    it(`has its size ${title}`, () => assert.equal(readPolicy(source, use).size, size));
  }
});

describe("a policy that is partly unknown", () => {
  const of = (statement: Value) => readPolicy({ Version, Statement: statement }, "identity");
  const all = { known: ["*"], isIncomplete: false };

  it("is empty as a whole", () => {
    const nothing = {
      statements: [],
      problems: [],
      isIncomplete: true,
      hasUnknownStatements: true,
    };
    assert.deepEqual(readPolicy(UNKNOWN, "identity"), nothing);
    assert.deepEqual(readPolicy('{"Statement": ${Statements}}', "identity"), nothing);
  });

  it("keeps the statements that are known", () => {
    const policy = of([UNKNOWN, allow]);
    assert.deepEqual(
      [policy.isIncomplete, policy.hasUnknownStatements, policy.problems],
      [true, true, []],
    );
    assert.deepEqual(policy.statements, [
      { ...read, label: "Statement[1]", place: "Statement[1]" },
    ]);
  });

  const parts: readonly (readonly [string, Source, Source])[] = [
    [
      "one action",
      { Action: ["a:b", UNKNOWN] },
      { actions: { known: ["a:b"], isIncomplete: true } },
    ],
    ["all actions", { Action: UNKNOWN }, { actions: { known: [], isIncomplete: true } }],
    ["a resource", { Resource: [UNKNOWN, "*"] }, { resources: { ...all, isIncomplete: true } }],
    ["the condition", { Condition: UNKNOWN }, { hasUnknownConditions: true }],
    ["an operator's keys", { Condition: { Bool: UNKNOWN } }, { hasUnknownConditions: true }],
  ];
  for (const [title, source, expected] of parts) {
    it(`tells where: ${title}`, () => {
      const policy = of({ ...allow, ...source });
      assert.deepEqual(
        [policy.isIncomplete, policy.hasUnknownStatements, policy.problems],
        [true, false, []],
      );
      assert.deepEqual(policy.statements, [{ ...read, ...expected }]);
    });
  }

  it("tells which values of a condition are known", () => {
    const Condition: Value = { StringEquals: { "aws:PrincipalOrgID": [UNKNOWN, "o-1"] } };
    const [condition] = of({ ...allow, Condition }).statements[0]?.conditions ?? [];
    assert.deepEqual(condition?.values, { known: ["o-1"], isIncomplete: true });
  });

  it("doesn't guess an effect", () => {
    for (const Effect of [UNKNOWN, "${Effect}"] as const) {
      const policy = of([{ ...allow, Effect }, allow]);
      assert.equal(policy.hasUnknownStatements, true);
      assert.equal(policy.statements.length, 1);
      assert.deepEqual(policy.problems, []);
    }
  });

  it("doesn't guess a version", () => {
    const Statement = { ...allow, Resource: "arn:aws:s3:::home/${aws:username}" };
    for (const unknown of [UNKNOWN, "${Version}"] as const) {
      const source: Value = { Version: unknown, Statement };
      assert.deepEqual(readPolicy(source, "identity").problems, []);
    }
  });

  it("keeps texts with placeholders and finds nothing wrong with them", () => {
    const Resource = [
      "${Bucket.Arn}/*",
      "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x",
      "${X}",
    ];
    const Condition = {
      NumericLessThan: { "s3:max-keys": "${Max}" },
      IpAddress: { "aws:SourceIp": "${resolve:ssm:/office}" },
    };
    const policy = of({
      Effect: "Allow",
      Action: ["${Service}:*", "${Fn::Join :}"],
      Resource,
      Condition,
    });
    assert.deepEqual(policy.problems, []);
    assert.deepEqual(policy.statements[0]?.resources, { known: Resource, isIncomplete: false });
    assert.equal(policy.isIncomplete, false);
  });
});

describe("anything whatever given as a policy", () => {
  const anything = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom<Value>(
        null,
        true,
        7,
        "",
        "*",
        "Allow",
        "Deny",
        UNKNOWN,
        "${",
        "${aws:x",
        "${A}",
      ),
      fc.string(),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          ...[
            "Version",
            "Statement",
            "statement",
            "Sid",
            "Effect",
            "Action",
            "NotAction",
            "Resource",
          ],
          ...[
            "Principal",
            "NotPrincipal",
            "Condition",
            "AWS",
            "StringLike",
            "ForAllValues:Bool",
            "aws:x",
          ],
          ...["__proto__", "toString", "constructor", "length"],
        ),
        tie("value"),
        { maxKeys: 5 },
      ),
    ),
  })).value;

  it("is read without an error, as an object and as text", () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(...USES), (source, use) => {
        const policy = readPolicy(source, use);
        for (const { id, seen, wanted } of policy.problems) assert.ok(id && seen && wanted);
        const text = JSON.stringify(source);
        if (text) readPolicy(text, use);
      }),
      { numRuns: 3000 },
    );
  });

  it("is read without an error however deep", () => {
    let deep: Value = "x";
    for (let i = 0; i < 100_000; i++) deep = [deep];
    for (const source of [
      deep,
      { Statement: deep },
      { Version, Statement: { ...allow, Action: deep } },
    ]) {
      assert.notEqual(readPolicy(source, "identity").problems.length, 0);
    }
    const text = "[".repeat(100_000) + "]".repeat(100_000);
    assert.equal(readPolicy(text, "identity").problems[0]?.id, "no-object");
  });
});

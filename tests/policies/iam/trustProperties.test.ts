// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables.
import assert from "node:assert/strict";
import fc from "fast-check";
import { allHold } from "../../../policies/iam/conditions/condition.ts";
import type { RequestContext } from "../../../policies/iam/evaluation/context.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Statement } from "../../../policies/iam/policy/statement.ts";
import { requiresMfa } from "../../../policies/iam/trust/mfa.ts";
import { mfaFaults } from "../../../policies/iam/trust/mfaFault.ts";
import { admitsPublic } from "../../../policies/iam/trust/publicAccess.ts";
import { webIdentities } from "../../../policies/iam/trust/webIdentity.ts";
import { UNKNOWN, type Value } from "../../../policies/value.ts";

/** Values of a key that one's own requests and strangers' carry. */
interface Key {
  readonly name: string;
  readonly operators: readonly string[];
  readonly own: readonly string[];
  readonly strangers: readonly string[];
  readonly patterns: readonly string[];
}

const TEXT = ["StringEquals", "StringLike", "StringNotEquals", "StringNotLike"];
const KEYS: readonly Key[] = [
  {
    name: "aws:PrincipalOrgID",
    operators: TEXT,
    own: ["o-aaaaaaaaaa"],
    strangers: ["o-zzzzzzzzzz"],
    patterns: ["o-aaaaaaaaaa", "*", "o-*", "o-aaaaaaaaa?"],
  },
  {
    name: "aws:PrincipalArn",
    operators: ["ArnLike", "ArnNotLike", "StringLike"],
    own: ["arn:aws:iam::111122223333:role/ci"],
    strangers: ["arn:aws:iam::999999999999:role/ci"],
    patterns: ["arn:aws:iam::111122223333:role/*", "arn:aws:iam::*:role/ci", "*"],
  },
  {
    name: "aws:SourceVpce",
    operators: TEXT,
    own: ["vpce-1"],
    strangers: ["vpce-2"],
    patterns: ["vpce-1", "vpce-*"],
  },
  {
    name: "aws:SourceIp",
    operators: ["IpAddress", "NotIpAddress"],
    own: ["203.0.113.7"],
    strangers: ["198.51.100.1", "2001:db8::1"],
    patterns: ["203.0.113.0/24", "0.0.0.0/0", "::/0"],
  },
  {
    name: "aws:SecureTransport",
    operators: ["Bool"],
    own: [],
    strangers: ["true", "false"],
    patterns: ["true", "false"],
  },
];

const condition = fc.constantFrom(...KEYS).chain(({ name, operators, patterns }) =>
  fc.record({
    operator: fc.constantFrom(...operators),
    form: fc.constantFrom("", "IfExists", "ForAllValues:", "ForAnyValue:"),
    key: fc.constant(name),
    values: fc.subarray([...patterns], { minLength: 1 }),
  }),
);
const nullCondition = fc.record({
  operator: fc.constant("Null"),
  form: fc.constant(""),
  key: fc.constantFrom(...KEYS.map(({ name }) => name)),
  values: fc.constantFrom(["true"], ["false"]),
});
interface Mfa {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}
type Written = { operator: string; form: string; key: string; values: readonly string[] };
const conditions = fc.array(fc.oneof({ weight: 4, arbitrary: condition }, nullCondition), {
  maxLength: 3,
});

function write(all: readonly Written[]): Value {
  const written: Record<string, Record<string, Value>> = {};
  for (const { operator, form, key, values } of all) {
    const name = form.endsWith(":") ? `${form}${operator}` : `${operator}${form}`;
    written[name] = { ...written[name], [key]: values };
  }
  return written;
}

const strangers: fc.Arbitrary<RequestContext> = fc
  .tuple(...KEYS.map(({ strangers }) => fc.constantFrom(undefined, ...strangers)))
  .map((values) => {
    const entries = values.map(
      (value, index) => [KEYS[index]?.name.toLowerCase() ?? "", value] as const,
    );
    return new Map(
      entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, [value]]])),
    );
  });

function policyOf(allow: readonly Written[], denies: readonly (readonly Written[])[]) {
  const about = { Principal: "*", Action: "s3:GetObject", Resource: "*" };
  const source = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", ...about, Condition: write(allow) },
      ...denies.map((deny) => ({ Effect: "Deny", ...about, Condition: write(deny) })),
    ],
  };
  return readPolicy(source as Value, "resource");
}

describe("judgements about strangers and MFA hold for every request", () => {
  it("no stranger gets in where the judgement is no", () => {
    fc.assert(
      fc.property(
        conditions,
        fc.array(conditions, { maxLength: 2 }),
        strangers,
        (allow, denies, context) => {
          const policy = policyOf(allow, denies);
          const [first, ...others] = policy.statements as [Statement, ...Statement[]];
          if (admitsPublic(policy, first) !== "no") return;
          const allowed = allHold(first, context, "2012-10-17");
          const denied = others.some((deny) => allHold(deny, context, "2012-10-17") === "yes");
          assert.ok(allowed === "no" || denied, "a stranger gets in");
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("one condition that keeps all strangers of the examples out is seen to", () => {
    const all = fc.sample(strangers, 300);
    fc.assert(
      fc.property(condition, (one) => {
        fc.pre(one.key !== "aws:SecureTransport" && !one.operator.includes("Not"));
        const policy = policyOf([one], []);
        const [first] = policy.statements as [Statement];
        const gets = all.some((context) => allHold(first, context, "2012-10-17") !== "no");
        // A pattern such as `o-aaaaaaaaa?` may fit others than the examples.
        fc.pre(gets || !one.values.some((value) => value.includes("?")));
        assert.equal(admitsPublic(policy, first), gets ? "yes" : "no");
      }),
      { numRuns: 1000 },
    );
  });

  it("another Deny never lets strangers in", () => {
    fc.assert(
      fc.property(
        conditions,
        fc.array(conditions, { maxLength: 2 }),
        conditions,
        (allow, denies, isIncomplete) => {
          const [before, after] = [
            policyOf(allow, denies),
            policyOf(allow, [...denies, isIncomplete]),
          ];
          const judged = [before, after].map((policy) =>
            admitsPublic(policy, policy.statements[0] as Statement),
          );
          if (judged[0] === "no") assert.equal(judged[1], "no");
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("what isn't known yet never turns a judgement round", () => {
    fc.assert(
      fc.property(condition, fc.boolean(), (one, asPattern) => {
        const known = policyOf([one], []);
        const source = (values: Value) => ({
          Statement: {
            Effect: "Allow",
            Principal: "*",
            Action: "s3:*",
            Resource: "*",
            Condition: write([{ ...one, values: values as string[] }]),
          },
        });
        const open = readPolicy(
          source(
            asPattern ? ([UNKNOWN] as readonly Value[]) : [...one.values.slice(1), UNKNOWN],
          ) as Value,
          "resource",
        );
        const [a, b] = [known, open].map((policy) =>
          admitsPublic(policy, policy.statements[0] as Statement),
        );
        if (b === "yes") assert.equal(a, "yes");
      }),
      { numRuns: 1000 },
    );
  });

  const mfa = fc.record({
    operator: fc.constantFrom(
      "Bool",
      "Null",
      "BoolIfExists",
      "ForAllValues:Bool",
      "ForAnyValue:Bool",
    ),
    key: fc.constant("aws:MultiFactorAuthPresent"),
    values: fc.constantFrom(["true"], ["false"], ["true", "false"]),
  });
  it("nobody without MFA gets in where it is demanded, and only there", () => {
    const contexts: readonly RequestContext[] = [
      new Map(),
      new Map([["aws:multifactorauthpresent", ["false"]]]),
    ];
    fc.assert(
      fc.property(
        fc.array(mfa, { maxLength: 2 }),
        fc.array(mfa, { maxLength: 2 }),
        (allow, denies) => {
          const about = { Principal: { AWS: "111122223333" }, Action: "sts:AssumeRole" };
          const condition = ({ operator, key, values }: Mfa) => ({ [operator]: { [key]: values } });
          const source = {
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", ...about, Condition: Object.assign({}, ...allow.map(condition)) },
              ...denies.map((deny) => ({ Effect: "Deny", ...about, Condition: condition(deny) })),
            ],
          };
          const policy = readPolicy(source as Value, "trust");
          const [first, ...others] = policy.statements as [Statement, ...Statement[]];
          const getsIn = contexts.some(
            (context) =>
              allHold(first, context, "2012-10-17") === "yes" &&
              !others.some((deny) => allHold(deny, context, "2012-10-17") === "yes"),
          );
          assert.equal(requiresMfa(policy, first), getsIn ? "no" : "yes");
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("whatever stands in a policy, it is judged", () => {
    const word = fc.constantFrom<Value>(
      "*",
      "?",
      "",
      "sts:*",
      "sts:AssumeRoleWithWebIdentity",
      "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
      "arn:::::",
      "${",
      "${a:b}",
      UNKNOWN,
      null,
      7,
      true,
    );
    const leaf = fc.oneof(word, fc.string());
    const key = fc.oneof(
      fc.constantFrom(
        "aws:PrincipalArn",
        "aws:MultiFactorAuthPresent",
        "gitlab.com:sub",
        ":",
        "x:",
        ".:y",
        "__proto__",
      ),
      fc.string(),
    );
    const values = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }));
    const operator = fc.constantFrom(
      "Bool",
      "Null",
      "ForAllValues:StringLike",
      "ArnLikeIfExists",
      "IpAddress",
      "No",
    );
    const statement = fc.record(
      {
        Effect: fc.constantFrom("Allow", "Deny"),
        Principal: fc.oneof(
          leaf,
          fc.dictionary(fc.constantFrom("AWS", "Service", "Federated"), values),
        ),
        NotPrincipal: fc.dictionary(fc.constantFrom("AWS", "CanonicalUser"), values),
        Action: values,
        NotAction: values,
        Resource: values,
        Condition: fc.oneof(
          leaf,
          fc.dictionary(operator, fc.oneof(leaf, fc.dictionary(key, values))),
        ),
      },
      { requiredKeys: ["Effect"] },
    );
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 3 }), (Statement) => {
        const policy = readPolicy({ Statement } as unknown as Value, "trust");
        for (const one of policy.statements) {
          admitsPublic(policy, one);
          requiresMfa(policy, one);
        }
        mfaFaults(policy);
        webIdentities(policy);
      }),
      { numRuns: 3000 },
    );
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../commands/analyzer/request.ts";
import { inputsOf, LOOKED_AT } from "./inputs.ts";
import { Pack, resource } from "./stack.ts";

const KEYS =
  "Action Condition Contains Effect Filter Filters Key Metric MetricName Name Namespace NotAction NotPrincipal NotResource PolicyDocument PolicyName Principal Property Resource Resources RuleName Sid Statement StringLike Type Value Version attestedOn aws:PrincipalArn aws:SourceArn aws:CurrentTime criteria customerManagedPolicyReference eqs key managedPolicyArn mode name namespace path policy signInPolicy value";
/** What JavaScript gives every object, and what it looks for when it makes a text or a number of one. */
const INHERITED = "__proto__ constructor hasOwnProperty length toJSON toString valueOf".split(" ");
const TEXTS =
  "* {} PT8H GROUP USER root Allow Deny AWS Service sts:AssumeRole iam:* iam:PassRole iam:passedtoservice 9999999999999999999 SERVICE_CONTROL_POLICY 2012-10-17 arn:aws:iam::aws:policy/AdministratorAccess arn:aws:iam::aws:policy/toString arn:aws:iam::111122223333:root $.a=*".split(
    " ",
  );

const OPERATORS =
  "StringLike StringNotEquals Null Bool IpAddress ArnLike NumericLessThan DateLessThan".split(" ");

const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...KEYS.split(" ")) },
  { weight: 3, arbitrary: fc.constantFrom(...INHERITED) },
  fc.string(),
);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, NOT_KNOWN_YET, -0, 1e21, 1e308, -1e308, 2 ** 53, 5e-324),
  fc.constantFrom(...TEXTS, ...INHERITED),
  fc.boolean(),
  fc.integer(),
  fc.double(),
  fc.string({ unit: "binary" }),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    { weight: 2, arbitrary: leaf },
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
    tie("value").map((inner) => JSON.stringify(inner)),
  ),
}));
const sentence = fc.record(
  {
    Effect: fc.constantFrom<unknown>("Allow", "Deny", "toString"),
    Action: value,
    NotAction: value,
    Resource: value,
    NotResource: value,
    Principal: value,
    Condition: fc.dictionary(
      fc.constantFrom(...OPERATORS, ...INHERITED),
      fc.dictionary(key, fc.oneof(leaf, value), { maxKeys: 2 }),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: ["Effect"] },
);
const policy = fc.record({ Version: leaf, Statement: fc.array(sentence, { maxLength: 3 }) });
const input = fc.oneof(
  { weight: 3, arbitrary: value },
  policy,
  policy.map((one) => JSON.stringify(one)),
);

/** Some inputs of a type, of any form. */
function inputs(type: string): fc.Arbitrary<Record<string, unknown>> {
  return fc.dictionary(fc.constantFrom(...inputsOf(type)), input, { maxKeys: 8 });
}

type Declared = readonly [type: string, inputs: Record<string, unknown>];

/** A resource of @pulumi/aws as it is; one by CloudFormation's name of aws-native and in a template. */
function inDialects(type: string, given: Record<string, unknown>): readonly Declared[] {
  const [provider, service = "", name] = type.split("::");
  if (provider !== "AWS") return [[type, given]];
  const camelCased = Object.entries(given).map(([input, one]) => [
    input.charAt(0).toLowerCase() + input.slice(1),
    one,
  ]);
  const templateBody = JSON.stringify({ Resources: { Made: { Type: type, Properties: given } } });
  return [
    [`aws-native:${service.toLowerCase()}:${name}`, Object.fromEntries(camelCased)],
    ["aws:cloudformation/stack:Stack", { templateBody }],
  ];
}

const declared = fc
  .constantFrom(...LOOKED_AT)
  .chain((type) => inputs(type).map((given) => inDialects(type, given)));

/** A template itself, of any form. */
const template = fc
  .record({
    Type: fc.constantFrom(...LOOKED_AT.filter((one) => one.startsWith("AWS::")), ...INHERITED),
    Properties: value,
    Condition: leaf,
    Transform: leaf,
  })
  .chain((Made) =>
    fc.record({
      Resources: fc.dictionary(fc.oneof(fc.constant("Made"), key), fc.constant(Made), {
        maxKeys: 2,
      }),
      Conditions: value,
    }),
  )
  .chain((body) =>
    fc.record({
      templateBody: fc.oneof(fc.constant(JSON.stringify(body)), value),
      parameters: value,
    }),
  )
  .map((given): readonly Declared[] => [["aws:cloudformation/stack:Stack", given]]);

describe("the policy pack, whatever it is given", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  async function judgesAll(resources: readonly AnalyzedResource[]): Promise<void> {
    const said = await pack.judgeAll(resources);
    const failed = said.filter(({ message }) => /rule itself failed|can't run/.test(message));
    assert.deepEqual(
      failed.map(({ policy, message }) => `${policy}: ${message.slice(0, 300)}`),
      [],
    );
  }

  it("judges inputs of any form without failing", async () => {
    const stack = fc.array(fc.oneof({ weight: 6, arbitrary: declared }, template), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(stack, async (all) => {
        await judgesAll(
          all.flat().map(([type, given], index) => resource(type, `r${index}`, given)),
        );
      }),
      { numRuns: 150 },
    );
  });

  for (const [title, strange] of [
    ["objects that no text or number can be made of", { toString: 1, valueOf: 1 }],
    ["lists of such objects", [{ toString: 1, valueOf: 1 }]],
    ["names that every object has", "__proto__"],
    ["a huge number", 1e308],
    ["not known yet", NOT_KNOWN_YET],
  ] as const) {
    it(`judges every type with all inputs ${title}`, async () => {
      const all = LOOKED_AT.flatMap((type) => {
        const given = inputsOf(type).map((name) => [name, strange]);
        return inDialects(type, Object.fromEntries(given));
      });
      await judgesAll(all.map(([type, given], index) => resource(type, `r${index}`, given)));
    });
  }

  for (const name of INHERITED) {
    it(`judges types, policies, operators and condition keys called ${name}`, async () => {
      const Resources = { Made: { Type: name, Properties: {} } };
      const statement = (Condition: object) => ({
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: {
            Effect: "Allow",
            Action: `iam:PassRole ${name}:*`.split(" "),
            Resource: "*",
            Condition,
          },
        }),
      });
      await judgesAll([
        resource("aws:cloudformation/stack:Stack", "template", {
          templateBody: JSON.stringify({ Resources }),
        }),
        resource("aws:organizations/policy:Policy", "control", { content: "{}", type: name }),
        resource("aws:iam/policy:Policy", "key", statement({ StringLike: { [name]: "a*" } })),
        resource(
          "aws:iam/policy:Policy",
          "operator",
          statement({ [name]: { "aws:SourceIp": "a" } }),
        ),
        resource("aws:iam/role:Role", "managed", {
          managedPolicyArns: [`arn:aws:iam::aws:policy/${name}`],
          assumeRolePolicy: { Statement: { Effect: "Allow", Principal: { Service: name } } },
        }),
        resource("aws:cloudwatch/logMetricFilter:LogMetricFilter", "filter", {
          pattern: '{ $.userIdentity.type = "Root" }',
          metricTransformation: { name: "root", namespace: "cis", value: "1" },
        }),
        resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
          metricName: "root",
          namespace: "cis",
          comparisonOperator: name,
          alarmActions: ["arn:aws:sns:eu-west-1:111122223333:alarms"],
        }),
      ]);
    });
  }

  it("judges dates that no calendar has", async () => {
    for (const date of ["9999999999999999999", "-271821-04-20", "2026-02-31", "0000"]) {
      const Condition = { DateLessThan: { "aws:CurrentTime": date } };
      const Statement = { Effect: "Allow", Action: "*", Resource: "*", Condition };
      await judgesAll([
        resource("aws:iam/policy:Policy", "dated", { policy: JSON.stringify({ Statement }) }),
      ]);
    }
  });
});

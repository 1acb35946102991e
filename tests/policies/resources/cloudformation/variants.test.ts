// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import fc from "fast-check";
import { readTemplate } from "../../../../policies/resources/cloudformation/readTemplate.ts";
import type { Variant } from "../../../../policies/resources/cloudformation/variants.ts";
import { UNKNOWN, type Value } from "../../../../policies/value.ts";
import { resource } from "./evaluated.ts";

const NONE = { Ref: "AWS::NoValue" };
const isEnvironment = (name: string) => ({ "Fn::Equals": [{ Ref: "Env" }, name] });
const CONDITIONS = {
  Prod: isEnvironment("prod"),
  Test: isEnvironment("test"),
  NotProd: { "Fn::Not": [{ Condition: "Prod" }] },
  Home: { "Fn::Equals": [{ Ref: "AWS::Region" }, "eu-west-1"] },
  Audited: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "Auditor" }, ""] }] },
  AuditedHome: { "Fn::And": [{ Condition: "Home" }, { Condition: "Audited" }] },
  NotEither: { "Fn::Not": [{ "Fn::Or": [{ Condition: "Home" }, { Condition: "Audited" }] }] },
  OneOfTwo: {
    "Fn::Or": [
      { Condition: "AuditedHome" },
      { "Fn::And": [{ Condition: "Prod" }, { Condition: "Audited" }] },
    ],
  },
  Always: { "Fn::Equals": ["a", "a"] },
};

function when(condition: string, one: Value, other: Value): Value {
  return { "Fn::If": [condition, one, other] } as Value;
}

function variants(V: Value, more: Record<string, Value> = {}): readonly Variant[] | undefined {
  const body = {
    Parameters: { Env: { Type: "String" }, Auditor: { Type: "String" } },
    Conditions: CONDITIONS,
    Resources: { Probe: { Type: "Test::Probe::Type", Properties: { V }, ...more } },
  };
  return resource(readTemplate(body as Value, {}).resources, "Probe").variants;
}

/** Each variant as `value where …`. */
function told(V: Value, more?: Record<string, Value>): readonly string[] | undefined {
  return variants(V, more)?.map(({ properties, where }) => {
    return `${JSON.stringify(properties.V)} ${where}`;
  });
}

describe("a resource that hangs on conditions of its template which nobody knows", () => {
  const rows: readonly (readonly [title: string, value: Value, ...expected: string[]])[] = [
    [
      "has the value of either branch",
      when("Prod", "a", "b"),
      '"a" where Prod holds',
      '"b" where Prod doesn\'t hold',
    ],
    [
      "has an element or hasn't",
      ["x", when("Prod", "a", NONE)],
      '["x","a"] where Prod holds',
      '["x"] where Prod doesn\'t hold',
    ],
    [
      "has a property or hasn't",
      when("Prod", "a", NONE),
      '"a" where Prod holds',
      "undefined where Prod doesn't hold",
    ],
    [
      "has what stands inside of a text",
      { "Fn::Sub": ["arn:${x}", { x: when("Home", "a", "b") }] },
      '"arn:a" where Home holds',
      '"arn:b" where Home doesn\'t hold',
    ],
    [
      "is told once for several values of one condition",
      [when("Home", "a", "b"), when("Home", "c", "d")],
      '["a","c"] where Home holds',
      '["b","d"] where Home doesn\'t hold',
    ],
    [
      "never has what contradicts itself",
      [when("Prod", "a", NONE), when("NotProd", "b", NONE)],
      '["a"] where Prod holds and NotProd doesn\'t hold',
      '["b"] where Prod doesn\'t hold and NotProd holds',
    ],
    [
      "never has what two values of one parameter decide",
      [when("Prod", "a", NONE), when("Test", "b", NONE)],
      '["a"] where Prod holds and Test doesn\'t hold',
      "[] where Prod doesn't hold and Test doesn't hold",
      '["b"] where Prod doesn\'t hold and Test holds',
    ],
    [
      "has every branch of nested conditions, one value of a parameter at a time",
      when("Prod", "a", when("Test", "b", "c")),
      '"a" where Prod holds',
      "\"c\" where Prod doesn't hold and Test doesn't hold",
      '"b" where Prod doesn\'t hold and Test holds',
    ],
    [
      "has the branch that needs one condition to hold and another not to",
      when("AuditedHome", "a", "b"),
      '"b" where AuditedHome doesn\'t hold',
      '"a" where AuditedHome holds',
    ],
    [
      "never has what contradicts the conditions that one is made of",
      [when("AuditedHome", "a", "b"), when("Home", "c", "d"), when("Audited", "e", "f")],
      '["b","c","f"] where AuditedHome doesn\'t hold and Home holds and Audited doesn\'t hold',
      '["b","d","e"] where AuditedHome doesn\'t hold and Home doesn\'t hold and Audited holds',
      '["a","c","e"] where AuditedHome holds and Home holds and Audited holds',
    ],
    [
      "has the branch for which none of several conditions must hold",
      [when("NotEither", "a", "b"), when("Audited", "c", "d")],
      '["b","d"] where NotEither doesn\'t hold and Audited doesn\'t hold',
      '["b","c"] where NotEither doesn\'t hold and Audited holds',
      '["a","d"] where NotEither holds and Audited doesn\'t hold',
    ],
    [
      "has the branch that comes about in several ways",
      when("OneOfTwo", "a", "b"),
      '"b" where OneOfTwo doesn\'t hold',
      '"a" where OneOfTwo holds',
    ],
    [
      "leaves out what can never be",
      when("Prod", when("Test", "a", "b"), "c"),
      '"b" where Prod holds and Test doesn\'t hold',
      '"c" where Prod doesn\'t hold',
    ],
    [
      "tells conditions apart that have nothing to do with each other",
      [when("Prod", "a", NONE), when("Audited", "b", NONE)],
      '["a"] where Prod holds and Audited doesn\'t hold',
      '["b"] where Prod doesn\'t hold and Audited holds',
    ],
  ];
  for (const [title, value, ...expected] of rows) {
    it(title, () => assert.deepEqual(told(value), expected));
  }

  it("has what is known as well", () => {
    assert.deepEqual(told([when("Always", "x", "y"), when("Home", "a", "b")]), [
      '["x","a"] where Home holds',
      '["x","b"] where Home doesn\'t hold',
    ]);
  });
  it("is told where its own condition holds only", () => {
    const value: Value = [when("Prod", "a", "b"), when("Home", "c", NONE)];
    assert.deepEqual(told(value, { Condition: "Prod" }), [
      '["a","c"] where Home holds',
      '["a"] where Home doesn\'t hold',
    ]);
  });
  it("is one where no condition decides, or nothing hangs on it", () => {
    assert.equal(variants(["a", { Ref: "Env" }]), undefined);
    assert.equal(variants(when("Always", "a", "b")), undefined);
    assert.equal(variants(when("Prod", "a", "a")), undefined);
  });
  it("keeps what isn't known otherwise", () => {
    const [first] = variants([when("Prod", { Ref: "Env" }, "b")]) ?? [];
    assert.deepEqual(first?.properties, { V: [UNKNOWN] });
  });
  it("keeps the doubt where there are more branches than it tries", () => {
    const deep = Array.from({ length: 30 }, (_, i) => i).reduceRight<Value>(
      (inner, i) => when(`C${i}`, `v${i}`, inner),
      "end",
    );
    const names = Array.from({ length: 30 }, (_, i) => [`C${i}`, isEnvironment(`e${i}`)]);
    const body = {
      Parameters: { Env: { Type: "String" } },
      Conditions: Object.fromEntries(names),
      Resources: { Probe: { Type: "Test::Probe::Type", Properties: { V: deep } } },
    };
    const found = resource(readTemplate(body as Value, {}).resources, "Probe").variants ?? [];
    assert.equal(found.length, 17);
    assert.deepEqual(found.at(-1)?.properties, { V: UNKNOWN });
    assert.match(found.at(-2)?.where ?? "", / and \d+ more conditions are so$/);
  });
  it("names a condition that isn't declared", () => {
    assert.deepEqual(told(when("Missing", "a", "b")), [
      '"a" where Missing holds',
      '"b" where Missing doesn\'t hold',
    ]);
  });
  it("gives its variants to the role that SAM makes", () => {
    const body = {
      Transform: "AWS::Serverless-2016-10-31",
      Conditions: CONDITIONS,
      Resources: {
        App: {
          Type: "AWS::Serverless::Function",
          Properties: { Policies: [when("Home", "AdministratorAccess", "ReadOnlyAccess")] },
        },
      },
    };
    const { variants } = resource(readTemplate(body as Value, {}).resources, "AppRole");
    assert.deepEqual(
      variants?.map(({ properties }) => (properties.ManagedPolicyArns as Value[])[1]),
      ["AdministratorAccess", "ReadOnlyAccess"].map((name) => `arn:aws:iam::aws:policy/${name}`),
    );
  });

  it("has every value that some outcome of independent conditions gives it, and no other", () => {
    const names = ["A", "B", "C"];
    let leaves = 0;
    const tree = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4, depthSize: "medium" },
        fc.constant("leaf"),
        fc.array(tie("value"), { maxLength: 3 }),
        fc
          .tuple(fc.constantFrom(...names), tie("value"), tie("value"))
          .map(([name, one, other]) => when(name, one, other)),
      ),
    })).value;
    const labelled = (value: Value): Value => {
      if (value === "leaf") return `leaf ${leaves++}`;
      if (Array.isArray(value)) return value.map(labelled);
      const [name, one, other] = (value as { "Fn::If": [string, Value, Value] })["Fn::If"];
      return when(name, labelled(one), labelled(other));
    };
    fc.assert(
      fc.property(tree, (unlabelled) => {
        leaves = 0;
        const value = labelled(unlabelled);
        const equals = (side: (name: string) => unknown) =>
          Object.fromEntries(names.map((name) => [name, { "Fn::Equals": [side(name), "yes"] }]));
        const read = (Conditions: unknown) => {
          const Resources = { Probe: { Type: "Test::Probe::Type", Properties: { V: value } } };
          const Parameters = Object.fromEntries(names.map((name) => [name, { Type: "String" }]));
          const template = { Parameters, Conditions, Resources };
          return resource(readTemplate(template as Value, {}).resources, "Probe");
        };
        const possible = [0, 1, 2, 3, 4, 5, 6, 7].map((outcome) => {
          const isYes = (name: string) => (outcome >> names.indexOf(name)) & 1;
          return JSON.stringify(read(equals((name) => (isYes(name) ? "yes" : "no"))).properties);
        });
        const probe = read(equals((Ref) => ({ Ref })));
        const found = (probe.variants ?? [probe]).map(({ properties }) =>
          JSON.stringify(properties),
        );
        for (const one of found) assert.ok(possible.includes(one), one);
        const leavesOf = (all: readonly string[]) =>
          [...new Set(all.join(" ").match(/leaf \d+/g))].sort();
        assert.deepEqual(leavesOf(found), leavesOf(possible));
      }),
    );
  });

  it("is told as not known in a template full of conditions, instead of trying them for ever", () => {
    const many = Array.from({ length: 1000 }, (_, i) => when(`C${i}`, "a", NONE));
    const names = many.map((_, i) => [`C${i}`, { "Fn::Equals": [{ Ref: `P${i}` }, "x"] }]);
    const deep = many.slice(0, 20).reduce<Value>((inner, _, i) => when(`C${i}`, i, inner), "end");
    const one = { Type: "Test::Probe::Type", Properties: { V: [...many, deep] } };
    const Resources = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`R${i}`, one]));
    const template = { Conditions: Object.fromEntries(names), Resources };
    const { resources } = readTemplate(template as Value, {});
    const last = resource(resources, "R9");
    assert.deepEqual(last.properties.V, Array(1001).fill(UNKNOWN));
    assert.equal(last.variants, undefined);
    assert.equal(resource(resources, "R0").variants?.length, 17);
  });
});

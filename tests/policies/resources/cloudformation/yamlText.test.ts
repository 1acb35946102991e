// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { readYaml } from "../../../../policies/resources/cloudformation/yamlText.ts";
import type { Value } from "../../../../policies/value.ts";

/** What CloudFormation takes, though YAML 1.2 wants it written otherwise. */
const taken: readonly (readonly [title: string, yaml: string, value: Value])[] = [
  [
    "a brace that closes further left",
    "a:\n  b: {\n  c: x\n  }\nd: 1",
    { a: { b: { c: "x" } }, d: 1 },
  ],
  [
    "a bracket in the first column",
    "a:\n  b: [\n  x,\n  y\n]\nd: 1",
    { a: { b: ["x", "y"] }, d: 1 },
  ],
  ["an empty line in brackets", "a: [\n\n  x\n\n]", { a: ["x"] }],
  ["a comment in brackets", "a: {\n# b: 1, }\nc: 2 # ]\n}", { a: { c: 2 } }],
  ["a comma at the start of a line", "a: [ x\n, y\n]", { a: ["x", "y"] }],
  ["a comma before the end", "a: {\nb: 1,\n}", { a: { b: 1 } }],
  ["quotes over lines", "a:\n    b: \"x\n  y\"\n    c: 'z\n\n  z'", { a: { b: "x y", c: "z\nz" } }],
  ["brackets in quotes", "a: ['[', \"{\"\n]\nb: '}'", { a: ["[", "{"], b: "}" }],
  ["quotes in a text", "a: it's [x\nb: {\nc: 1\n}", { a: "it's [x", b: { c: 1 } }],
  ["brackets in a block", "a: |\n  { 'x\n  ]\nb: {\nc: 1\n}", { a: "{ 'x\n]\n", b: { c: 1 } }],
  ["a block in a list", "a:\n- b: |\n    {\n  c: [\n1\n]", { a: [{ b: "{\n", c: [1] }] }],
  [
    "a short form before a bracket",
    "a: !If [\nx,\n!Ref y\n]",
    { a: { "Fn::If": ["x", { Ref: "y" }] } },
  ],
  [
    "a short form before lines",
    "a: !Sub\n  - x\n  - y: !Ref z",
    { a: { "Fn::Sub": ["x", { y: { Ref: "z" } }] } },
  ],
  ["a list as deep as its key", "a:\n- x\n- y\nb: 1", { a: ["x", "y"], b: 1 }],
  ["JSON without spaces", 'a: {"b":"x","c":["y"]}', { a: { b: "x", c: ["y"] } }],
  [
    "ARNs in brackets",
    "a: [arn:aws:iam::1:role/x, s3:*]",
    { a: ["arn:aws:iam::1:role/x", "s3:*"] },
  ],
  ["a byte order mark", "\uFEFFa: 1", { a: 1 }],
  ["lines of Windows", "a:\r\n  b: |\r\n    x\r\n  c: 1\r\n", { a: { b: "x\n", c: 1 } }],
  ["lines of old Macs", "a:\r  b: x\rc: 1\r", { a: { b: "x" }, c: 1 }],
  ["a directive", "%YAML 1.1\n---\na: yes\n...\n", { a: true }],
  ["an empty document in front", "---\n# nothing\n---\na: 1", { a: 1 }],
  ["a key with a question mark", "? a\n: 1", { a: 1 }],
  ["a tab after a value", "a: 1\t\nb: 2", { a: 1, b: 2 }],
  ["dates", "Version: 2012-10-17", { Version: "2012-10-17" }],
];

/** What CloudFormation refuses: what is meant is judged, and a doubt is said. */
const doubtful: readonly (readonly [title: string, yaml: string, value: Value])[] = [
  ["a star without quotes", "a:\n  Principal: *\nb: 1", { a: { Principal: "*" }, b: 1 }],
  ["a star in brackets", "a: [*, x]\nb: 1", { a: ["*", "x"], b: 1 }],
  ["a text that begins with a star", "a: *.example.com", { a: "*.example.com" }],
  ["tabs as indentation", "a:\n\tb: 1\n\tc:\n\t\td: 2\ne: 3", { a: { b: 1, c: { d: 2 } }, e: 3 }],
  ["an at sign", "a: @x\nb: 1", { a: "@x", b: 1 }],
  ["an unknown escape", 'a: "\\d"\nb: 1', { a: "\\d", b: 1 }],
  ["a bracket that isn't closed", "a: [x\nb: 1", { a: ["x"], b: 1 }],
  ["two documents", "a: 1\n---\nb: 2", { a: 1 }],
];

describe("YAML 1.1 as CloudFormation reads it", () => {
  for (const [title, yaml, value] of taken) {
    it(`takes ${title}`, () =>
      assert.deepEqual(readYaml(yaml), { value, doubts: [], isPartial: false }));
  }

  for (const [title, yaml, value] of doubtful) {
    it(`doubts ${title}, and reads the rest`, () => {
      const read = readYaml(yaml);
      assert.deepEqual(read.value, value);
      assert.ok(read.doubts.length > 0);
      assert.equal(read.isPartial, true);
    });
  }

  it("keeps an account ID that is an octal number, and says so", () => {
    const { value, doubts, isPartial } = readYaml("a: [\n065115117704, 012345678901]");
    assert.deepEqual(value, { a: ["065115117704", "012345678901"] });
    assert.equal(isPartial, false);
    assert.deepEqual(doubts, [
      "an account ID without quotes in line 2, which is an octal number for CloudFormation",
    ]);
  });

  it("means the same however far lines inside of brackets are indented", () => {
    const leaf = fc.constantFrom<Value>("x", "it's", "a: b", "[", "#", "12", 7, true, null, "${A}");
    const tree = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("a", "b c", "d'", "e"), tie("value"), {
          maxKeys: 3,
          noNullPrototype: true,
        }),
      ),
    })).value;
    const indents = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(tree, tree, indents, (one, other, by) => {
        const lines = JSON.stringify(one, null, 1).split("\n");
        const shifted = lines.map((line, at) =>
          at === 0 ? line : " ".repeat(by[at % by.length] ?? 0) + line.trimStart(),
        );
        const yaml = `around:\n  - deep:\n      flow: ${shifted.join("\n")}\n${stringify({ other }, { version: "1.1" })}`;
        assert.deepEqual(readYaml(yaml), {
          value: { around: [{ deep: { flow: one } }], other },
          doubts: [],
          isPartial: false,
        });
      }),
      { numRuns: 300 },
    );
  });
});

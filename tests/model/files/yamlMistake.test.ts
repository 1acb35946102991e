import assert from "node:assert/strict";
import { parseDocument, type YAMLError } from "yaml";
import { pulumiYaml } from "../../../model/files/pulumiYaml.ts";
import { SourceError, YamlSource } from "../../../model/files/yamlSource.ts";

type Code = YAMLError["code"];

/** What somebody wrote, the library's word for it, the line to look at, and what is said. Every value is "secret". */
const mistakes: readonly (readonly [Code | "none", text: string, line: number, said: RegExp])[] = [
  [
    "DUPLICATE_KEY",
    "config:\n  a: secret\nb: secret\nconfig:\n  c: secret\n",
    4,
    /"config", first in line 1; keep one, and move under it what stands under the other$/,
  ],
  ["DUPLICATE_KEY", "config:\n  a: secret\n  a: secret\n", 3, /"a", first in line 2; remove one$/],
  ["DUPLICATE_KEY", '{ "a": { "b": 1,\n "b": 2 } }', 2, /"b", first in line 1; remove one$/],
  [
    "BLOCK_AS_IMPLICIT_KEY",
    "config:\n  access:identityCenter:\n    region: secret\n      keyArn: secret\n    regions: [secret]\n",
    4,
    /^the line of "keyArn" is indented too far: "region" in line 3 has its value already; indent both alike, or write the key that holds it above$/,
  ],
  [
    "BLOCK_AS_IMPLICIT_KEY",
    "config:\n  - a: secret\n    b: secret\n     c: secret\n",
    4,
    /"c" is indented too far: "b" in line 3/,
  ],
  ["BLOCK_AS_IMPLICIT_KEY", "a: secret: secret\n", 1, /colon and a space has no quotes .*"a"\)$/],
  ["BLOCK_AS_IMPLICIT_KEY", "a:\n    - secret\n   - secret\n", 3, /^an item \(- \) isn't indented/],
  ["BAD_INDENT", "config:\n  a:\n      b: secret\n    c: secret\n", 4, /^the line of "c" is inden/],
  [
    "BAD_INDENT",
    "config:\n  a: [secret,\n    secret\n  d: secret\n",
    2,
    /^the bracket of line 2 .*\]/,
  ],
  ["BAD_INDENT", "config:\n  a: { b: secret\n  d: secret\n", 2, /^the bracket of line 2 .*\}/],
  [
    "MISSING_CHAR",
    'config:\n  a: "secret\n  d: 1\n  e: 2\n',
    2,
    /^a quote \("\) in the line of "a"/,
  ],
  ["MISSING_CHAR", "config:\n  a: 'secret\n  d: 1\n", 2, /^a quote \('\) in the line of "a" isn't/],
  ["MISSING_CHAR", 'a: "secret"#secret\n', 1, /comma, colon or space is missing .*"a"\)$/],
  ["TAB_AS_INDENT", "config:\n\ta: secret\n", 2, /a tab indents this line; YAML takes spaces only/],
  [
    "MULTILINE_IMPLICIT_KEY",
    "config:\n  a:secret\n  b: secret\n",
    2,
    /a space comes after the col/,
  ],
  [
    "MULTILINE_IMPLICIT_KEY",
    "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n",
    1,
    /git couldn't me/,
  ],
  [
    "MULTILINE_IMPLICIT_KEY",
    "a: 1\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n",
    2,
    /git couldn't merge/,
  ],
  ["MULTIPLE_DOCS", "config: 1\n---\nconfig: 2\n", 2, /three dashes begins a second document/],
  ["ALIAS_PROPS", "a: &secret 1\nb: &x *secret\n", 2, /tag or an anchor of its own.*"b"\)$/],
  ["BAD_ALIAS", "a: *\n", 1, /an alias .* isn't written as YAML wants it \(the line of "a"\)$/],
  ["none", "config:\n  a: *secret\n", 2, /no anchor .*; text that begins with \* needs quotes$/],
  ["BAD_SCALAR_START", "a: @secret\n", 1, /put the value in quotes \(the line of "a"\)$/],
  ["BAD_DQ_ESCAPE", 'a: "C:\\secret"\n', 1, /a backslash in double quotes .*; write it twice/],
  ["TAG_RESOLVE_FAILED", "a: !secret b\n", 1, /text that begins with ! needs quotes/],
  ["UNEXPECTED_TOKEN", "a: 'secret' secret\n", 1, /doesn't belong .*\(the line of "a"\)$/],
  ["UNEXPECTED_TOKEN", "a: [secret, , secret]\n", 1, /doesn't belong to what is before it/],
  [
    "none",
    "a:\n  b: &x [*x, secret]\n",
    2,
    /an alias \(\*name\) stands within what it is the alias of/,
  ],
  ["none", "a: &x\n  b: { c: [1, *x] }\n", 2, /stands within what it is the alias of/],
  ["MULTIPLE_ANCHORS", "a: &x &y secret\n", 1, /two anchors/],
  ["MULTIPLE_TAGS", "a: !!str !!str secret\n", 1, /two tags/],
  ["BAD_DIRECTIVE", "%SECRET secret\n---\na: 1\n", 1, /begins with % is no directive/],
  ["KEY_OVER_1024_CHARS", `${"secret".repeat(200)}: 1\n`, 1, /longer than 1,024 characters/],
];

/** Codes that no text is known to give as this program reads, or none that is read in a second. */
const unseen: ReadonlySet<Code> = new Set([
  "BAD_COLLECTION_TYPE",
  "BAD_PROP_ORDER",
  "BLOCK_IN_FLOW",
  "IMPOSSIBLE",
  "NON_STRING_KEY",
  "RESOURCE_EXHAUSTION",
]);

/** All that the library has, as its types list them. */
const codes = [
  ...["ALIAS_PROPS", "BAD_ALIAS", "BAD_DIRECTIVE", "BAD_DQ_ESCAPE", "BAD_INDENT"],
  ...["BAD_PROP_ORDER", "BAD_SCALAR_START", "BLOCK_AS_IMPLICIT_KEY", "BLOCK_IN_FLOW"],
  ...["DUPLICATE_KEY", "IMPOSSIBLE", "KEY_OVER_1024_CHARS", "MISSING_CHAR"],
  ...["MULTILINE_IMPLICIT_KEY", "MULTIPLE_ANCHORS", "MULTIPLE_DOCS", "MULTIPLE_TAGS"],
  ...["NON_STRING_KEY", "RESOURCE_EXHAUSTION", "TAB_AS_INDENT", "TAG_RESOLVE_FAILED"],
  ...["UNEXPECTED_TOKEN", "BAD_COLLECTION_TYPE"],
] as Code[];

describe("What isn't YAML", () => {
  for (const [code, text, line, said] of mistakes) {
    it(`is told with line and key, and without values: ${code} ${JSON.stringify(text.slice(0, 60))}`, () => {
      const { errors, warnings } = parseDocument(text, pulumiYaml);
      assert.equal([...errors, ...warnings][0]?.code ?? "none", code);
      assert.throws(
        () => new YamlSource("f.yaml", text),
        (error) => {
          assert.ok(error instanceof SourceError);
          const reason = error.message.replace(/^is not valid YAML: /, "");
          assert.match(reason, said);
          assert.equal(error.place, `f.yaml:${line}`);
          assert.doesNotMatch(error.message, /secret/);
          return true;
        },
      );
    });
  }

  it("is shown above for every code of the library, but those that no text is known for", () => {
    const shown = new Set(mistakes.map(([code]) => code));
    assert.deepEqual(codes.filter((code) => !shown.has(code)).sort(), [...unseen].sort());
  });
});

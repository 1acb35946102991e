import assert from "node:assert/strict";
import fc from "fast-check";
import { compile, compileAll, isOpen, matches } from "../../../policies/iam/patterns/wildcard.ts";
import { repeatedKeys } from "../../../policies/iam/policy/reading/repeatedKeys.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('"', "\\", '\\"', "{", ":", ",", "a b\n\t", "\\\\"),
);
const space = fc.constantFrom("", " ", "\n", "\t\r\n  ");

/** JSON written in some way, and without the white space between its parts. */
interface Written {
  readonly json: string;
  readonly size: number;
}

const { value } = fc.letrec<{ value: Written }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text.map((one) => written(JSON.stringify(one))),
    fc.constantFrom("1", "true", "null", "-2.5e3").map(written),
    fc.tuple(fc.array(tie("value")), space).map(([all, gap]) => joined("[", all, "]", gap)),
    fc.tuple(fc.uniqueArray(text), fc.array(tie("value")), space).map(([keys, all, gap]) => {
      const entries = all.slice(0, keys.length).map(({ json, size }, at) => {
        const key = JSON.stringify(keys[at]);
        return { json: `${key}${gap}:${gap}${json}`, size: key.length + 1 + size };
      });
      return joined("{", entries, "}", gap);
    }),
  ),
}));

function written(json: string): Written {
  return { json, size: json.length };
}

function joined(open: string, all: readonly Written[], close: string, gap: string): Written {
  const json = `${open}${gap}${all.map((one) => one.json).join(`${gap},${gap}`)}${gap}${close}`;
  const commas = Math.max(0, all.length - 1);
  return { json, size: 2 + commas + all.reduce((sum, { size }) => sum + size, 0) };
}

describe("policies of any length", () => {
  it("are as long as without the white space between their parts", () => {
    fc.assert(
      fc.property(value, space, ({ json, size }, gap) => {
        const policy = `${gap}{${gap}"x"${gap}:${json}}${gap}`;
        const read = readPolicy(policy, "identity");
        if (read.size !== undefined) assert.equal(read.size, size + '{"x":}'.length);
        else assert.match(policy, /\$\{/);
      }),
    );
  });

  it("have keys once, unless one is written twice in one object", () => {
    fc.assert(
      fc.property(value, text, ({ json }, key) => {
        assert.deepEqual(repeatedKeys(json), []);
        const quoted = JSON.stringify(key);
        const twice = `[${json}, {"a": {${quoted}: ${json},${quoted}:1}}]`;
        assert.deepEqual(repeatedKeys(twice), [{ key: quoted.slice(1, -1), place: "[1].a" }]);
      }),
    );
  });

  it("name actions one by one or all together", () => {
    const name = fc.stringMatching(/^[sS]3:[a-cA-C*?]{0,4}$/);
    fc.assert(
      fc.property(fc.array(name), name, (patterns, other) => {
        const asked = other.replaceAll(/[*?]/g, "a");
        const expected = patterns.some((one) => matches(one, asked));
        assert.equal(compileAll(patterns)(asked), expected);
        assert.equal(
          patterns.some((one) => compile(one)(asked)),
          expected,
        );
        assert.equal(isOpen(other), /[*?]/.test(other));
      }),
    );
  });
});

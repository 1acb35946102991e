import assert from "node:assert/strict";
import { z } from "zod";
import { read } from "../../../model/problems/issues.ts";

const held = z.strictObject({ alpha: z.string(), "be, ta": z.string().optional() });

const schema = z.strictObject({
  one: held.optional(),
  changed: held.transform(({ alpha }) => alpha).nullable(),
  either: z.union([z.string(), held.refine(({ alpha }) => alpha !== "")]),
  branches: z.union([
    z.strictObject({ gamma: held, delta: z.number() }),
    z.array(z.union([z.string(), held])),
  ]),
  named: z.record(z.string(), held),
});

const right = { alpha: "a" };
const wrong = { alpha: "a", other: 1 };
const rest = { changed: null, either: "", branches: [], named: {} };

describe("an unknown key", () => {
  for (const [path, value] of [
    ["x.one.other", { one: wrong }],
    ["x.changed.other", { changed: wrong }],
    ["x.either.other", { either: wrong }],
    ["x.branches.gamma.other", { branches: { gamma: wrong, delta: 1 } }],
    ["x.branches[1].other", { branches: ["", wrong] }],
    ["x.named.key.other", { named: { key: wrong } }],
  ] as const) {
    it(`tells at ${path} the keys that are allowed there`, () => {
      const { problems } = read(schema, { ...rest, ...value }, "x");
      assert.deepEqual(
        problems.map((problem) => [problem.path, problem.message]),
        [[path, 'unknown key "other"; allowed here: alpha, be, ta']],
      );
    });
  }

  it("is one problem with the key that is missing because of it, whatever signs the key has", () => {
    const { value, problems } = read(held.required(), { ...right, "be,ta": "b" }, "x");
    assert.equal(value, undefined);
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['unknown key "be,ta"; did you mean "be, ta"?'],
    );
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { emergencyFileSchema } from "../../../model/schema/jsonSchema.ts";
import { undescribed, wordless } from "../../support/jsonSchema.ts";

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const file = read("model/emergency.schema.json");
const schema = z.fromJSONSchema(JSON.parse(file));
const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(read("docs/emergency.md")) ?? [];

describe("the JSON Schema of stack files of emergency/", () => {
  it("is the committed one (else run `npm run schema`)", () => {
    assert.deepEqual(JSON.parse(file), emergencyFileSchema());
  });

  it("accepts stack dev, and the example of docs/emergency.md", () => {
    for (const text of [read("emergency/Pulumi.dev.yaml"), example]) {
      const result = schema.safeParse(parse(text));
      assert.ok(result.success, result.error?.message);
    }
  });

  for (const [what, edit] of [
    ["a misspelt key", (one) => Object.assign(one["access:emergency"], { user: ["ada"] })],
    [
      "a key of a role",
      (one) => Object.assign(one["access:emergency"].roles["read-only"], { units: [] }),
    ],
    ["a section of the main stack", (one) => Object.assign(one, { "access:people": {} })],
    ["no roles", (one) => delete one["access:emergency"].roles],
    ["a day that is none", (one) => Object.assign(one["access:emergency"], { drilledOn: "soon" })],
  ] as [string, (config: ReturnType<typeof parse>) => void][]) {
    it(`refuses ${what}`, () => {
      const { config } = parse(example);
      edit(config);
      assert.ok(!schema.safeParse({ config }).success);
    });
  }

  it("says of every key what it means, and of every pattern what it allows", () => {
    assert.deepEqual(undescribed(JSON.parse(file).properties.config), []);
    assert.deepEqual(wordless(JSON.parse(file)), []);
  });
});

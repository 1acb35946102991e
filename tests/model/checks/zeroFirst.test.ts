import assert from "node:assert/strict";
import { YamlSource } from "../../../model/files/yamlSource.ts";
import { parseStack } from "../../../model/parseStack.ts";
import type { Problem } from "../../../model/problems/problem.ts";
import { stackFileSchema } from "../../../model/schema/jsonSchema.ts";

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** Keys below which a number is wanted; `*` for any key. */
function* numbersIn(schema: Schema | undefined, keys: readonly string[]): Generator<string[]> {
  if (!schema) return;
  const isNumber = schema.enum?.some((one) => typeof one === "number");
  if (schema.type === "integer" || schema.type === "number" || isNumber) yield [...keys];
  for (const one of schema.anyOf ?? []) yield* numbersIn(one, keys);
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    yield* numbersIn(inner, [...keys, key]);
  }
  yield* numbersIn(schema.additionalProperties, [...keys, "any"]);
}

const numbers = [...numbersIn((stackFileSchema() as Schema).properties?.config, [])];

/** What is said of a stack file, and of a file of its section. */
function told(text: string, files: Readonly<Record<string, string>> = {}): readonly Problem[] {
  const file = new YamlSource("Pulumi.x.yaml", text);
  const { config } = file.value as { config: Record<string, unknown> };
  const readFile = (name: string) => files[name] ?? "";
  return parseStack(config, { readFile, project: "acme", file, region: "eu-west-1" }).problems;
}

function nested(keys: readonly string[], value: string): string {
  return keys.reduceRight((inner, key) => `{ "${key}": ${inner} }`, value);
}

/** What is said of how a number is written. */
const about = (problems: readonly Problem[], path: string) =>
  problems.filter((one) => one.path === path && /octal|YAML/.test(one.message));

describe("a number that begins with a zero", () => {
  it("is looked for wherever a number is wanted", () => {
    const paths = numbers.map((keys) => keys.join("."));
    for (const path of [
      "access:auditTrail.retentionDays",
      "access:auditTrail.logGroup.retentionDays",
      "access:limits.deletions",
      "access:detection.passwordPolicy.minimumLength",
    ]) {
      assert.ok(paths.includes(path), paths.join(", "));
    }
  });

  for (const keys of numbers) {
    const path = keys.join(".");
    it(`is refused with its line, and both that may be meant: ${path}`, () => {
      const [first] = about(told(`config:\n  ${nested(keys, "0400").slice(2, -2)}\n`), path);
      assert.match(first?.message ?? "", /^is 0400, .* octal number 256; write 400 or 256$/);
      assert.equal(first?.place, "Pulumi.x.yaml:2");
    });
    const [section = "", ...rest] = keys;
    it(`is refused in the section's file: ${path}`, () => {
      const files = { "s.yaml": `# ours\n${nested(rest, "017").slice(2, -2)}\n` };
      const [first] = about(told(`config:\n  ${section}: s.yaml\n`, files), path);
      assert.match(first?.message ?? "", /octal number 15; write 17 or 15/);
      assert.equal(first?.place, "s.yaml:2");
    });
  }

  const path = "access:limits.deletions";
  for (const [written, message] of [
    ["09", /^is 09, which some readers of YAML take for an octal number; write 9$/],
    ["00", /write 0$/],
    ["0_17", /octal number 15; write 17 or 15/],
    ["0", undefined],
    ["17", undefined],
    ["1_000", undefined],
    ["0x10", undefined],
    ["0o17", undefined],
  ] as const) {
    it(`is told as it is written: ${written}`, () => {
      const [first] = about(told(`config:\n  access:limits: { deletions: ${written} }\n`), path);
      if (message === undefined) assert.equal(first, undefined);
      else assert.match(first?.message ?? "", message);
    });
  }

  it("is found by an alias and in what is merged", () => {
    const yaml = [
      "config:",
      "  x:days: &days 0400",
      "  x:trail: &trail { retentionDays: 0500 }",
      "  access:limits: { deletions: *days }",
      "  access:auditTrail: { <<: *trail, enabled: true }",
    ].join("\n");
    const problems = told(`${yaml}\n`);
    assert.equal(about(problems, path).length, 1);
    assert.equal(about(problems, "access:auditTrail.retentionDays").length, 1);
  });

  it("that is an account's id is told as such, once", () => {
    const problems = told("config:\n  access:accounts: { prod: 011111111111 }\n");
    const found = about(problems, "access:accounts.prod");
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.match(found[0]?.message ?? "", /put all 12 digits in quotes/);
  });
});

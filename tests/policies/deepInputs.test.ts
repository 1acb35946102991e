import assert from "node:assert/strict";
import { policies } from "../../policies/policies.ts";
import { readFilterPattern } from "../../policies/rules/root/filterPattern.ts";
import { InProcessPack } from "./inProcessPack.ts";
import { resource } from "./stack.ts";

const DEPTHS = [50, 150, 900];
const statement = { Effect: "Allow", Action: "*", Resource: "*" };
const policy = JSON.stringify({ Version: "2012-10-17", Statement: statement });

/** Objects or lists within each other. */
function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = "x";
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
}

describe("inputs that are nested deep", () => {
  const robot = resource("aws:iam/user:User", "robot", {});
  const all = [
    ["objects", (inner: unknown) => ({ a: inner })],
    ["lists", (inner: unknown) => [inner]],
  ] as const;
  for (const [what, wrap] of all) {
    for (const depth of DEPTHS) {
      it(`hide nothing, neither of their resource nor of others: ${depth} ${what}`, async () => {
        const inlinePolicies = [{ name: "all", policy }];
        const role = resource("aws:iam/role:Role", "deep", {
          tags: nested(depth, wrap),
          inlinePolicies,
        });
        const topic = resource("aws:sns/topic:Topic", "topic", { tags: nested(depth, wrap) });
        const found = await new InProcessPack(policies()).judge([role, topic, robot]);
        assert.ok(found.every(({ message }) => !/rule itself failed/.test(message)));
        const of = (name: string) => found.filter(({ urn }) => urn?.endsWith(`::${name}`));
        assert.ok(of("robot").some(({ policy }) => policy === "iam-no-users"));
        assert.ok(of("deep").some(({ policy }) => policy === "iam-no-administrator-policies"));
        const isDoubted = of("deep").some(({ message }) => /nested deeper/.test(message));
        assert.equal(isDoubted, depth > 100);
      });
    }
  }

  it("are no matter in texts of policies: they are read, however deep they are", async () => {
    for (const depth of [2_000, 100_000]) {
      const deep = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
      const text = `{"Version":"2012-10-17","x":${deep},"Statement":${JSON.stringify(statement)}}`;
      const stack = [resource("aws:iam/policy:Policy", "deep", { policy: text }), robot];
      const found = await new InProcessPack(policies()).judge(stack);
      assert.ok(found.every(({ message }) => !/rule itself failed/.test(message)));
      assert.ok(found.some(({ policy }) => policy === "iam-no-administrator-policies"));
    }
  });

  it("are no filter pattern", () => {
    const pattern = (depth: number) => `{ ${"(".repeat(depth)}$.a = 1${")".repeat(depth)} }`;
    assert.ok(readFilterPattern(pattern(50)));
    assert.equal(readFilterPattern(pattern(2_000)), undefined);
  });
});

import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { deletionHook } from "../../components/hooks.ts";

/** What a decision is told, where the engine tells these outputs. */
async function told(outputs: Readonly<Record<string, unknown>>): Promise<unknown> {
  const asked: pulumi.ResourceHookArgs[] = [];
  const hook = deletionHook("asks", (args) => {
    asked.push(args);
  });
  const of = { urn: "urn:pulumi:s::p::t::n", id: "1", name: "n", type: "t" } as const;
  await hook.callback({ ...of, oldInputs: outputs, oldOutputs: outputs });
  assert.deepEqual(asked[0]?.oldInputs, asked[0]?.oldOutputs);
  return asked[0]?.oldOutputs;
}

describe("hooks before deletions", () => {
  before(() =>
    pulumi.runtime.setMocks({ newResource: () => ({ id: "", state: {} }), call: () => ({}) }),
  );

  it("are told what is encrypted as what is plain", async () => {
    const plain = { name: "n", tags: { cost: "x" }, emails: { value: "a@example.com" }, count: 2 };
    const { tags, emails } = plain;
    assert.deepEqual(await told(plain), plain);
    assert.deepEqual(
      await told({ ...plain, tags: pulumi.secret(tags), emails: pulumi.secret(emails) }),
      plain,
    );
  });

  it("are told nothing of what isn't known yet, and don't wait for it", async () => {
    const unknown = pulumi.secret({ arn: pulumi.unknown });
    assert.deepEqual(await told({ name: "n", unknown }), { name: "n", unknown });
  });
});

import assert from "node:assert/strict";
import { secretPolicies } from "../../../commands/against/secretPolicies.ts";
import { toStackFile } from "../../../commands/stack/stackFile.ts";

const secretsOf = (sets: string) =>
  secretPolicies(toStackFile("dev", `config:\n  access:permissionSets: ${sets}\n`));

describe("what is secret of a permission set's policies", () => {
  it("is equal where it stays, under another key too, and differs where it changes", () => {
    const [one] = secretsOf("{ a: { inlinePolicy: { secure: AAAB } } }").values();
    const [same] = secretsOf("{ b: { inlinePolicy: { secure: AAAB } } }").values();
    const [other] = secretsOf("{ a: { inlinePolicy: { secure: AAAC } } }").values();
    const [elsewhere] = secretsOf("{ a: { managedPolicies: [{ secure: AAAB }] } }").values();
    assert.ok(one !== undefined && one === same);
    assert.equal(new Set([one, other, elsewhere]).size, 3);
  });

  it("isn't what doesn't decide what it allows", () => {
    const texts = "description: { secure: AAAB }, tags: { owner: { secure: AAAC } }";
    assert.deepEqual([...secretsOf(`{ a: { ${texts} }, b: { sessionDuration: PT2H } }`)], []);
  });
});

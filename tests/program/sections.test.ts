import assert from "node:assert/strict";
import { deployStack } from "../components/deployStack.ts";
import { acmeWith, SECTIONS } from "../lifecycle/sectionsOn.ts";

describe("all that guards and watches over the organization", () => {
  it("is tried again when AWS is busy, and says what to do when AWS refuses", async () => {
    const { resources, errors } = await deployStack({ ...acmeWith(SECTIONS) });
    assert.deepEqual(errors, []);
    const made = resources.filter(({ type }) => type.startsWith("aws:"));
    assert.ok(made.length > 100);
    const left = made.filter(
      ({ options }) => !options.hooks?.onError?.includes("retry-transient-errors"),
    );
    assert.deepEqual(
      left.map(({ type, name }) => `${type} ${name}`),
      [],
    );
  });

  it("names the import of what is there already, with its id", async () => {
    let policyId = "";
    const { diagnostics } = await deployStack({ ...acmeWith(SECTIONS) }, undefined, (world) => {
      const home = "eu-west-1";
      world.call(
        "CreateStorageItem",
        { Type: "alias", Id: "alias/audit-trail", Properties: {} },
        home,
      );
      const made = world.call("CreatePolicy", {
        ...{ Name: "root-guardrails", Description: "", Type: "SERVICE_CONTROL_POLICY" },
        Content: "{}",
      });
      policyId = made.Policy.PolicySummary.Id;
    });
    const said = diagnostics.map(({ message }) => message).join("\n");
    for (const command of [
      "aws:kms/alias:Alias audit-trail alias/audit-trail ",
      `aws:organizations/policy:Policy root-guardrails ${policyId} `,
    ]) {
      assert.ok(said.includes(`pulumi import ${command}`), said);
    }
  });
});

import assert from "node:assert/strict";
import { deployStack, dev } from "../components/deployStack.ts";
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

  for (const [operation, action, path] of [
    ["AttachPolicy", "organizations:AttachPolicy", "rootGuardrails"],
    [
      "RegisterDelegatedAdministrator",
      "organizations:RegisterDelegatedAdministrator",
      "delegatedAdministration\\.account",
    ],
    ["PutRule", "events:PutRule", "alarms"],
    ["CreateTrail", "cloudtrail:CreateTrail", "auditTrail"],
    ["PutConfigRule", "config:PutConfigRule", "detection\\.config"],
  ] as const) {
    it(`says once which action AWS refuses in which account, and where it is written: ${action}`, async () => {
      const { diagnostics } = await deployStack(dev(), undefined, undefined, [
        { operation, error: "AccessDenied" },
      ]);
      const said = diagnostics.filter(({ severity }) => severity === "warning");
      assert.equal(said.length, 1, said.map(({ message }) => message).join("\n"));
      assert.match(
        said[0]?.message ?? "",
        new RegExp(
          `: AWS refuses ${action} to these credentials \\(\\S+\\) in account 000000000001 \\(acme-management\\): .*run pulumi up again \\(access:${path}, Pulumi\\.dev\\.yaml:\\d+\\)$`,
        ),
      );
    });
  }

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

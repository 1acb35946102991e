import assert from "node:assert/strict";
import { parseSnapshot } from "../../sandbox/snapshot.ts";
import { deployStack, dev, type StackConfig } from "../components/deployStack.ts";

/** Refused with one message, before anything of AWS is registered. */
async function refusal(config: StackConfig): Promise<string> {
  const { resources, errors } = await deployStack(config);
  const made = resources.map(({ type }) => type).filter((type) => type !== "pulumi:providers:aws");
  assert.deepEqual(made, ["pulumi:pulumi:Stack"]);
  assert.equal(errors.length, 1, errors.join("\n\n"));
  return errors[0] ?? "";
}

describe("a wrong configuration", () => {
  it("is refused before anything of AWS is registered, with every problem in one message", async () => {
    const message = await refusal(
      dev((config) => {
        Object.assign(config["access:people"] ?? {}, { grace: { givenName: "Grace" } });
        Object.assign(config["access:permissionSets"]?.billing ?? {}, { sessionDuration: "PT13H" });
        Object.assign(config["access:groups"]?.finance ?? {}, {
          members: ["kathrine"],
          access: [
            { permissionSet: "biling", accounts: ["management"] },
            { permissionSet: "billing", accounts: ["web-prd", { ou: "Workload" }] },
          ],
        });
        Object.assign(config, { "access:grups": {} });
      }),
    );
    const lines = message.split("\n");
    assert.equal(lines.at(-1), `${lines.length - 1} errors`);
    for (const path of [
      "access:grups",
      "access:people.grace.familyName",
      "access:permissionSets.billing.sessionDuration",
      "access:groups.finance.members[0]",
      "access:groups.finance.access[0].permissionSet",
      "access:groups.finance.access[1].accounts[0]",
      "access:groups.finance.access[1].accounts[1]",
    ]) {
      const about = lines.filter((line) => line.startsWith(`error: ${path}`));
      assert.equal(about.length, 1, `${path} in\n${message}`);
    }
    assert.match(message, /katherine/);
  });

  it("is refused when there is nothing below a section's key, which Pulumi hands over as an empty text", async () => {
    const emptied = { ...dev(), "access:accounts": "", "access:auditTrail": "" };
    const message = await refusal(emptied);
    for (const key of ["accounts", "auditTrail"]) {
      assert.match(message, new RegExp(`error: access:${key}: is empty: nothing stands below it`));
    }
  });

  it("is refused when no administrator is left", async () => {
    const message = await refusal(
      dev((config) => {
        Object.assign(config["access:groups"]?.["identity-administrators"] ?? {}, { members: [] });
      }),
    );
    assert.match(message, /^error: access:groups\.identity-administrators/m);
  });

  it("is refused without any Region, and told where to find it", async () => {
    const config = dev((all) => {
      delete all["aws:region"];
      delete (all["access:identityCenter"] as Record<string, unknown>).region;
    });
    assert.match(
      await refusal(config),
      /^error: access:identityCenter\.region: is missing, and so is aws:region; .*\(console: /,
    );
  });

  it("needs no Region for Identity Center beside that of the provider", async () => {
    const config = dev((all) => {
      delete (all["access:identityCenter"] as Record<string, unknown>).region;
    });
    const { errors, resources } = await deployStack(config);
    assert.deepEqual(errors, []);
    assert.equal(resources.find(({ name }) => name === "people/ada")?.inputs.region, "eu-west-1");
  });

  it("is taken with a warning when a line of access has ended", async () => {
    const { diagnostics, errors, resources } = await deployStack(
      dev((config) => {
        const line = { permissionSet: "billing", accounts: ["web-dev"], until: "2020-01-01" };
        Object.assign(config["access:groups"]?.finance ?? {}, {
          access: [{ permissionSet: "billing", accounts: ["management"] }, line],
        });
      }),
    );
    assert.deepEqual(errors, []);
    const warnings = diagnostics.filter(({ message }) => message.startsWith("access:groups"));
    assert.deepEqual(
      warnings.map(({ severity, message }) => [severity, message.split(":").slice(0, 2).join(":")]),
      [["warning", "access:groups.finance.access[1].until"]],
    );
    assert.ok(!resources.some(({ name }) => name === "finance/billing/333333333333"));
  });

  it("is refused when the account is not of the organization", async () => {
    const snapshot = parseSnapshot(
      `
managementAccount: "999999999999"
accounts: [{ id: "999999999999", name: other-company }]
identityCenter: { region: eu-west-1 }
`,
      "organization.yaml",
    );
    const { errors, resources } = await deployStack(dev(), snapshot);
    assert.equal(errors.length, 1, errors.join("\n\n"));
    assert.match(errors[0] ?? "", /^Pulumi\.dev\.yaml:23: error: access:accounts\.payments-prod/m);
    assert.ok(!resources.some(({ type }) => type.startsWith("aws:")));
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { PackConfiguration } from "../../commands/analyzer/configuration.ts";
import type { EmergencyAccessArgs } from "../../components/emergency/emergencyAccessArgs.ts";
import { World } from "../../sandbox/world/world.ts";
import { deploy } from "../components/deploy.ts";
import { toAnalyzedResources } from "../support/awsProgram/analyzedResource.ts";
import { samlMetadata } from "../support/samlMetadata.ts";
import { Pack } from "./stack.ts";

/** Of stack dev, whenever the test runs. */
const exemptions: PackConfiguration = JSON.parse(
  readFileSync(new URL("../../emergency/policies.json", import.meta.url), "utf8").replaceAll(
    /"\d{4}(-\d\d-\d\d)"/g,
    `"${new Date().getUTCFullYear() + 1}$1"`,
  ),
);
const pack = new Pack();

/** An organization whose StackSets reach its accounts. */
class WithStackSets extends World {
  constructor(...options: ConstructorParameters<typeof World>) {
    super(...options);
    this.call("ActivateOrganizationsAccess", {});
  }
}

async function made(args: Partial<EmergencyAccessArgs>) {
  const { errors, resources } = await deploy(
    async ({ EmergencyAccess, readOrganization }, { region }) => {
      const { unitIds } = await readOrganization({ tree: true, tags: false });
      const rootId = unitIds?.get("") ?? "";
      new EmergencyAccess("emergency-access", {
        ...{ managementAccountId: "000000000001", region, rootId },
        drilledOn: new Date().toISOString().slice(0, 10),
        drilledBy: "ada",
        roles: {
          "identity-repair": {
            managedPolicies: ["AWSSSOMasterAccountAdministrator"],
            inManagementAccount: true,
          },
          "read-only": { managedPolicies: ["ReadOnlyAccess"], units: { all: rootId } },
          auditor: { managedPolicies: ["SecurityAudit"], accounts: ["111111111111"] },
        },
        ...args,
      });
    },
    { World: WithStackSets },
  );
  assert.deepEqual(errors, []);
  return toAnalyzedResources(resources);
}

describe("the policy pack on emergency access", () => {
  before(() => pack.start());
  after(() => pack.stop());

  const saml = { metadata: samlMetadata() };
  const emails = ["security@example.com"];
  for (const [what, args, exempted] of [
    ["users", { users: ["ada"] }, ["iam-no-administrator-policies", "iam-no-users"]],
    ["an identity provider", { saml }, ["iam-no-administrator-policies"]],
    ["both", { saml, users: ["ada"], emails }, ["iam-no-administrator-policies", "iam-no-users"]],
    [
      "an account of its own",
      { accountId: "111111111111", saml, users: ["ada"], emails },
      ["iam-no-administrator-policies", "iam-no-users"],
    ],
  ] as const) {
    it(`finds nothing but what emergency/policies.json exempts, with ${what}`, async () => {
      const resources = await made(args as Partial<EmergencyAccessArgs>);
      const found = async (config: PackConfiguration) => {
        const violations = await pack.judgeAll(resources, config);
        return [...new Set(violations.map(({ policy }) => policy))].sort();
      };
      assert.deepEqual(await found({}), exempted);
      const used = Object.entries(exemptions).filter(([rule]) => exempted.includes(rule as never));
      assert.deepEqual(await found(Object.fromEntries(used)), []);
    });
  }
});

import assert from "node:assert/strict";
import type { DetectionArgs } from "../../components/detectionArgs.ts";
import { errorForm } from "../../components/errorForms.ts";
import { deploy } from "./deploy.ts";

const CALLED = "detection";
const prod = "111111111111";
const contact = { name: "Security", title: "Team", email: "s@example.com", phone: "+44 20 1" };

const deployDetection = (args: Partial<DetectionArgs> = {}, management = "000000000001") =>
  deploy(({ Detection }, { region }) => {
    new Detection(CALLED, { managementAccountId: management, region, ...args });
  });

describe("Detection", () => {
  it("looks for external access in each Region that it is told, and for unused access in one", async () => {
    const { world, errors } = await deployDetection({
      accessAnalyzer: { regions: ["eu-west-1", "us-east-1"], unusedDays: 60 },
    });
    assert.deepEqual(errors, []);
    const types = (region: string) =>
      world.call("ListAnalyzers", {}, region).analyzers.map(({ name, type }) => [name, type]);
    const external = [`${CALLED}-external-access`, "ORGANIZATION"];
    assert.deepEqual(types("us-east-1"), [external]);
    assert.deepEqual(types("eu-west-1"), [
      external,
      [`${CALLED}-unused-access`, "ORGANIZATION_UNUSED_ACCESS"],
    ]);
  });

  it("waits for what AWS wants first, on the way back, too", async () => {
    const { errors, resource } = await deployDetection({
      accessAnalyzer: { unusedDays: 90 },
      config: { createRecorder: true },
      contacts: { security: contact, memberAccounts: [prod] },
    });
    assert.deepEqual(errors, []);
    const waits = (kind: string, name: string, first: string, firstName: string) => {
      const { dependencies } = resource(kind, `${CALLED}/${name}`);
      const { urn } = resource(first, firstName);
      assert.ok(dependencies.includes(urn), `${name} waits for ${firstName}`);
    };
    waits("Analyzer", "external/eu-west-1", "AwsServiceAccess", `${CALLED}/access-analyzer`);
    waits("Analyzer", "unused", "AwsServiceAccess", `${CALLED}/access-analyzer`);
    waits("AlternativeContact", `${prod}/security`, "AwsServiceAccess", `${CALLED}/account`);
    waits("Recorder", "recorder", "ServiceLinkedRole", `${CALLED}/config`);
    waits("DeliveryChannel", "channel", "Recorder", `${CALLED}/recorder`);
    waits("DeliveryChannel", "channel", "BucketPolicy", `${CALLED}-config-history`);
    waits("RecorderStatus", "recording", "DeliveryChannel", `${CALLED}/channel`);
    waits("Rule", "root-mfa", "RecorderStatus", `${CALLED}/recording`);
  });

  it("fails where the organization doesn't trust Access Analyzer", async () => {
    const { errors } = await deployDetection({ trustedAccess: false });
    assert.match(errors.join("\n"), /trusted access/);
  });

  it("makes recorder, channel and rules in AWS's order, which refuses any other", async () => {
    const { errors, resource, resources } = await deployDetection({
      config: { createRecorder: true, hardwareMfa: true, maximumKeyAge: 30 },
      passwordPolicy: { minimumLength: 20 },
    });
    assert.deepEqual(errors, []);
    const rules = resources.filter(({ type }) => type === "aws:cfg/rule:Rule");
    const identifiers = rules.map(
      ({ inputs }) => (inputs.source as Record<string, string>).sourceIdentifier,
    );
    assert.deepEqual(identifiers.sort(), [
      "ACCESS_KEYS_ROTATED",
      "IAM_PASSWORD_POLICY",
      "IAM_ROOT_ACCESS_KEY_CHECK",
      "IAM_USER_MFA_ENABLED",
      "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS",
      "ROOT_ACCOUNT_HARDWARE_MFA_ENABLED",
    ]);
    const parameters = (rule: string) =>
      JSON.parse(String(resource("Rule", `${CALLED}/${rule}`).inputs.inputParameters));
    assert.deepEqual(parameters("key-age"), { maxAccessKeyAge: "30" });
    assert.equal(parameters("password-policy").MinimumPasswordLength, "20");
  });

  it("says what is missing where the account has no recorder", async () => {
    const { errors } = await deployDetection({ config: {} });
    assert.match(errors.join("\n"), /NoAvailableConfigurationRecorder/);
    const { form } = errorForm(errors.join("\n"), { type: "aws:cfg/rule:Rule" }) ?? {};
    assert.ok(form?.advice !== undefined && form.passes === undefined);
  });

  it("sets the management account's password policy as CIS asks", async () => {
    const { world, errors } = await deployDetection({ passwordPolicy: {} });
    assert.deepEqual(errors, []);
    const { PasswordPolicy } = world.call("GetAccountPasswordPolicy", {});
    assert.equal(PasswordPolicy.MinimumPasswordLength, 14);
    assert.equal(PasswordPolicy.PasswordReusePrevention, 24);
    assert.ok(PasswordPolicy.RequireSymbols && PasswordPolicy.RequireNumbers);
    assert.equal(PasswordPolicy.ExpirePasswords, false);
  });

  it("gives contacts to the management account without its id, and to member accounts with theirs", async () => {
    const { world, errors, resource } = await deployDetection({
      contacts: { security: contact, memberAccounts: [prod] },
    });
    assert.deepEqual(errors, []);
    assert.equal(
      resource("AlternativeContact", `${CALLED}/management/security`).inputs.accountId,
      undefined,
    );
    for (const account of [{}, { AccountId: prod }]) {
      const { AlternateContact } = world.call("GetAlternateContact", {
        ...account,
        AlternateContactType: "SECURITY",
      });
      assert.equal(AlternateContact.EmailAddress, contact.email);
    }
  });

  it("says which account's credentials it needs", async () => {
    const { errors } = await deployDetection({}, "999999999999");
    assert.match(
      errors.join("\n"),
      /belong to the management account \(999999999999\).*leave the Detection out here/,
    );
  });
});

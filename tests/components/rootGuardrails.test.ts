import assert from "node:assert/strict";
import { guardrailPolicy } from "../../components/guardrails/guardrailPolicy.ts";
import type { RootGuardrailsArgs } from "../../components/rootGuardrails.ts";
import { World } from "../../sandbox/world/world.ts";
import { deploy } from "./deploy.ts";

const CALLED = "guard";
const prod = "111111111111";
const none = { credentials: [], administrators: [] };

/** An organization with service control policies. */
class WithPolicies extends World {
  constructor(...options: ConstructorParameters<typeof World>) {
    super(...options);
    this.call("EnablePolicyType", { PolicyType: "SERVICE_CONTROL_POLICY" });
  }
}

/** One in which somebody else has turned on a part of central root access. */
class WithRootSessions extends WithPolicies {
  constructor(...options: ConstructorParameters<typeof World>) {
    super(...options);
    this.call("EnableAWSServiceAccess", { ServicePrincipal: "iam.amazonaws.com" });
    this.call("EnableOrganizationsRootSessions", {});
  }
}

function deployGuardrails(
  args: Partial<RootGuardrailsArgs> = {},
  management = "000000000001",
  Organization = WithPolicies,
) {
  return deploy(
    ({ RootGuardrails }) =>
      new RootGuardrails(CALLED, {
        managementAccountId: management,
        targets: { prod },
        ...args,
      }).policyId,
    { World: Organization },
  );
}

describe("RootGuardrails", () => {
  it("has IAM manage root access, and attaches one policy where it is told", async () => {
    const { world, resource, errors } = await deployGuardrails({
      targets: { prod, dev: "222222222222" },
      tags: { team: "platform" },
    });
    assert.deepEqual(errors, []);
    assert.deepEqual(world.call("ListOrganizationsFeatures", {}).EnabledFeatures, [
      "RootCredentialsManagement",
      "RootSessions",
    ]);
    const policy = resource("Policy", CALLED);
    assert.equal(policy.inputs.type, "SERVICE_CONTROL_POLICY");
    assert.equal(policy.inputs.content, guardrailPolicy(none));
    assert.deepEqual(policy.inputs.tags, { team: "platform" });
    for (const TargetId of [prod, "222222222222"]) {
      const { Policies } = world.call("ListPoliciesForTarget", {
        TargetId,
        Filter: "SERVICE_CONTROL_POLICY",
      });
      assert.deepEqual(
        Policies.map(({ Name }) => Name),
        ["FullAWSAccess", policy.outputs.name],
      );
    }
    const [{ Id: policyId } = { Id: "" }] = world
      .call("ListPolicies", { Filter: "SERVICE_CONTROL_POLICY" })
      .Policies.filter(({ Name }) => Name === policy.outputs.name);
    assert.deepEqual(resource("RootGuardrails", CALLED).outputs, { policyId });
  });

  it("denies root users only when root access is managed, which needs trusted access", async () => {
    const { resource } = await deployGuardrails();
    const features = resource("OrganizationsFeatures", CALLED);
    assert.deepEqual(features.dependencies, [resource("AwsServiceAccess", `${CALLED}-iam`).urn]);
    const { dependencies } = resource("PolicyAttachment", `${CALLED}/111111111111`);
    assert.ok(dependencies.includes(features.urn));
  });

  it("turns on what is off of central root access where somebody else trusts IAM, for good", async () => {
    const elsewhere = { trustedElsewhere: true };
    const { resources, resource, world } = await deployGuardrails(
      elsewhere,
      undefined,
      WithRootSessions,
    );
    assert.ok(!resources.some(({ type }) => /AwsServiceAccess/.test(type)));
    assert.equal(resource("OrganizationsFeatures", CALLED).options.retainOnDelete, true);
    const { EnabledFeatures } = world.call("ListOrganizationsFeatures", {});
    assert.deepEqual(EnabledFeatures, ["RootSessions", "RootCredentialsManagement"]);
    const own = await deployGuardrails();
    assert.equal(own.resource("OrganizationsFeatures", CALLED).options.retainOnDelete, false);
  });

  it("leaves central root access and guardrails out", async () => {
    const { resources, resource } = await deployGuardrails({
      centralRootAccess: false,
      without: ["long-term-credentials", "trail-changes"],
    });
    assert.ok(!resources.some(({ type }) => /OrganizationsFeatures|AwsServiceAccess/.test(type)));
    const { Statement } = JSON.parse(String(resource("Policy", CALLED).inputs.content)) as {
      Statement: { Sid: string }[];
    };
    assert.deepEqual(
      Statement.map(({ Sid }) => Sid),
      [
        "DenyRootUser",
        "DenyLeavingOrganization",
        "DenyIdentityCenterRoles",
        "DenyIdentitySourceChanges",
      ],
    );
  });

  it("knows which guardrails there are", async () => {
    const { errors } = await deployGuardrails({ without: ["root"] });
    const wanted =
      /^RootGuardrails "guard": without: there is no guardrail "root"; write root-user, /;
    assert.ok(
      errors.some((error) => wanted.test(error)),
      errors.join("\n"),
    );
  });

  it("exempts roles", async () => {
    const exempt = { credentials: ["ci/keys"], administrators: ["security/*"] };
    const { resource } = await deployGuardrails({
      credentialRoles: exempt.credentials,
      administratorRoles: exempt.administrators,
    });
    assert.equal(resource("Policy", CALLED).inputs.content, guardrailPolicy(exempt));
  });

  for (const key of ["credentialRoles", "administratorRoles"] as const) {
    it(`exempts nobody by ${key} that take in every permission set's role`, async () => {
      const { errors } = await deployGuardrails({ [key]: ["ci/keys", "*a*"] });
      const wanted = new RegExp(`^RootGuardrails "guard": ${key}: "\\*a\\*": it takes in the role`);
      assert.ok(
        errors.some((error) => wanted.test(error)),
        errors.join("\n"),
      );
    });
  }

  it("says which account's credentials it needs", async () => {
    const { errors } = await deployGuardrails({}, "999999999999");
    assert.ok(
      errors.some((error) =>
        /^RootGuardrails "guard": root access and service control policies belong to the management account \(999999999999\), and these credentials are of account 000000000001; deploy them with those of the management account, or leave the RootGuardrails out here$/.test(
          error,
        ),
      ),
      errors.join("\n"),
    );
  });

  it("says when the policy is longer than Organizations takes", async () => {
    const credentialRoles = Array.from({ length: 90 }, (_, index) => `platform/keys-${index}`);
    const { errors } = await deployGuardrails({ credentialRoles });
    assert.ok(
      errors.some((error) =>
        /would have \d+ characters, and Organizations takes 5120; name fewer roles/.test(error),
      ),
      errors.join("\n"),
    );
  });
});

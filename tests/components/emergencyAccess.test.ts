import assert from "node:assert/strict";
import type { EmergencyAccessArgs } from "../../components/emergency/emergencyAccessArgs.ts";
import { World } from "../../sandbox/world/world.ts";
import { deploy } from "./deploy.ts";

const management = "000000000001";
const entry = "111111111111";
const CALLED = "emergency-access";
const metadata = `<EntityDescriptor>${"x".repeat(1000)}</EntityDescriptor>`;

/** An organization whose StackSets reach its accounts. */
class WithStackSets extends World {
  constructor(...options: ConstructorParameters<typeof World>) {
    super(...options);
    this.call("ActivateOrganizationsAccess", {});
  }
}

function deployAccess(args: Partial<EmergencyAccessArgs> = {}, Kind: typeof World = WithStackSets) {
  return deploy(
    async ({ EmergencyAccess, readOrganization }, { region }) => {
      const { unitIds } = await readOrganization({ tree: true, tags: false });
      const { samlRole, roleArns } = new EmergencyAccess(CALLED, {
        ...{ managementAccountId: management, region, users: ["ada"] },
        roles: {
          "identity-repair": {
            managedPolicies: ["AWSSSOMasterAccountAdministrator"],
            inManagementAccount: true,
          },
          "read-only": {
            managedPolicies: ["ReadOnlyAccess"],
            units: { root: unitIds?.get("") ?? "" },
          },
        },
        ...args,
      });
      return { samlRole, roleArns };
    },
    { World: Kind },
  );
}

const refused = async (args: Partial<EmergencyAccessArgs>, wanted: RegExp) => {
  const { errors } = await deployAccess(args);
  assert.ok(
    errors.some((error) => wanted.test(error)),
    errors.join("\n"),
  );
};

const roles = (world: World, account: string) =>
  world
    .call("ListRoles", { PathPrefix: "/emergency/" }, undefined, { account })
    .Roles.map(({ RoleName }) => RoleName)
    .sort();

describe("EmergencyAccess", () => {
  it("makes a way in, and the roles behind it in each account that is named", async () => {
    const { world, errors, outputs, resources } = await deployAccess({ saml: { metadata } });
    assert.deepEqual(errors, []);
    assert.deepEqual(roles(world, management), ["emergency-operations", "identity-repair"]);
    assert.deepEqual(roles(world, entry), ["read-only"]);
    assert.deepEqual(roles(world, "222222222222"), ["read-only"]);
    assert.deepEqual(outputs, {
      samlRole: `arn:aws:iam::${management}:role/emergency/emergency-operations,arn:aws:iam::${management}:saml-provider/emergency`,
      roleArns: {
        "identity-repair": "arn:aws:iam::*:role/emergency/identity-repair",
        "read-only": "arn:aws:iam::*:role/emergency/read-only",
      },
    });
    assert.ok(
      !resources.some(({ type }) => /ssoadmin|identitystore|AccessKey|LoginProfile/.test(type)),
    );
  });

  it("makes the way in in an account of its own", async () => {
    const { world, errors } = await deployAccess({ accountId: entry, saml: { metadata } });
    assert.deepEqual(errors, []);
    assert.deepEqual(roles(world, entry), ["emergency-operations", "read-only"]);
    assert.deepEqual(roles(world, management), ["identity-repair"]);
    const { Users } = world.call("ListIamUsers", {}, undefined, { account: entry });
    assert.deepEqual(
      Users.map(({ Arn }) => Arn),
      [`arn:aws:iam::${entry}:user/emergency/ada`],
    );
  });

  it("tells of every use, in the account where people come in", async () => {
    for (const accountId of [undefined, entry]) {
      const { errors, resource, resources } = await deployAccess({
        ...(accountId === undefined ? {} : { accountId }),
        saml: { metadata },
        emails: ["security@example.com"],
      });
      assert.deepEqual(errors, []);
      for (const region of ["us-east-1", "eu-west-1"]) {
        const called = `${CALLED}-${region}-emergency-access`;
        const { arn } = resource("EventRule", called).outputs;
        assert.equal(
          String(arn).split(":").slice(3, 5).join(),
          `${region},${accountId ?? management}`,
        );
        const pattern = String(resource("EventRule", called).inputs.eventPattern);
        for (const role of ["emergency-operations", "identity-repair", "read-only"]) {
          assert.ok(pattern.includes(`:role/emergency/${role}`), pattern);
        }
        assert.ok(pattern.includes('"ada"'), pattern);
      }
      assert.equal(resources.filter(({ type }) => type.endsWith(":EventRule")).length, 2);
    }
    const { resources } = await deployAccess();
    assert.ok(!resources.some(({ type }) => /EventRule|sns/.test(type)));
  });

  it("says what is wrong with its arguments", async () => {
    await refused({ users: [] }, /nobody could come in: give saml, users, or both/);
    await refused({ accountId: management }, /accountId: this is the management account/);
    await refused(
      { managementAccountId: "999999999999" },
      /from the management account \(999999999999\), and these credentials are of account 000000000001/,
    );
    await refused({ roles: { lost: {} } }, /roles\.lost: it is in no account: give units/);
    await refused(
      { roles: { "emergency-operations": { inManagementAccount: true } } },
      /roles\.emergency-operations: this is the name of the role/,
    );
  });

  it("is told by StackSets of a policy that AWS doesn't have, and makes no role with it", async () => {
    const units = { root: "r-2c2f" };
    const reader = { managedPolicies: ["ReadOnlyAcess"], units };
    const { world, errors } = await deployAccess({ roles: { reader } });
    assert.match(errors.join("\n"), /policy\/ReadOnlyAcess does not exist or is not attachable/);
    assert.deepEqual(roles(world, entry), []);
  });

  it("needs StackSets to be switched on in the organization", async () => {
    const { errors } = await deployAccess({}, World);
    assert.ok(errors.some((error) => /must enable organizations access/.test(error)));
  });
});

import assert from "node:assert/strict";
import { World } from "../../sandbox/world/world.ts";
import { deploy } from "./deploy.ts";

const CALLED = "delegation";
const member = "222222222222";
const management = "000000000001";
const service = { ServicePrincipal: "sso.amazonaws.com" };

/** Calls that come from a member account. */
class FromMember extends World {
  constructor(options: ConstructorParameters<typeof World>[0]) {
    super({ ...options, account: member });
  }
}

const delegate = (accountId: string, options?: Parameters<typeof deploy>[1]) =>
  deploy(
    ({ DelegatedAdministration }) =>
      new DelegatedAdministration(CALLED, { managementAccountId: management, accountId }).accountId,
    options,
  );

describe("DelegatedAdministration", () => {
  it("registers the account, and keeps the trusted access that Identity Center rests on", async () => {
    const { world, resource, errors } = await delegate(member);
    assert.deepEqual(errors, []);
    const { DelegatedAdministrators } = world.call("ListDelegatedAdministrators", service);
    assert.deepEqual(
      DelegatedAdministrators.map(({ Id }) => Id),
      [member],
    );
    assert.equal(resource("DelegatedAdministrator", CALLED).id, `${member}/sso.amazonaws.com`);
    assert.equal(resource("AwsServiceAccess", `${CALLED}-sso`).options.retainOnDelete, true);
    assert.equal(resource("DelegatedAdministrator", CALLED).options.deleteBeforeReplace, true);
  });

  it("refuses the management account itself, and credentials of another account", async () => {
    const own = await delegate(management);
    assert.match(own.errors.join(), /administers Identity Center as it is; name a member account/);
    const other = await delegate(member, { World: FromMember });
    assert.match(other.errors.join(), /credentials are of account 222222222222/);
    for (const { world } of [own, other]) {
      assert.equal(world.counts.get("RegisterDelegatedAdministrator"), undefined);
    }
  });
});

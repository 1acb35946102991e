import assert from "node:assert/strict";
import { Provider } from "../../sandbox/resources/provider.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { make, organization, region, testWorld, types } from "./fixture.ts";

const TYPE = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
const [prod, dev, closed] = ["111111111111", "222222222222", "333333333333"];
const management = "000000000001";
const sso = { servicePrincipal: "sso.amazonaws.com" };

describe("sandbox: delegated administrator of Identity Center", () => {
  it("is registered, read, imported and deregistered by account and service", async () => {
    const { provider } = testWorld();
    const { id, outputs } = await make(provider, TYPE, { accountId: dev, ...sso });
    assert.equal(id, `${dev}/sso.amazonaws.com`);
    assert.equal(outputs.name, "dev");
    assert.deepEqual((await provider.read(TYPE, id, undefined))?.outputs, outputs);
    await provider.delete(TYPE, id, outputs);
    assert.equal(await provider.read(TYPE, id, outputs), undefined);
    // Whoever deregistered it meanwhile did the same.
    await provider.delete(TYPE, id, outputs);
  });

  it("is refused as AWS refuses it", async () => {
    const { provider, world } = testWorld();
    const register = (accountId: string, servicePrincipal = sso.servicePrincipal) =>
      make(provider, TYPE, { accountId, servicePrincipal });
    await assert.rejects(register(management), /management account as a delegated administrator/);
    await assert.rejects(register(closed as string), /cannot register a suspended account/);
    await assert.rejects(register("999999999999"), /account that doesn't exist/);
    await assert.rejects(
      register(dev as string, "guardduty.amazonaws.com"),
      /EnableAWSServiceAccess first/,
    );
    await assert.rejects(register("dev"), /accountId/);
    await register(dev as string);
    await assert.rejects(register(dev as string), /already a delegated administrator/);
    await assert.rejects(
      register(prod as string),
      /exceeded the allowed number of delegated administrators/,
    );
    assert.throws(
      () => world.call("DisableAWSServiceAccess", { ServicePrincipal: "sso.amazonaws.com" }),
      /deregister the delegated administrators/,
    );
  });

  it("may do all but what is the management account's, through the provider, too", async () => {
    const { provider, world, journal, instanceArn } = testWorld();
    await make(provider, TYPE, { accountId: dev, ...sso });
    const assign = async (by: Provider, permissionSetArn: unknown, targetId: string) => {
      const [group] = world.call("ListGroups", { IdentityStoreId: storeOf(world) }, region).Groups;
      const principal = { principalId: group?.GroupId, principalType: "GROUP" };
      const target = { targetId, targetType: "AWS_ACCOUNT" };
      return await make(by, types.assignment, {
        instanceArn,
        permissionSetArn,
        ...principal,
        ...target,
      });
    };
    const setOf = (by: Provider, name: string) =>
      make(by, types.permissionSet, { instanceArn, name });
    const theirs = await setOf(provider, "management");
    await assign(provider, theirs.outputs.arn, management);

    const delegate = new World({ snapshot: organization(), journal: again(journal), account: dev });
    const member = new Provider(delegate, { region, defaultTags: {} });
    const own = await setOf(member, "reader");
    await assign(member, own.outputs.arn, prod as string);
    await assert.rejects(
      assign(member, own.outputs.arn, management),
      /cannot manage assignments in the management account/,
    );
    await assert.rejects(
      assign(member, theirs.outputs.arn, prod as string),
      /provisioned in the management account/,
    );
    await assert.rejects(
      make(member, TYPE, { accountId: prod, ...sso }),
      /don't have permissions to access this resource/,
    );
    await assert.rejects(
      member.delete(TYPE, `${dev}/sso.amazonaws.com`, {}),
      /don't have permissions to access this resource/,
    );
    assert.ok(delegate.call("ListAccounts", {}).Accounts.length > 2);
  });
});

function storeOf(world: World): string {
  return world.call("ListInstances", {}, region).Instances[0]?.IdentityStoreId ?? "";
}

/** The same journal, read from its beginning by another process. */
function again(journal: MemoryJournal): MemoryJournal {
  const copy = new MemoryJournal();
  copy.entries.push(...journal.entries);
  let isNew = true;
  const { exclusively } = copy;
  copy.exclusively = <T>(received: Parameters<typeof exclusively>[0], work: () => T): T => {
    if (isNew) for (const entry of copy.entries) received(entry);
    isNew = false;
    return exclusively.call(copy, received, work) as T;
  };
  return copy;
}

import assert from "node:assert/strict";
import { invoke } from "../../sandbox/functions/functionDefinitions.ts";
import { keyArn, organization, region, testWorld } from "./fixture.ts";

type Result = Record<string, never> & Record<string, unknown>;
const token = (module: string, name: string) => `aws:${module}/${name}:${name}`;

describe("sandbox: functions", () => {
  const { world, instanceArn, identityStoreId } = testWorld();
  const call = (module: string, name: string, args: object = {}, from = world) =>
    invoke(from, token(module, name), args as Record<string, unknown>, { region }) as Result;
  const names = (list: unknown) => (list as { name: string }[]).map(({ name }) => name);

  it("knows the caller, the partition and the Region", () => {
    assert.equal(call("index", "getCallerIdentity").accountId, "000000000001");
    assert.equal(call("index", "getPartition", { region: "cn-north-1" }).partition, "aws-cn");
    assert.equal(call("index", "getRegion").region, region);
  });

  it("finds no instance in another Region, without an error", () => {
    assert.deepEqual(call("ssoadmin", "getInstances").arns, [instanceArn]);
    assert.deepEqual(call("ssoadmin", "getInstances", { region: "us-east-1" }).arns, []);
  });

  it("finds a permission set by name or ARN", () => {
    const byName = call("ssoadmin", "getPermissionSet", {
      instanceArn,
      name: "AWSAdministratorAccess",
    });
    const byArn = call("ssoadmin", "getPermissionSet", { instanceArn, arn: byName.arn });
    assert.deepEqual(byArn, byName);
    assert.equal(byName.id, byName.arn);
    const wrong = { instanceArn, name: "nobody" };
    assert.throws(() => call("ssoadmin", "getPermissionSet", wrong), /Permission Set: not found/);
    assert.throws(() => call("ssoadmin", "getPermissionSet", { instanceArn }), /only one of/);
  });

  const by = (attributePath: string, attributeValue: string) => ({
    identityStoreId,
    alternateIdentifier: { uniqueAttribute: { attributePath, attributeValue } },
  });

  it("finds groups and people by name or id", () => {
    const group = call("identitystore", "getGroup", by("DisplayName", "security"));
    const again = { identityStoreId, groupId: group.groupId };
    assert.equal(call("identitystore", "getGroup", again).displayName, "security");
    assert.equal(group.id, group.groupId);
    const user = call("identitystore", "getUser", by("UserName", "grace"));
    assert.deepEqual(user.names, [{ givenName: "Grace", familyName: "Hopper" }]);
    const byMail = call("identitystore", "getUser", by("emails.value", "grace@example.com"));
    assert.equal(byMail.userId, user.userId);
  });

  it("finds a log group, and the policies of a target", () => {
    world.call("CreateLogGroup", { Id: "trail", Properties: { name: "trail" } }, region);
    assert.equal(call("cloudwatch", "getLogGroup", { name: "trail" }).id, "trail");
    const other = { name: "trail", region: "us-east-1" };
    assert.throws(() => call("cloudwatch", "getLogGroup", other), /Log Group \(trail\): empty/);
    world.call("EnablePolicyType", { PolicyType: "SERVICE_CONTROL_POLICY" });
    const [root] = world.call("ListRoots", {}).Roots;
    const of = { filter: "SERVICE_CONTROL_POLICY", targetId: root?.Id };
    assert.deepEqual(call("organizations", "getPoliciesForTarget", of).ids, ["p-FullAWSAccess"]);
  });

  it("finds a key, with its state and its replicas, for whom KMS lets", () => {
    const of = (more: string, state = "Enabled") => {
      const key = `{ arn: "${keyArn}", state: ${state}, replicas: [us-east-1] }`;
      const change = (yaml: string) => `${yaml.replace(/ {2}- \{ arn: .*/, `  - ${key}`)}${more}`;
      return testWorld({ snapshot: organization(change) }).world;
    };
    const disabled = call("kms", "getKey", { keyId: keyArn }, of("", "Disabled"));
    assert.deepEqual([disabled.keyState, disabled.enabled], ["Disabled", false]);
    const replica = keyArn.replace(region, "us-east-1");
    const related = {
      multiRegionKeyType: "PRIMARY",
      primaryKeys: [{ arn: keyArn, region }],
      replicaKeys: [{ arn: replica, region: "us-east-1" }],
    };
    assert.deepEqual(disabled.multiRegionConfigurations, [related]);
    const there = call("kms", "getKey", { keyId: replica, region: "us-east-1" });
    assert.equal(there.arn, replica);
    for (const keyId of [keyArn.replace("mrk-0", "mrk-1"), replica]) {
      assert.throws(
        () => call("kms", "getKey", { keyId }),
        (error: Error) => error.message === `reading KMS Key (${keyId}): couldn't find resource`,
      );
    }
    const silent = (yaml: string) =>
      yaml.replace(/, keyArn: "[^"]*"/, "").replace(/keys:\n.*\n/, "");
    const { world: unsaid } = testWorld({ snapshot: organization(silent) });
    const taken = call("kms", "getKey", { keyId: keyArn }, unsaid);
    assert.deepEqual([taken.enabled, taken.multiRegionConfigurations], [true, []]);
    const denying = of('callerPolicy: { Version: "2012-10-17", Statement: [] }\n');
    assert.throws(
      () => call("kms", "getKey", { keyId: keyArn }, denying),
      /AccessDeniedException: .*not authorized to perform: kms:DescribeKey/,
    );
  });

  it("fails when nobody has the name", () => {
    assert.throws(
      () => call("identitystore", "getGroup", by("DisplayName", "nobody")),
      /reading IdentityStore Group \(d-[0-9a-f]+\): no group nobody.*GROUP not found/,
    );
  });

  it("walks the organization", () => {
    const { roots, accounts, nonMasterAccounts } = call("organizations", "getOrganization");
    assert.deepEqual(names(accounts), ["management", "prod", "dev", "closed"]);
    assert.deepEqual(names(nonMasterAccounts), ["prod", "dev", "closed"]);
    const parentId = (roots as unknown as { id: string }[])[0]?.id;
    const below = (name: string, id: unknown) => call("organizations", name, { parentId: id });
    assert.deepEqual(names(below("getOrganizationalUnits", parentId).children), ["Workloads"]);
    const workloads = call("organizations", "getOrganizationalUnit", {
      parentId,
      name: "Workloads",
    });
    const unit = workloads.id;
    assert.deepEqual(names(below("getOrganizationalUnits", unit).children), ["Production"]);
    assert.deepEqual(names(below("getOrganizationalUnitChildAccounts", unit).accounts), ["dev"]);
    const all = below("getOrganizationalUnitDescendantAccounts", unit).accounts;
    assert.deepEqual(names(all), ["dev", "prod"]);
    const everything = below("getOrganizationalUnitDescendantAccounts", parentId).accounts;
    assert.deepEqual(names(everything), ["management", "closed", "dev", "prod"]);
    const tags = call("organizations", "getResourceTags", { resourceId: "111111111111" });
    assert.deepEqual(tags.tags, { env: "prod" });
  });

  it("shows a member account only the organization's description", () => {
    const snapshot = organization((yaml) => `${yaml}\ncallerAccount: "222222222222"`);
    const { world: member } = testWorld({ snapshot });
    const found = call("organizations", "getOrganization", {}, member);
    assert.deepEqual([found.accounts, found.roots], [[], []]);
    assert.equal(found.masterAccountId, "000000000001");
    assert.throws(
      () => call("organizations", "getDelegatedAdministrators", {}, member),
      /^Error: AccessDeniedException: /,
    );
  });

  it("lists delegated administrators of a service", () => {
    const snapshot = organization(
      (yaml) => `${yaml}\ndelegatedAdministrators: [{ account: "222222222222" }]`,
    );
    const { world: delegating } = testWorld({ snapshot });
    const list = (servicePrincipal: string) =>
      call("organizations", "getDelegatedAdministrators", { servicePrincipal }, delegating)
        .delegatedAdministrators;
    assert.deepEqual(names(list("sso.amazonaws.com")), ["dev"]);
    assert.deepEqual(list("guardduty.amazonaws.com"), []);
  });

  it("fails with the name of a function that it does not have", () => {
    assert.throws(() => call("ec2", "getAmi"), /no function "aws:ec2\/getAmi:getAmi"/);
  });
});

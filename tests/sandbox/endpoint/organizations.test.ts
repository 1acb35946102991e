import assert from "node:assert/strict";
import { Organizations } from "@aws-sdk/client-organizations";
import { organizations } from "../../../sandbox/endpoint/services/organizations.ts";
import { World } from "../../../sandbox/world/world.ts";
import { organization } from "../fixture.ts";
import { refuseUntested } from "./coverage.ts";
import { EndpointFixture } from "./fixture.ts";

const management = "000000000001";
const prod = "111111111111";
const dev = "222222222222";

const snapshot = organization(
  (yaml) => `${yaml}
delegatedAdministrators: [{ account: "222222222222" }]
trustedServices: [sso.amazonaws.com, cloudtrail.amazonaws.com]
policies:
  - { name: no-root, content: '{"Version":"2012-10-17","Statement":[]}', targets: [root, Workloads, prod] }
`,
);

describe("sandbox's endpoint: Organizations through AWS's SDK", () => {
  let fixture: EndpointFixture;
  let client: Organizations;
  let root: string;

  before(async () => {
    fixture = await EndpointFixture.started({ snapshot });
    client = new Organizations(fixture.settings());
    root = (await client.listRoots({})).Roots?.[0]?.Id ?? "";
  });
  after(() => fixture.stop());

  const children = async (ParentId: string) => {
    const units = (await client.listOrganizationalUnitsForParent({ ParentId })).OrganizationalUnits;
    const accounts = (await client.listAccountsForParent({ ParentId })).Accounts;
    return [...(units ?? []), ...(accounts ?? [])].map(({ Name }) => Name);
  };
  const unit = async (ParentId: string, name: string) => {
    const found = await client.listOrganizationalUnitsForParent({ ParentId });
    return found.OrganizationalUnits?.find(({ Name }) => Name === name)?.Id ?? "";
  };

  it("describes the organization, its tree and its accounts", async () => {
    const { Organization } = await client.describeOrganization({});
    assert.equal(Organization?.MasterAccountId, management);
    assert.deepEqual(await children(root), ["Workloads", "management", "closed"]);
    const workloads = await unit(root, "Workloads");
    assert.deepEqual(await children(workloads), ["Production", "dev"]);
    const listed = await client.listChildren({ ParentId: workloads, ChildType: "ACCOUNT" });
    assert.deepEqual(listed.Children, [{ Id: dev, Type: "ACCOUNT" }]);
    const parents = await client.listParents({ ChildId: dev });
    assert.deepEqual(parents.Parents, [{ Id: workloads, Type: "ORGANIZATIONAL_UNIT" }]);
    assert.deepEqual((await client.listParents({ ChildId: workloads })).Parents, [
      { Id: root, Type: "ROOT" },
    ]);
    const described = await client.describeOrganizationalUnit({ OrganizationalUnitId: workloads });
    assert.equal(described.OrganizationalUnit?.Name, "Workloads");
    const { Account } = await client.describeAccount({ AccountId: prod });
    assert.deepEqual([Account?.Name, Account?.State], ["prod", "ACTIVE"]);
    assert.ok(Account?.JoinedTimestamp instanceof Date);
    assert.equal((await client.listAccounts({})).Accounts?.length, 4);
  });

  it("makes units, renames them with what is in them, moves accounts and tags", async () => {
    const made = await client.createOrganizationalUnit({ ParentId: root, Name: "CI/CD" });
    const OrganizationalUnitId = made.OrganizationalUnit?.Id ?? "";
    const inner = await client.createOrganizationalUnit({
      ParentId: OrganizationalUnitId,
      Name: "Tools",
      Tags: [{ Key: "env", Value: "tools" }],
    });
    const tools = inner.OrganizationalUnit?.Id ?? "";
    const from = (await client.listParents({ ChildId: dev })).Parents?.[0]?.Id ?? "";
    await client.moveAccount({ AccountId: dev, SourceParentId: from, DestinationParentId: tools });
    await client.updateOrganizationalUnit({ OrganizationalUnitId, Name: "Delivery" });
    assert.deepEqual(await children(OrganizationalUnitId), ["Tools"]);
    assert.deepEqual(await children(tools), ["dev"]);
    assert.ok((await children(root)).includes("Delivery"));
    await client.tagResource({ ResourceId: dev, Tags: [{ Key: "env", Value: "dev" }] });
    await client.tagResource({ ResourceId: root, Tags: [{ Key: "a", Value: "b" }] });
    await client.tagResource({ ResourceId: dev, Tags: [{ Key: "team", Value: "x" }] });
    await client.untagResource({ ResourceId: dev, TagKeys: ["team"] });
    const tags = async (ResourceId: string) =>
      (await client.listTagsForResource({ ResourceId })).Tags;
    assert.deepEqual(await tags(dev), [{ Key: "env", Value: "dev" }]);
    assert.deepEqual(await tags(root), [{ Key: "a", Value: "b" }]);
    assert.deepEqual(await tags(tools), [{ Key: "env", Value: "tools" }]);
    const spare = await client.createOrganizationalUnit({ ParentId: root, Name: "Spare" });
    await client.deleteOrganizationalUnit({ OrganizationalUnitId: spare.OrganizationalUnit?.Id });
    await assert.rejects(client.deleteOrganizationalUnit({ OrganizationalUnitId }), {
      name: "OrganizationalUnitNotEmptyException",
    });
    await assert.rejects(client.createOrganizationalUnit({ ParentId: root, Name: "Delivery" }), {
      name: "DuplicateOrganizationalUnitException",
    });
  });

  it("makes accounts", async () => {
    const request = { AccountName: "sandbox-2", Email: "sandbox-2@example.com" };
    const { CreateAccountStatus: started } = await client.createAccount(request);
    const { CreateAccountStatus: status } = await client.describeCreateAccountStatus({
      CreateAccountRequestId: started?.Id,
    });
    assert.equal(status?.State, "SUCCEEDED");
    const { Account } = await client.describeAccount({ AccountId: status?.AccountId });
    assert.equal(Account?.Email, request.Email);
    const again = (await client.createAccount(request)).CreateAccountStatus;
    assert.deepEqual([again?.State, again?.FailureReason], ["FAILED", "EMAIL_ALREADY_EXISTS"]);
  });

  it("tells policies, their targets, who administers what, and what is trusted", async () => {
    const { Policies = [] } = await client.listPolicies({ Filter: "SERVICE_CONTROL_POLICY" });
    assert.deepEqual(
      Policies.map(({ Name, AwsManaged }) => [Name, AwsManaged]),
      [
        ["FullAWSAccess", true],
        ["no-root", false],
      ],
    );
    const PolicyId = Policies[1]?.Id ?? "";
    const { Policy } = await client.describePolicy({ PolicyId });
    assert.equal(Policy?.Content, '{"Version":"2012-10-17","Statement":[]}');
    const { Targets = [] } = await client.listTargetsForPolicy({ PolicyId });
    assert.deepEqual(
      Targets.map(({ Name, Type }) => [Name, Type]),
      [
        ["Root", "ROOT"],
        ["Workloads", "ORGANIZATIONAL_UNIT"],
        ["prod", "ACCOUNT"],
      ],
    );
    const ofProd = await client.listPoliciesForTarget({
      TargetId: prod,
      Filter: "SERVICE_CONTROL_POLICY",
    });
    assert.deepEqual(
      ofProd.Policies?.map(({ Name }) => Name),
      ["FullAWSAccess", "no-root"],
    );
    const [{ PolicyTypes } = {}] = (await client.listRoots({})).Roots ?? [];
    assert.deepEqual(PolicyTypes, [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }]);
    const administrators = await client.listDelegatedAdministrators({});
    assert.deepEqual(
      administrators.DelegatedAdministrators?.map(({ Id }) => Id),
      [dev],
    );
    const services = await client.listDelegatedServicesForAccount({ AccountId: dev });
    assert.deepEqual(
      services.DelegatedServices?.map(({ ServicePrincipal }) => ServicePrincipal),
      ["sso.amazonaws.com"],
    );
    const trusted = await client.listAWSServiceAccessForOrganization({});
    assert.deepEqual(
      trusted.EnabledServicePrincipals?.map((one) => one.ServicePrincipal),
      ["sso.amazonaws.com", "cloudtrail.amazonaws.com"],
    );
  });

  it("makes, changes and attaches policies, and turns their types on and off", async () => {
    const Type = "SERVICE_CONTROL_POLICY";
    const request = { Name: "guard", Description: "", Type, Content: '{"Statement":[]}' } as const;
    const made = await client.createPolicy(request);
    const PolicyId = made.Policy?.PolicySummary?.Id ?? "";
    await assert.rejects(client.createPolicy(request), { name: "DuplicatePolicyException" });
    const attachment = { PolicyId, TargetId: prod };
    await client.attachPolicy(attachment);
    await assert.rejects(client.attachPolicy(attachment), {
      name: "DuplicatePolicyAttachmentException",
    });
    await assert.rejects(client.attachPolicy({ PolicyId, TargetId: "ou-none-12345678" }), {
      name: "TargetNotFoundException",
    });
    await assert.rejects(client.deletePolicy({ PolicyId }), { name: "PolicyInUseException" });
    const updated = await client.updatePolicy({ PolicyId, Content: "{}" });
    assert.deepEqual(
      [updated.Policy?.Content, updated.Policy?.PolicySummary?.Name],
      ["{}", "guard"],
    );
    const ofProd = async () => {
      const listed = await client.listPoliciesForTarget({ TargetId: prod, Filter: Type });
      return listed.Policies?.map(({ Name }) => Name);
    };
    assert.deepEqual(await ofProd(), ["FullAWSAccess", "no-root", "guard"]);
    await client.detachPolicy(attachment);
    await assert.rejects(client.detachPolicy(attachment), { name: "PolicyNotAttachedException" });
    await client.deletePolicy({ PolicyId });
    await client.disablePolicyType({ RootId: root, PolicyType: Type });
    assert.deepEqual(await ofProd(), []);
    assert.deepEqual((await client.listRoots({})).Roots?.[0]?.PolicyTypes, []);
    await client.enablePolicyType({ RootId: root, PolicyType: Type });
    await assert.rejects(client.enablePolicyType({ RootId: root, PolicyType: Type }), {
      name: "PolicyTypeAlreadyEnabledException",
    });
    assert.deepEqual(await ofProd(), ["FullAWSAccess"]);
  });

  it("delegates, trusts services, and closes accounts", async () => {
    const delegation = { AccountId: prod, ServicePrincipal: "sso.amazonaws.com" };
    await assert.rejects(client.registerDelegatedAdministrator(delegation), {
      name: "ConstraintViolationException",
    });
    await client.deregisterDelegatedAdministrator({ ...delegation, AccountId: dev });
    await assert.rejects(client.deregisterDelegatedAdministrator(delegation), {
      name: "AccountNotRegisteredException",
    });
    await client.registerDelegatedAdministrator(delegation);
    await assert.rejects(client.registerDelegatedAdministrator(delegation), {
      name: "AccountAlreadyRegisteredException",
    });
    const administrators = async () =>
      (await client.listDelegatedAdministrators({})).DelegatedAdministrators?.map(({ Id }) => Id);
    assert.deepEqual(await administrators(), [prod]);
    await client.deregisterDelegatedAdministrator(delegation);
    await client.registerDelegatedAdministrator({ ...delegation, AccountId: dev });
    const ServicePrincipal = "iam.amazonaws.com";
    const trusted = async () =>
      (await client.listAWSServiceAccessForOrganization({})).EnabledServicePrincipals?.map(
        (one) => one.ServicePrincipal,
      );
    await client.enableAWSServiceAccess({ ServicePrincipal });
    assert.ok((await trusted())?.includes(ServicePrincipal));
    await client.disableAWSServiceAccess({ ServicePrincipal });
    assert.ok(!(await trusted())?.includes(ServicePrincipal));
    const account = { AccountName: "short", Email: "short@example.com" };
    const { CreateAccountStatus: status } = await client.createAccount(account);
    const AccountId = status?.AccountId ?? "";
    await client.closeAccount({ AccountId });
    await assert.rejects(client.closeAccount({ AccountId }), {
      name: "AccountAlreadyClosedException",
    });
    await assert.rejects(client.closeAccount({ AccountId: management }), {
      name: "ConstraintViolationException",
    });
    assert.equal((await client.describeAccount({ AccountId })).Account?.Status, "SUSPENDED");
  });

  it("lets nobody change the organization but the management account", async () => {
    const delegated = new Organizations(fixture.settings({ accessKeyId: `ASIA${dev}SAND` }));
    assert.equal((await delegated.listRoots({})).Roots?.length, 1);
    const request = { ParentId: root, Name: "Mine" };
    await assert.rejects(delegated.createOrganizationalUnit(request), {
      name: "AccessDeniedException",
    });
    const member = new Organizations(fixture.settings({ accessKeyId: `ASIA${prod}SAND` }));
    await assert.rejects(member.listRoots({}), { name: "AccessDeniedException" });
  });

  it("has answered every operation of its table by now", () => {
    refuseUntested(fixture, [organizations]);
  });

  it("keeps what was changed by a call when the organization file is read again", () => {
    const { journal } = fixture;
    const before = journal.entries.length;
    const replayed = {
      ...journal,
      exclusively<T>(
        received: (entry: (typeof journal.entries)[number]) => void,
        work: () => T,
      ): T {
        for (const entry of journal.entries.slice(0, before)) received(entry);
        return work();
      },
      append: () => assert.fail("the file brought something back"),
    };
    new World({ snapshot, journal: replayed });
  });
});

import assert from "node:assert/strict";
import { AccessAnalyzer } from "@aws-sdk/client-accessanalyzer";
import { CloudTrail } from "@aws-sdk/client-cloudtrail";
import { IAM } from "@aws-sdk/client-iam";
import { Identitystore } from "@aws-sdk/client-identitystore";
import {
  Organizations,
  paginateListPolicies,
  paginateListRoots,
} from "@aws-sdk/client-organizations";
import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { NormalizedSchema } from "@smithy/core/schema";
import fc from "fast-check";
import { operationSchema } from "../../../sandbox/endpoint/services/service.ts";
import { services } from "../../../sandbox/endpoint/services/services.ts";
import { organization } from "../fixture.ts";
import { EndpointFixture } from "./fixture.ts";

const numbers = [1, 2, 3, 4, 5, 6, 7];
const prod = "111111111111";

/** Seven of everything that is listed, or nearly. */
const snapshot = organization((yaml) =>
  yaml
    .replace("people: [", `people: [${numbers.map((n) => `p${n}, `).join("")}`)
    .replace(
      "groups: [",
      `groups: [{ name: all, members: [${numbers.map((n) => `p${n}`).join(", ")}] }, ${numbers.map((n) => `{ name: g${n}, members: [p1] }, `).join("")}`,
    )
    .replace("permissionSets: [", `permissionSets: [${numbers.map((n) => `set${n}, `).join("")}`)
    .concat(
      `trustedServices: [${numbers.map((n) => `s${n}.amazonaws.com`).join(", ")}]
otherInstances: [${numbers.map(() => "{ region: eu-west-1 }").join(", ")}]
delegatedAdministrators: [{ account: "111111111111" }, ${numbers.map((n) => `{ account: "222222222222", service: s${n}.amazonaws.com }`).join(", ")}]
policies: [${numbers.map((n) => `{ name: p${n}, content: "{}", targets: [root, prod, dev, Workloads] }`).join(", ")}]
applications: [${numbers.map((n) => `{ name: a${n} }`).join(", ")}]
analyzers: [${numbers.map((n) => `{ name: a${n} }`).join(", ")}]
trails: [${numbers.map((n) => `{ name: trail${n}, bucket: logs }`).join(", ")}]
iamUsers: [${numbers.map((n) => `{ name: u${n}, mfa: true, accessKeys: [{}, {}] }`).join(", ")}]
`,
    ),
);

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "000000000001" }, Action: "sts:AssumeRole" }],
});

type Call = (input: Record<string, unknown>) => Promise<object>;

describe("sandbox's endpoint: pages", () => {
  let fixture: EndpointFixture;
  let requests: Record<string, readonly [call: Call, input: Record<string, unknown>]>;
  const limits = { pageSize: 1000 };

  before(async () => {
    fixture = await EndpointFixture.started({ snapshot }, limits);
    requests = await listRequests(fixture);
  });
  after(() => fixture.stop());

  /** All items, page by page, none of which holds more than is wanted. */
  async function all(name: string, size?: number) {
    const [service = "", operation = ""] = name.split(":");
    const found = services.find((one) => one.name === service) ?? assert.fail(service);
    const list = found.operations[operation]?.list ?? "";
    const { token, answerToken = token, size: named = "" } = found.paging;
    const [, , , , input$] = operationSchema(found, operation);
    const sizeName = named in NormalizedSchema.of(input$).getMemberSchemas() ? named : undefined;
    const [call, input] = requests[name] ?? assert.fail(`no request for ${name}`);
    const items: unknown[] = [];
    let pages = 0;
    let next: unknown;
    do {
      const page = (await call({
        ...input,
        ...(next === undefined ? {} : { [token]: next }),
        ...(size === undefined || !sizeName ? {} : { [sizeName]: size }),
      })) as Record<string, unknown>;
      items.push(...((page[list] ?? []) as unknown[]));
      next = page[answerToken];
      pages++;
      assert.ok(pages < 100, `${name} has no end`);
    } while (next !== undefined);
    const expected = sizeName ? Math.min(limits.pageSize, size ?? 1000) : limits.pageSize;
    assert.ok(pages >= Math.ceil(items.length / expected), `${name}: ${pages} pages`);
    return items;
  }

  it("divides every list into pages that hold the same, whatever their size", async () => {
    const lists = services.flatMap(({ name, operations }) =>
      Object.entries(operations).flatMap(([operation, { list }]) =>
        list ? [`${name}:${operation}`] : [],
      ),
    );
    for (const name of lists) {
      limits.pageSize = 1000;
      const items = await all(name);
      const isShort = [
        "organizations:ListRoots",
        "organizations:ListParents",
        "iam:ListAccountAliases",
        "iam:ListMFADevices",
      ];
      assert.ok(items.length > 1 || isShort.includes(name), `${name} lists ${items.length}`);
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 9 }),
          fc.option(fc.integer({ min: 1, max: 9 })),
          async (pageSize, wanted) => {
            limits.pageSize = pageSize;
            assert.deepEqual(await all(name, wanted ?? undefined), items, name);
          },
        ),
        { numRuns: 3 },
      );
    }
  });

  it("takes a token for the request that it was given for alone", async () => {
    limits.pageSize = 2;
    const store = new Identitystore(fixture.settings());
    const sso = new SSOAdmin(fixture.settings());
    const [instance] = (await sso.listInstances({})).Instances ?? [];
    const { IdentityStoreId = "" } = instance ?? {};
    const { NextToken = "" } = await store.listUsers({ IdentityStoreId });
    assert.doesNotMatch(Buffer.from(NextToken, "base64url").toString(), /p1|UserName/);
    const invalid = { name: "ValidationException" };
    await assert.rejects(store.listGroups({ IdentityStoreId, NextToken }), invalid);
    await assert.rejects(store.listUsers({ IdentityStoreId, NextToken: "Mjo0" }), invalid);
    await assert.rejects(store.listUsers({ IdentityStoreId, MaxResults: 101 }), invalid);
    await assert.rejects(new Organizations(fixture.settings()).listAccounts({ NextToken }), {
      name: "InvalidInputException",
    });
  });

  it("gives an empty page before the first of Organizations, as AWS may do at any time", async () => {
    limits.pageSize = 2;
    const client = new Organizations(fixture.settings());
    const first = await client.listAccounts({});
    assert.deepEqual(first.Accounts, []);
    const { Accounts } = await client.listAccounts({ NextToken: first.NextToken });
    assert.equal(Accounts?.length, 2);
  });
});

async function listRequests(fixture: EndpointFixture) {
  const settings = fixture.settings();
  const sso = new SSOAdmin(settings);
  const store = new Identitystore(settings);
  const org = new Organizations(settings);
  const iam = new IAM(settings);
  const bound = <C extends object>(client: C, method: keyof C) =>
    (client[method] as Call).bind(client);
  const [instance] = (await sso.listInstances({})).Instances ?? [];
  const { InstanceArn = "", IdentityStoreId = "" } = instance ?? {};
  const { Users = [] } = await store.listUsers({ IdentityStoreId });
  const { Groups = [] } = await store.listGroups({ IdentityStoreId });
  const { PermissionSets = [] } = await sso.listPermissionSets({ InstanceArn });
  const [PermissionSetArn = ""] = PermissionSets;
  const set = { InstanceArn, PermissionSetArn };
  const group = Groups.find(({ DisplayName }) => DisplayName === "all");
  const user = Users.find(({ UserName }) => UserName === "p1");
  for (const { GroupId } of Groups.slice(0, 4)) {
    for (const arn of PermissionSets.slice(0, 3)) {
      const assignment = {
        ...set,
        PermissionSetArn: arn,
        PrincipalId: GroupId,
        PrincipalType: "GROUP",
        TargetType: "AWS_ACCOUNT",
      } as const;
      await sso.createAccountAssignment({ ...assignment, TargetId: prod });
      await sso.createAccountAssignment({ ...assignment, TargetId: "222222222222" });
      if (GroupId !== group?.GroupId) {
        await sso.deleteAccountAssignment({ ...assignment, TargetId: "222222222222" });
      }
    }
  }
  for (const ManagedPolicyArn of [
    "ReadOnlyAccess",
    "SecurityAudit",
    "job-function/ViewOnlyAccess",
  ]) {
    const arn = `arn:aws:iam::aws:policy/${ManagedPolicyArn}`;
    await sso.attachManagedPolicyToPermissionSet({ ...set, ManagedPolicyArn: arn });
  }
  for (const Name of ["one", "two", "three"]) {
    const CustomerManagedPolicyReference = { Name, Path: "/" };
    await sso.attachCustomerManagedPolicyReferenceToPermissionSet({
      ...set,
      CustomerManagedPolicyReference,
    });
  }
  for (const RegionName of ["us-east-1", "us-west-2"]) {
    await sso.addRegion({ InstanceArn, RegionName });
  }
  const RoleName = "auditor";
  const document = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
  });
  await iam.createRole({ RoleName, AssumeRolePolicyDocument: trust });
  for (const name of ["ReadOnlyAccess", "SecurityAudit"]) {
    await iam.attachRolePolicy({ RoleName, PolicyArn: `arn:aws:iam::aws:policy/${name}` });
    await iam.putRolePolicy({ RoleName, PolicyName: name, PolicyDocument: document });
  }
  const Tags = numbers.map((n) => ({ Key: `key${n}`, Value: "x" }));
  await sso.tagResource({ InstanceArn, ResourceArn: PermissionSetArn, Tags });
  await org.tagResource({ ResourceId: prod, Tags });
  for (let time = 0; time < 3; time++) {
    await sso.provisionPermissionSet({
      ...set,
      PermissionSetArn: PermissionSets[1],
      TargetType: "ALL_PROVISIONED_ACCOUNTS",
    });
  }
  let root = "";
  for await (const page of paginateListRoots({ client: org }, {})) {
    root = page.Roots?.[0]?.Id ?? root;
  }
  for (const n of numbers) await org.createOrganizationalUnit({ ParentId: root, Name: `u${n}` });
  const Filter = "SERVICE_CONTROL_POLICY";
  let policy = "";
  for await (const page of paginateListPolicies({ client: org }, { Filter })) {
    policy = page.Policies?.at(-1)?.Id ?? policy;
  }
  return {
    "access-analyzer:ListAnalyzers": [bound(new AccessAnalyzer(settings), "listAnalyzers"), {}],
    "cloudtrail:ListTrails": [bound(new CloudTrail(settings), "listTrails"), {}],
    "iam:ListUsers": [bound(iam, "listUsers"), {}],
    "iam:ListAccessKeys": [bound(iam, "listAccessKeys"), { UserName: "u1" }],
    "iam:ListAccountAliases": [bound(iam, "listAccountAliases"), {}],
    "iam:ListMFADevices": [bound(iam, "listMFADevices"), { UserName: "u1" }],
    "iam:ListAttachedRolePolicies": [bound(iam, "listAttachedRolePolicies"), { RoleName }],
    "iam:ListRolePolicies": [bound(iam, "listRolePolicies"), { RoleName }],
    "iam:ListRoles": [
      bound(new IAM(fixture.settings({ accessKeyId: `ASIA${prod}SAND` })), "listRoles"),
      {},
    ],
    "iam:ListVirtualMFADevices": [bound(iam, "listVirtualMFADevices"), {}],
    "identitystore:ListUsers": [bound(store, "listUsers"), { IdentityStoreId }],
    "identitystore:ListGroups": [bound(store, "listGroups"), { IdentityStoreId }],
    "identitystore:ListGroupMemberships": [
      bound(store, "listGroupMemberships"),
      { IdentityStoreId, GroupId: group?.GroupId },
    ],
    "identitystore:ListGroupMembershipsForMember": [
      bound(store, "listGroupMembershipsForMember"),
      { IdentityStoreId, MemberId: { UserId: user?.UserId } },
    ],
    "organizations:ListRoots": [bound(org, "listRoots"), {}],
    "organizations:ListAccounts": [bound(org, "listAccounts"), {}],
    "organizations:ListAccountsForParent": [
      bound(org, "listAccountsForParent"),
      { ParentId: root },
    ],
    "organizations:ListOrganizationalUnitsForParent": [
      bound(org, "listOrganizationalUnitsForParent"),
      { ParentId: root },
    ],
    "organizations:ListChildren": [
      bound(org, "listChildren"),
      { ParentId: root, ChildType: "ORGANIZATIONAL_UNIT" },
    ],
    "organizations:ListParents": [bound(org, "listParents"), { ChildId: prod }],
    "organizations:ListPolicies": [bound(org, "listPolicies"), { Filter }],
    "organizations:ListPoliciesForTarget": [
      bound(org, "listPoliciesForTarget"),
      { Filter, TargetId: prod },
    ],
    "organizations:ListTargetsForPolicy": [
      bound(org, "listTargetsForPolicy"),
      { PolicyId: policy },
    ],
    "organizations:ListDelegatedAdministrators": [bound(org, "listDelegatedAdministrators"), {}],
    "organizations:ListDelegatedServicesForAccount": [
      bound(org, "listDelegatedServicesForAccount"),
      { AccountId: "222222222222" },
    ],
    "organizations:ListAWSServiceAccessForOrganization": [
      bound(org, "listAWSServiceAccessForOrganization"),
      {},
    ],
    "organizations:ListTagsForResource": [bound(org, "listTagsForResource"), { ResourceId: prod }],
    "sso:ListApplications": [bound(sso, "listApplications"), { InstanceArn }],
    "sso:ListInstances": [bound(sso, "listInstances"), {}],
    "sso:ListRegions": [bound(sso, "listRegions"), { InstanceArn }],
    "sso:ListPermissionSets": [bound(sso, "listPermissionSets"), { InstanceArn }],
    "sso:ListTagsForResource": [
      bound(sso, "listTagsForResource"),
      { InstanceArn, ResourceArn: PermissionSetArn },
    ],
    "sso:ListManagedPoliciesInPermissionSet": [
      bound(sso, "listManagedPoliciesInPermissionSet"),
      set,
    ],
    "sso:ListCustomerManagedPolicyReferencesInPermissionSet": [
      bound(sso, "listCustomerManagedPolicyReferencesInPermissionSet"),
      set,
    ],
    "sso:ListAccountsForProvisionedPermissionSet": [
      bound(sso, "listAccountsForProvisionedPermissionSet"),
      set,
    ],
    "sso:ListPermissionSetsProvisionedToAccount": [
      bound(sso, "listPermissionSetsProvisionedToAccount"),
      { InstanceArn, AccountId: prod },
    ],
    "sso:ListPermissionSetProvisioningStatus": [
      bound(sso, "listPermissionSetProvisioningStatus"),
      { InstanceArn },
    ],
    "sso:ListAccountAssignments": [
      bound(sso, "listAccountAssignments"),
      { ...set, AccountId: prod },
    ],
    "sso:ListAccountAssignmentsForPrincipal": [
      bound(sso, "listAccountAssignmentsForPrincipal"),
      { InstanceArn, PrincipalType: "USER", PrincipalId: user?.UserId },
    ],
    "sso:ListAccountAssignmentCreationStatus": [
      bound(sso, "listAccountAssignmentCreationStatus"),
      { InstanceArn },
    ],
    "sso:ListAccountAssignmentDeletionStatus": [
      bound(sso, "listAccountAssignmentDeletionStatus"),
      { InstanceArn },
    ],
  } as const satisfies Record<string, readonly [Call, Record<string, unknown>]>;
}

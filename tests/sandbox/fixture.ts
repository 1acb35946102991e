import { Provider } from "../../sandbox/resources/provider.ts";
import { parseSnapshot } from "../../sandbox/snapshot.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World, type WorldOptions } from "../../sandbox/world/world.ts";
import { TestClock } from "./testClock.ts";

export const region = "eu-west-1";

/** A multi-Region key, which encrypts Identity Center. */
export const keyArn = `arn:aws:kms:${region}:000000000001:key/mrk-0123456789abcdef0123456789abcdef`;

/** Two member accounts, one of which has the policy `boundary`, and one that is suspended. */
export const organizationYaml = `
managementAccount: "000000000001"
accounts:
  - { id: "000000000001", name: management }
  - { id: "111111111111", name: prod, organizationalUnit: Workloads/Production, tags: { env: prod } }
  - { id: "222222222222", name: dev, organizationalUnit: Workloads }
  - { id: "333333333333", name: closed, state: SUSPENDED }
organizationalUnits: [Workloads/Production]
identityCenter: { region: ${region}, keyArn: "${keyArn}" }
existing:
  people: [{ userName: grace, givenName: Grace, familyName: Hopper, email: grace@example.com }]
  groups: [{ name: security, members: [grace] }]
  permissionSets: [AWSAdministratorAccess]
keys:
  - { arn: "${keyArn}", replicas: [ap-south-1, us-east-1, us-west-2] }
customerManagedPolicies:
  - { name: boundary, path: /team/, accounts: [prod] }
`;

export function organization(change: (yaml: string) => string = (yaml) => yaml) {
  return parseSnapshot(change(organizationYaml), "organization.yaml");
}

/** A world in memory, its provider, and the ids that every test needs. */
export function testWorld(options: Partial<WorldOptions> = {}) {
  const journal = new MemoryJournal();
  const clock = new TestClock();
  const world = new World({ snapshot: organization(), journal, clock, ...options });
  const provider = new Provider(world, { region, defaultTags: { owner: "platform" } });
  const instance = world.call("ListInstances", {}, region).Instances[0];
  const instanceArn = instance?.InstanceArn ?? "";
  const identityStoreId = instance?.IdentityStoreId ?? "";
  return { journal, world, provider, instanceArn, identityStoreId };
}

/** Checks and creates a resource, as the engine does. */
export async function make(
  provider: Provider,
  type: string,
  news: Readonly<Record<string, unknown>>,
) {
  const { inputs, failures } = provider.check(type, { name: "res", news, seed: "seed" });
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  return { inputs, ...(await provider.create(type, inputs)) };
}

export const types = {
  permissionSet: "aws:ssoadmin/permissionSet:PermissionSet",
  inlinePolicy: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
  managedPolicy: "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
  managedPolicies:
    "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
  customerPolicy: "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment",
  customerPolicies:
    "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive",
  boundary: "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
  assignment: "aws:ssoadmin/accountAssignment:AccountAssignment",
  attributes: "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes",
  user: "aws:identitystore/user:User",
  group: "aws:identitystore/group:Group",
  membership: "aws:identitystore/groupMembership:GroupMembership",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  alias: "aws:kms/alias:Alias",
} as const;

/** A permission set and a group with one member, ready for assignments. */
export async function accessFixture(options: Partial<WorldOptions> = {}) {
  const base = testWorld(options);
  const { provider, instanceArn, identityStoreId } = base;
  const set = await make(provider, types.permissionSet, { instanceArn, name: "read-only" });
  const group = await make(provider, types.group, { identityStoreId, displayName: "engineers" });
  const user = await make(provider, types.user, {
    identityStoreId,
    userName: "ada",
    displayName: "Ada",
    name: { givenName: "Ada", familyName: "Lovelace" },
  });
  const permissionSetArn = String(set.outputs.arn);
  const principalId = String(group.outputs.groupId);
  await make(provider, types.membership, {
    identityStoreId,
    groupId: principalId,
    memberId: user.outputs.userId,
  });
  const assignmentTo = (targetId: string) => ({
    instanceArn,
    permissionSetArn,
    principalId,
    principalType: "GROUP",
    targetId,
    targetType: "AWS_ACCOUNT",
  });
  return { ...base, set, group, user, permissionSetArn, principalId, assignmentTo };
}

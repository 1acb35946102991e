import type { ExistingPerson, OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import { snapshotFromConfiguration } from "../../sandbox/snapshot.ts";
import { Random } from "../lifecycle/fuzz/random.ts";
import { region } from "../sandbox/fixture.ts";
import type { LiveFixture } from "./liveFixture.ts";

const management = "000000000001";
const units = ["Workloads", "Workloads/Prod", "Workloads/Prod/EU", "Sécurité", "Infra"];
const policies = [
  "ReadOnlyAccess",
  "job-function/ViewOnlyAccess",
  "SecurityAudit",
  "IAMFullAccess",
];
const inline =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';

/** An organization as it is before anybody changes it by calls. */
export function randomSnapshot(seed: number): OrganizationSnapshot {
  const random = new Random(seed);
  const members = Array.from({ length: random.below(6) }, (_, index) => ({
    id: `${index + 1}`.repeat(12),
    name: `account ${index}`,
    state: random.chance(0.2) ? "SUSPENDED" : "ACTIVE",
    organizationalUnit: random.pick(["", ...units]) ?? "",
    tags: random.chance(0.5) ? { env: "prod", "cost centre": "ünit 7" } : {},
    email: `root+${index}@example.com`,
  }));
  const external = (id: string) =>
    random.chance(0.5) ? { externalIds: [{ issuer: "https://idp.example.com", id }] } : {};
  const people: ExistingPerson[] = Array.from({ length: random.below(4) }, (_, index) => ({
    userName: `existing${index}@example.com`,
    givenName: "Zoë",
    familyName: `O'Neil ${index}`,
    ...external(`user-${index}`),
  }));
  const base = snapshotFromConfiguration(members, { managementAccount: management, region });
  return {
    ...base,
    accounts: [
      { id: management, name: "management", state: "ACTIVE", organizationalUnit: "" },
      ...members,
    ],
    organizationalUnits: units,
    delegatedAdministrators: members.flatMap(({ id: account }) =>
      random.chance(0.3)
        ? [
            { account, service: "sso.amazonaws.com" },
            { account, service: "guardduty.amazonaws.com" },
          ]
        : [],
    ),
    existing: {
      people,
      groups: [
        {
          name: "AWSAuditAccountAdmins",
          members: people.slice(0, 2).map(({ userName }) => userName),
          ...external("group"),
        },
      ],
      permissionSets: [
        {
          name: "AWSAdministratorAccess",
          managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        },
      ],
    },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
    ...(random.chance(0.5) ? { attributes: { costCenter: "${path:enterprise.costCenter}" } } : {}),
    complete: false,
  };
}

/** What people did in the console: groups, people, sets, assignments; and some of it undone or changed since. */
export function randomChanges(
  { world, state }: LiveFixture,
  seed: number,
  { withDeleted = true }: { withDeleted?: boolean } = {},
): void {
  const random = new Random(seed ^ 0x5eed);
  const [instance] = world.call("ListInstances", {}, region).Instances;
  const { InstanceArn = "", IdentityStoreId = "" } = instance ?? {};
  const store = { IdentityStoreId };
  const groups = state.rows("groups").map(({ id }) => id);
  const people = state.rows("users").map(({ id }) => id);
  for (let index = random.below(5); index > 0; index--) {
    const Description = random.chance(0.5) ? { Description: `Who does ${index} & ½` } : {};
    const request = { ...store, DisplayName: `Groupe ${index} 组`, ...Description };
    groups.push(world.call("CreateGroup", request, region).GroupId);
  }
  for (let index = random.below(6); index > 0; index--) {
    const request = {
      ...store,
      UserName: `ada${index}`,
      DisplayName: `Ada ${index}`,
      Name: { GivenName: "Ada", FamilyName: `Lovelace ${index}` },
      ...(random.chance(0.5)
        ? { Emails: [{ Value: `ada${index}@example.com`, Type: "work", Primary: true }] }
        : {}),
      ...(random.chance(0.3) ? { Title: "Countess", Timezone: "Europe/London" } : {}),
    };
    people.push(world.call("CreateUser", request, region).UserId);
  }
  const joined = new Set(state.rows("memberships").map((one) => `${one.groupId} ${one.userId}`));
  for (const GroupId of groups) {
    for (const UserId of random.some(people, 0, 4)) {
      if (joined.has(`${GroupId} ${UserId}`)) continue;
      world.call("CreateGroupMembership", { ...store, GroupId, MemberId: { UserId } }, region);
    }
  }
  const sets = state.rows("permissionSets").map(({ arn }) => arn);
  for (let index = random.below(5); index > 0; index--) {
    const { PermissionSet } = world.call(
      "CreatePermissionSet",
      {
        InstanceArn,
        Name: `Set-${index}`,
        ...(random.chance(0.5) ? { Description: "Reads, ½ writes" } : {}),
        ...(random.chance(0.5) ? { SessionDuration: "PT8H" } : {}),
        ...(random.chance(0.3) ? { RelayState: "https://console.aws.amazon.com/s3" } : {}),
        ...(random.chance(0.5) ? { Tags: [{ Key: "team", Value: "plattform ü" }] } : {}),
      },
      region,
    );
    sets.push(PermissionSet.PermissionSetArn);
    fill(world, random, { InstanceArn, PermissionSetArn: PermissionSet.PermissionSetArn });
  }
  const accounts = state.rows("accounts").filter((one) => one.state === "ACTIVE");
  const targets = [...accounts].map(({ id }) => id);
  for (const PermissionSetArn of sets) {
    for (const TargetId of random.some(targets, 0, 4)) {
      const principals = [
        ...random.some(groups, 0, 3).map((id) => ["GROUP", id] as const),
        ...random.some(people, 0, 2).map((id) => ["USER", id] as const),
      ];
      for (const [PrincipalType, PrincipalId] of principals) {
        world.call(
          "CreateAccountAssignment",
          {
            InstanceArn,
            PermissionSetArn,
            TargetId,
            TargetType: "AWS_ACCOUNT",
            PrincipalType,
            PrincipalId,
          },
          region,
        );
      }
    }
  }
  for (const PermissionSetArn of random.some(sets, 0, 2)) {
    const request = { InstanceArn, PermissionSetArn, InlinePolicy: `${inline} ` };
    world.call("PutInlinePolicyToPermissionSet", request, region);
  }
  if (!withDeleted) return;
  for (const GroupId of random.some(groups, 0, 1))
    world.call("DeleteGroup", { ...store, GroupId }, region);
  for (const UserId of random.some(people, 0, 1))
    world.call("DeleteUser", { ...store, UserId }, region);
}

function fill(
  world: LiveFixture["world"],
  random: Random,
  set: { InstanceArn: string; PermissionSetArn: string },
): void {
  for (const name of random.some(policies, 0, 3)) {
    const ManagedPolicyArn = `arn:aws:iam::aws:policy/${name}`;
    world.call("AttachManagedPolicyToPermissionSet", { ...set, ManagedPolicyArn }, region);
  }
  for (const Name of random.some(["team", "limits"], 0, 2)) {
    const CustomerManagedPolicyReference = { Name, Path: "/team/" };
    world.call(
      "AttachCustomerManagedPolicyReferenceToPermissionSet",
      { ...set, CustomerManagedPolicyReference },
      region,
    );
  }
  if (random.chance(0.5)) {
    world.call("PutInlinePolicyToPermissionSet", { ...set, InlinePolicy: inline }, region);
  }
  const boundary = random.pick([
    { ManagedPolicyArn: "arn:aws:iam::aws:policy/PowerUserAccess" },
    { CustomerManagedPolicyReference: { Name: "boundary", Path: "/" } },
    undefined,
  ]);
  if (!boundary) return;
  world.call(
    "PutPermissionsBoundaryToPermissionSet",
    { ...set, PermissionsBoundary: boundary },
    region,
  );
}

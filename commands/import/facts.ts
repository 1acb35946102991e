import type {
  AccessControlAttributes,
  LiveAssignment,
  LiveGroup,
  LiveMembership,
  LiveOrganization,
  LivePermissionSet,
  LiveUser,
  PermissionsBoundary,
  PolicyReference,
  SetSettings,
  Tags,
} from "../../live/liveOrganization.ts";
import { allNotRead, type NotRead, needed, type Section } from "../../live/notRead.ts";
import { type InstanceKey, instanceKey } from "../organization/instanceKey.ts";
import type { ImportRead } from "./read.ts";

/** What is imported of an organization, all of it read. */
export interface Facts {
  readonly region: string;
  readonly instanceArn: string;
  readonly identityStoreId: string;
  /** 12 digits. */
  readonly managementAccount: string;
  /** The account, 12 digits, where the credentials are the delegated administrator's: it can't change what the management account has. */
  readonly delegate?: string;
  /** Permission sets that the management account has, where the credentials are the delegated administrator's. */
  readonly setsInManagement: readonly { readonly arn: string; readonly name: string }[];
  /** Permission sets that the other of two stacks has, by its file. */
  readonly setsOfOther: readonly { readonly arn: string; readonly name: string }[];
  readonly accounts: readonly AccountFacts[];
  /** Paths of organizational units. */
  readonly units: readonly string[];
  /** The customer managed key that encrypts Identity Center; absent where AWS's own does. */
  readonly key?: InstanceKey;
  /** Regions of Identity Center beside its home Region, without those that AWS is removing. */
  readonly furtherRegions: readonly string[];
  /** Attributes for access control; none where they aren't enabled. */
  readonly attributes: AccessControlAttributes["attributes"];
  readonly permissionSets: readonly SetFacts[];
  readonly groups: readonly GroupFacts[];
  readonly users: readonly LiveUser[];
  readonly assignments: readonly LiveAssignment[];
  /** Names of applications of Identity Center. */
  readonly applications: Section<readonly string[]>;
}

export interface AccountFacts {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly organizationalUnit: string;
  readonly tags: Tags;
}

export interface GroupFacts extends Omit<LiveGroup, "members"> {
  /** None where they weren't read. */
  readonly members: readonly LiveMembership[];
  /** AWS's words, where somebody else's group doesn't tell who is in it. */
  readonly unreadMembers?: string;
}

export interface SetFacts extends SetSettings {
  readonly arn: string;
  readonly tags: Tags;
  /** ARNs. */
  readonly managedPolicies: readonly string[];
  readonly customerManagedPolicies: readonly PolicyReference[];
  /** JSON text. */
  readonly inlinePolicy: string | undefined;
  readonly permissionsBoundary: PermissionsBoundary | undefined;
  /** Accounts whose role isn't as the set is now. */
  readonly accountsBehind: readonly string[];
}

/**
 * What was read, where nothing is missing: what isn't known would be taken for not there, and taken away.
 *
 * @throws with every permission that is missing
 */
export function importFacts({ live, applications, regions, caller }: ImportRead): Facts {
  const { organization, units, accounts, instance, attributes } = live;
  const { groups, users, assignments } = live;
  const management = organization.isRead ? organization.value.managementAccount : undefined;
  // No other member account could have read this.
  const delegate = caller === management ? undefined : caller;
  const inManagement = delegate === undefined ? [] : setsIn(live, management);
  const permissionSets = without(live.permissionSets, inManagement);
  refuseHalf(
    allNotRead([
      ...[organization, units, accounts, instance.details, regions, attributes],
      ...[permissionSets, users, assignments],
      ...(groups.isRead ? groupsUnread(groups.value) : [groups]),
    ]),
  );
  const key = instanceKey(needed(instance.details), regions);
  return {
    region: instance.region,
    instanceArn: instance.arn,
    identityStoreId: instance.identityStoreId,
    managementAccount: management ?? "",
    ...(delegate === undefined ? {} : { delegate }),
    setsInManagement: inManagement.map(({ arn, settings }) => ({
      arn,
      name: settings.isRead ? settings.value.name : arn,
    })),
    setsOfOther: [],
    accounts: needed(accounts)
      .map(({ id, name, state, organizationalUnit, tags }) => ({
        ...{ id, name, state, organizationalUnit },
        tags: needed(tags),
      }))
      .sort(byId),
    units: needed(units)
      .map(({ path }) => path)
      .sort(),
    ...(key && { key }),
    furtherRegions: needed(regions)
      .flatMap(({ name, status }) => (status === "REMOVING" ? [] : [name]))
      .sort(),
    attributes: needed(attributes)?.attributes ?? [],
    permissionSets: needed(permissionSets)
      .map(setFacts)
      .sort((one, other) => (one.arn < other.arn ? -1 : 1)),
    groups: needed(groups).map(groupFacts).sort(byId),
    users: [...needed(users)].sort(byId),
    assignments: needed(assignments).list,
    applications,
  };
}

/** Permission sets that an account has a role of, or that are assigned there. */
function setsIn(
  { permissionSets, assignments }: LiveOrganization,
  account: string | undefined,
): readonly LivePermissionSet[] {
  if (!permissionSets.isRead || account === undefined) return [];
  const assigned = new Set(
    (assignments.isRead ? assignments.value.list : []).flatMap((one) =>
      one.account === account ? [one.permissionSetArn] : [],
    ),
  );
  return permissionSets.value.filter(
    ({ arn, accounts }) =>
      assigned.has(arn) || (accounts.isRead && accounts.value.includes(account)),
  );
}

function without(
  sets: LiveOrganization["permissionSets"],
  some: readonly LivePermissionSet[],
): LiveOrganization["permissionSets"] {
  if (!sets.isRead) return sets;
  return { ...sets, value: sets.value.filter((one) => !some.includes(one)) };
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}

/** Members of all groups; one group alone may keep its own to itself. */
function groupsUnread(groups: readonly LiveGroup[]): Section<unknown>[] {
  const members = groups.map((group) => group.members);
  return members.some(({ isRead }) => isRead) ? [] : members;
}

function groupFacts({ members, ...group }: LiveGroup): GroupFacts {
  if (!members.isRead) return { ...group, members: [], unreadMembers: members.message };
  return { ...group, members: [...members.value].sort(byId) };
}

function setFacts(set: LivePermissionSet): SetFacts {
  return {
    arn: set.arn,
    ...needed(set.settings),
    tags: needed(set.tags),
    managedPolicies: needed(set.managedPolicies),
    customerManagedPolicies: needed(set.customerManagedPolicies),
    inlinePolicy: needed(set.inlinePolicy),
    permissionsBoundary: needed(set.permissionsBoundary),
    accountsBehind: needed(set.accountsBehind),
  };
}

function refuseHalf(missing: readonly NotRead[]): void {
  if (missing.length === 0) return;
  throw new Error(
    [
      "not everything could be read, and what isn't known can't be written down; docs/live.md has the policy. Missing:",
      ...missing.map(({ action, message }) => `  ${action}: ${message}`),
    ].join("\n"),
  );
}

import type * as pulumi from "@pulumi/pulumi";
import type { AccessEntry } from "../model/access.ts";
import { AccessGroup } from "./accessGroup.ts";
import type { AccessArgs, MemberArgs } from "./accessGroupArgs.ts";
import { AuditTrail } from "./auditTrail.ts";
import { IdentityCenter } from "./identityCenter.ts";
import { lookupGroupId, lookupPermissionSetArn, lookupUserId } from "./lookups.ts";
import { People } from "./people.ts";
import { PermissionSet } from "./permissionSet.ts";
import { entriesByGroup, type WantedAccess } from "./wantedAccess.ts";

/** What everything is made with: AWS in the home Region, and the Identity Center that was found there. */
export interface Home {
  readonly provider: pulumi.ProviderResource;
  readonly center: IdentityCenter;
}

type ByKey = Readonly<Record<string, pulumi.Output<string>>>;

/** The organization's Identity Center, as the configuration describes it. */
export function createHome({ configuration, region, provider }: WantedAccess): Home {
  const args = { ...configuration.identityCenter, region };
  return { provider, center: new IdentityCenter("identity-center", args, { provider }) };
}

/** User ids by person: people made here, and those looked up. */
export function createPeople(
  { configuration, region }: WantedAccess,
  { center, provider }: Home,
): ByKey {
  const everybody = Object.entries(configuration.people);
  const people = new People(
    "people",
    {
      identityStoreId: center.identityStoreId,
      region,
      people: Object.fromEntries(everybody.filter(([, person]) => !person.existing)),
    },
    { provider },
  );
  const existing = everybody
    .filter(([, person]) => person.existing)
    .map(([key, person]) => [key, lookupUserId(person.userName, center)] as const);
  return { ...people.userIds, ...Object.fromEntries(existing) };
}

/** ARNs by permission set: sets made here, and those looked up. */
export function createPermissionSets(wanted: WantedAccess, { center, provider }: Home): ByKey {
  const { configuration } = wanted;
  const forAdministrators = administratorSets(wanted);
  return mapValues(configuration.permissionSets, (set, key) => {
    if (set.existing) return lookupPermissionSetArn(set.name, center);
    const { existing: _, name, aliases, tags, ...content } = set;
    return new PermissionSet(
      key,
      {
        ...content,
        permissionSetName: name,
        tags: { ...configuration.identityCenter.tags, ...tags },
        administrators: forAdministrators.has(key),
        instanceArn: center.instanceArn,
        region: wanted.region,
      },
      { provider, aliases: aliases.map((former) => ({ name: former })) },
    ).arn;
  });
}

/** Groups with their members and assignments. */
export function createGroups(
  wanted: WantedAccess,
  { center, provider }: Home,
  userIds: ByKey,
  permissionSetArns: ByKey,
): Readonly<Record<string, AccessGroup>> {
  const entries = entriesByGroup(wanted.access);
  return mapValues(wanted.configuration.groups, (group, key) => {
    const { existing, displayName, description, aliases, administrators } = group;
    return new AccessGroup(
      key,
      {
        ...(existing
          ? { groupId: lookupGroupId(displayName, center) }
          : { displayName, ...(description === undefined ? {} : { description }) }),
        members: members(wanted, group.members, userIds),
        access: access(wanted, entries.get(key) ?? new Map(), permissionSetArns),
        administrators,
        instanceArn: center.instanceArn,
        identityStoreId: center.identityStoreId,
        region: wanted.region,
      },
      { provider, aliases: aliases.map((former) => ({ name: former })) },
    );
  });
}

/** The audit trail, where the configuration switches it on. */
export function createAuditTrail(
  { configuration, region }: WantedAccess,
  { center, provider }: Home,
): AuditTrail | undefined {
  const { enabled, name, retentionDays } = configuration.auditTrail;
  if (!enabled) return undefined;
  return new AuditTrail(
    "audit-trail",
    {
      managementAccountId: center.managementAccountId,
      instanceArn: center.instanceArn,
      region,
      tags: configuration.identityCenter.tags,
      ...(name === undefined ? {} : { trailName: name }),
      ...(retentionDays === undefined ? {} : { retentionDays }),
    },
    { providers: [provider] },
  );
}

function members(
  { configuration }: WantedAccess,
  keys: readonly string[],
  userIds: ByKey,
): Record<string, MemberArgs> {
  return Object.fromEntries(
    keys.map((key) => [
      key,
      {
        userId: userIds[key] as pulumi.Output<string>,
        aliases: configuration.people[key]?.aliases ?? [],
      },
    ]),
  );
}

function access(
  wanted: WantedAccess,
  entries: ReadonlyMap<string, readonly AccessEntry[]>,
  permissionSetArns: ByKey,
): Record<string, AccessArgs> {
  return Object.fromEntries(
    [...entries].map(([set, entriesOfSet]) => [
      set,
      {
        permissionSetArn: permissionSetArns[set] as pulumi.Output<string>,
        // An account's name may change, its id never does.
        accounts: Object.fromEntries(entriesOfSet.map(({ account }) => [account, account])),
        aliases: wanted.configuration.permissionSets[set]?.aliases ?? [],
      },
    ]),
  );
}

/** Permission sets with which an administrators' group works in the management account. */
function administratorSets({ configuration, access }: WantedAccess): ReadonlySet<string> {
  const entries = access.entries.filter(
    (entry) =>
      entry.account === access.managementAccountId &&
      configuration.groups[entry.group]?.administrators,
  );
  return new Set(entries.map((entry) => entry.permissionSet));
}

function mapValues<T, R>(
  record: Readonly<Record<string, T>>,
  map: (value: T, key: string) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

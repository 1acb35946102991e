import type * as pulumi from "@pulumi/pulumi";
import { AccessGroup } from "../components/accessGroup.ts";
import type { AccessArgs, MemberArgs } from "../components/accessGroupArgs.ts";
import type { GroupAccess } from "../model/access/access.ts";
import { handedOver } from "../model/transition/handOver.ts";
import type { ByKey, Home } from "./fromConfiguration.ts";
import { releaseGroup } from "./handedOver.ts";
import { lossGuard } from "./lossGuard.ts";
import { concealed } from "./secrets.ts";
import type { WantedAccess } from "./wantedAccess.ts";

/** Groups with their members and assignments. */
export function createGroups(
  wanted: WantedAccess,
  { center, place, released }: Home,
  userIds: ByKey,
  permissionSetArns: ByKey,
): ReadonlyMap<string, AccessGroup> {
  const { configuration, deployed, existingIds, isSecret } = wanted;
  const groups = new Map<string, AccessGroup>();
  for (const [key, group] of Object.entries(configuration.groups)) {
    const { displayName, description, aliases, administrators } = group;
    const groupId = existingIds.groups.get(key);
    const texts = { displayName, ...(description === undefined ? {} : { description }) };
    const made = new AccessGroup(
      key,
      {
        ...(groupId === undefined ? concealed(isSecret("groups"), texts) : { groupId }),
        members: members(wanted, group.members, userIds),
        access: access(wanted, wanted.access.groups.get(key), permissionSetArns),
        administrators,
        instanceArn: center.instanceArn,
        identityStoreId: center.identityStoreId,
        region: wanted.region,
      },
      {
        ...place,
        deletionHooks: [lossGuard().hook],
        aliases: aliases.map((former) => ({ name: former })),
      },
    );
    groups.set(key, made);
  }
  for (const group of handedOver("groups", deployed, configuration)) {
    const memberships = deployed.memberships.filter((one) => one.group === group.key);
    const owner = groups.get(group.key) as AccessGroup;
    released.push(...releaseGroup(group, memberships, center.identityStoreId, owner));
  }
  return groups;
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
        userId: userIds.get(key) as pulumi.Input<string>,
        aliases: configuration.people[key]?.aliases ?? [],
      },
    ]),
  );
}

function access(
  wanted: WantedAccess,
  group: GroupAccess | undefined,
  permissionSetArns: ByKey,
): Record<string, AccessArgs> {
  return Object.fromEntries(
    [...(group ?? [])].map(([set, accounts]) => [
      set,
      {
        permissionSetArn: permissionSetArns.get(set) as pulumi.Input<string>,
        // An account's name may change, its id never does.
        accounts: Object.fromEntries([...accounts.keys()].map((id) => [id, id])),
        aliases: wanted.configuration.permissionSets[set]?.aliases ?? [],
      },
    ]),
  );
}

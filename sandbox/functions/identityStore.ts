import { externalIds } from "../resources/externalIds.ts";
import { fromApi } from "../resources/userAttributes.ts";
import { isNotFound } from "../world/serviceError.ts";
import type { World } from "../world/world.ts";

interface Identifier {
  identityStoreId: string;
  alternateIdentifier?: {
    uniqueAttribute?: { attributePath: string; attributeValue: string };
    externalId?: { id: string; issuer: string };
  };
}

export function getGroup(world: World, args: Identifier & { groupId?: string }, region: string) {
  const { identityStoreId: IdentityStoreId } = args;
  return found("Group", args, args.groupId, () => {
    const GroupId =
      args.groupId ?? world.call("GetGroupId", lookup("group_id", args), region).GroupId;
    const group = world.call("DescribeGroup", { IdentityStoreId, GroupId }, region);
    return {
      ...args,
      region,
      id: GroupId,
      groupId: GroupId,
      displayName: group.DisplayName,
      description: group.Description ?? "",
      externalIds: externalIds(group),
    };
  });
}

export function getGroupMemberships(
  world: World,
  args: { identityStoreId: string; groupId: string },
  region: string,
) {
  const { identityStoreId: IdentityStoreId, groupId: GroupId } = args;
  const listed = world.call("ListGroupMemberships", { IdentityStoreId, GroupId }, region);
  return {
    ...args,
    region,
    groupMemberships: listed.GroupMemberships.map(({ MembershipId, MemberId }) => ({
      identityStoreId: IdentityStoreId,
      groupId: GroupId,
      membershipId: MembershipId,
      memberId: { userId: MemberId.UserId },
    })),
  };
}

export function getUser(world: World, args: Identifier & { userId?: string }, region: string) {
  const { identityStoreId: IdentityStoreId } = args;
  return found("User", args, args.userId, () => {
    const UserId = args.userId ?? world.call("GetUserId", lookup("user_id", args), region).UserId;
    const described = world.call("DescribeUser", { IdentityStoreId, UserId }, region);
    const { name, emails, addresses, phoneNumbers, ...rest } = fromApi(described);
    return {
      ...Object.fromEntries(texts.map((key) => [key, ""])),
      ...rest,
      ...args,
      region,
      id: UserId,
      userId: UserId,
      userName: described.UserName,
      userStatus: described.UserStatus,
      names: listed(name),
      emails: listed(emails),
      addresses: listed(addresses),
      phoneNumbers: listed(phoneNumbers),
      externalIds: externalIds(described),
    };
  });
}

/** Attributes whose absence the provider shows as an empty text. */
const texts = [
  ...["displayName", "locale", "nickname", "preferredLanguage", "profileUrl"],
  ...["timezone", "title", "userType"],
];

function listed(value: unknown): unknown[] {
  return value === undefined ? [] : [value];
}

function lookup(idProperty: string, { identityStoreId, alternateIdentifier }: Identifier) {
  if (!alternateIdentifier) {
    throw new Error(`one of \`alternate_identifier,${idProperty}\` must be specified`);
  }
  const { uniqueAttribute: unique, externalId } = alternateIdentifier;
  return {
    IdentityStoreId: identityStoreId,
    AlternateIdentifier: {
      ...(unique
        ? {
            UniqueAttribute: {
              AttributePath: unique.attributePath,
              AttributeValue: unique.attributeValue,
            },
          }
        : {}),
      ...(externalId ? { ExternalId: { Id: externalId.id, Issuer: externalId.issuer } } : {}),
    },
  };
}

function found<T>(kind: string, args: Identifier, id: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const wanted = args.alternateIdentifier?.uniqueAttribute?.attributeValue ?? id;
    throw new Error(
      `reading IdentityStore ${kind} (${args.identityStoreId}): no ${kind.toLowerCase()} ${wanted}: ${error}`,
      { cause: error },
    );
  }
}

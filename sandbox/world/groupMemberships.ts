import { group } from "./groups.ts";
import { uuid } from "./identifiers.ts";
import { checkStore, refuseDuplicate } from "./identityStore.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";
import { user } from "./users.ts";

interface Store {
  IdentityStoreId: string;
}

export function CreateGroupMembership(
  tx: Transaction,
  request: Store & { GroupId: string; MemberId: { UserId: string } },
) {
  const { id: groupId } = group(tx, request);
  const { id: userId } = user(tx, { ...request, UserId: request.MemberId.UserId });
  const duplicate = tx
    .rows("memberships")
    .some((one) => one.groupId === groupId && one.userId === userId);
  refuseDuplicate(duplicate, "membership");
  const name = `membership ${groupId} ${userId}`;
  const id = uuid(`${name} ${tx.generation(name)}`);
  tx.put("memberships", id, { id, groupId, userId });
  return { MembershipId: id, IdentityStoreId: request.IdentityStoreId };
}

export function DescribeGroupMembership(
  tx: Transaction,
  request: Store & { MembershipId: string },
) {
  return membershipView(request, membership(tx, request));
}

export function GetGroupMembershipId(
  tx: Transaction,
  request: Store & { GroupId: string; MemberId: { UserId: string } },
) {
  const { id: groupId } = group(tx, request);
  const { UserId } = request.MemberId;
  const found = tx
    .rows("memberships")
    .find((one) => one.groupId === groupId && one.userId === UserId);
  if (!found) throw notFound(`MEMBERSHIP of ${UserId} in ${groupId}`);
  return { MembershipId: found.id, IdentityStoreId: request.IdentityStoreId };
}

/** Of a group whose members nobody wrote down, the call is one that the caller may not make. */
export function ListGroupMemberships(tx: Transaction, request: Store & { GroupId: string }) {
  const { id, name, membersUnknown } = group(tx, request);
  const own = tx.rows("memberships").filter(({ groupId }) => groupId === id);
  if (membersUnknown && own.length === 0) {
    const why = `the organization file doesn't say who is in ${name} (existing.groups, members)`;
    throw new ServiceError("AccessDeniedException", why);
  }
  return { GroupMemberships: own.map((one) => membershipView(request, one)) };
}

export function ListGroupMembershipsForMember(
  tx: Transaction,
  request: Store & { MemberId: { UserId: string } },
) {
  const { id: userId } = user(tx, { ...request, UserId: request.MemberId.UserId });
  return {
    GroupMemberships: tx
      .rows("memberships")
      .filter((one) => one.userId === userId)
      .map((one) => membershipView(request, one)),
  };
}

/** Groups that don't exist are answered like those that the person isn't in. */
export function IsMemberInGroups(
  tx: Transaction,
  request: Store & { MemberId: { UserId: string }; GroupIds: string[] },
) {
  const { id: userId } = user(tx, { ...request, UserId: request.MemberId.UserId });
  const own = tx.rows("memberships").filter((one) => one.userId === userId);
  return {
    Results: request.GroupIds.map((groupId) => ({
      GroupId: groupId,
      MemberId: { UserId: userId },
      MembershipExists: own.some((one) => one.groupId === groupId),
    })),
  };
}

function membershipView(
  { IdentityStoreId }: Store,
  { id, groupId, userId }: Tables["memberships"],
) {
  return {
    IdentityStoreId,
    MembershipId: id,
    GroupId: groupId,
    MemberId: { UserId: userId },
  };
}

export function DeleteGroupMembership(tx: Transaction, request: Store & { MembershipId: string }) {
  const { id } = membership(tx, request);
  tx.remove("memberships", id);
  return {};
}

function membership(tx: Transaction, request: Store & { MembershipId: string }) {
  checkStore(tx, request);
  const found = tx.get("memberships", request.MembershipId);
  if (!found) throw notFound(`MEMBERSHIP ${request.MembershipId}`);
  return found;
}

import { group } from "./groups.ts";
import { uuid } from "./identifiers.ts";
import { checkStore, refuseDuplicate } from "./identityStore.ts";
import { notFound, ServiceError } from "./serviceError.ts";
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
  return { MembershipId: id };
}

export function DescribeGroupMembership(
  tx: Transaction,
  request: Store & { MembershipId: string },
) {
  const { groupId, userId } = membership(tx, request);
  return {
    MembershipId: request.MembershipId,
    GroupId: groupId,
    MemberId: { UserId: userId },
  };
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
  const GroupMemberships = own.map((one) => ({
    MembershipId: one.id,
    GroupId: id,
    MemberId: { UserId: one.userId },
  }));
  return { GroupMemberships };
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

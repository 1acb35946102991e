import { uuid } from "./identifiers.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { UserRecord } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

interface Store {
  IdentityStoreId: string;
}
type Lookup = Store & {
  AlternateIdentifier: {
    UniqueAttribute?: { AttributePath: string; AttributeValue: string };
    ExternalId?: { Id: string; Issuer: string };
  };
};
type Operations = { Operations: { AttributePath: string; AttributeValue: unknown }[] };

export function CreateUser(
  tx: Transaction,
  request: Store & { UserName: string } & Record<string, unknown>,
) {
  const { IdentityStoreId: _, UserName: userName, ...attributes } = request;
  checkStore(tx, request);
  refuseDuplicate(
    tx.rows("users").some((user) => user.userName === userName),
    "UserName",
  );
  const id = uuid(`user ${userName} ${tx.generation(`user ${userName}`)}`);
  tx.put("users", id, { id, userName, attributes });
  return { UserId: id };
}

export function DescribeUser(tx: Transaction, request: Store & { UserId: string }) {
  return { UserId: request.UserId, ...userView(user(tx, request)) };
}

/** The path is `userName` or `emails.value`, in any case; user names are compared without case. */
export function GetUserId(tx: Transaction, request: Lookup) {
  checkStore(tx, request);
  const unique = request.AlternateIdentifier.UniqueAttribute;
  const path = unique?.AttributePath.toLowerCase();
  const wanted = unique?.AttributeValue.toLowerCase();
  const found = tx.rows("users").find((user) => {
    if (path === "username") return user.userName.toLowerCase() === wanted;
    if (path !== "emails.value") return false;
    const emails = (user.attributes.Emails ?? []) as { Value?: string }[];
    return emails.some((email) => email.Value?.toLowerCase() === wanted);
  });
  if (!found) throw notFound("USER");
  return { UserId: found.id };
}

/** A null value removes the attribute. */
export function UpdateUser(tx: Transaction, request: Store & { UserId: string } & Operations) {
  const found = user(tx, request);
  const attributes: Record<string, unknown> = { ...found.attributes };
  for (const { AttributePath: path, AttributeValue: value } of request.Operations) {
    const key = `${path.charAt(0).toUpperCase()}${path.slice(1)}`;
    if (value === null) delete attributes[key];
    else attributes[key] = value;
  }
  tx.put("users", found.id, { ...found, attributes });
  return {};
}

/** Memberships go with the user; account assignments stay. */
export function DeleteUser(tx: Transaction, request: Store & { UserId: string }) {
  const { id } = user(tx, request);
  tx.remove("users", id);
  for (const one of tx.rows("memberships")) {
    if (one.userId === id) tx.remove("memberships", one.id);
  }
  return {};
}

export function CreateGroup(
  tx: Transaction,
  request: Store & { DisplayName: string; Description?: string },
) {
  checkStore(tx, request);
  const { DisplayName: name, Description: description } = request;
  refuseDuplicate(groupNamed(tx, name) !== undefined, "DisplayName");
  const id = uuid(`group ${name} ${tx.generation(`group ${name}`)}`);
  tx.put("groups", id, { id, name, ...(description ? { description } : {}) });
  return { GroupId: id };
}

export function DescribeGroup(tx: Transaction, request: Store & { GroupId: string }) {
  const { id, name, description } = group(tx, request);
  return { GroupId: id, DisplayName: name, ...(description ? { Description: description } : {}) };
}

/** The path is `displayName`, in any case; names are compared without case. */
export function GetGroupId(tx: Transaction, request: Lookup) {
  checkStore(tx, request);
  const unique = request.AlternateIdentifier.UniqueAttribute;
  const isName = unique?.AttributePath.toLowerCase() === "displayname";
  const found = isName ? groupNamed(tx, unique.AttributeValue) : undefined;
  if (!found) throw notFound("GROUP");
  return { GroupId: found.id };
}

export function UpdateGroup(tx: Transaction, request: Store & { GroupId: string } & Operations) {
  let changed = group(tx, request);
  for (const { AttributePath: path, AttributeValue: value } of request.Operations) {
    if (path === "displayName") {
      const other = groupNamed(tx, String(value));
      refuseDuplicate(other !== undefined && other.id !== changed.id, "DisplayName");
      changed = { ...changed, name: String(value) };
    } else {
      const { description: _, ...rest } = changed;
      changed = value ? { ...rest, description: String(value) } : rest;
    }
  }
  tx.put("groups", changed.id, changed);
  return {};
}

/** Memberships go with the group; account assignments stay. */
export function DeleteGroup(tx: Transaction, request: Store & { GroupId: string }) {
  const { id } = group(tx, request);
  tx.remove("groups", id);
  for (const one of tx.rows("memberships")) {
    if (one.groupId === id) tx.remove("memberships", one.id);
  }
  return {};
}

export function checkStore(tx: Transaction, request: Store): void {
  const found = tx
    .rows("instances")
    .some((one) => one.identityStoreId === request.IdentityStoreId && one.region === tx.region);
  if (!found) throw notFound(`IDENTITYSTORE ${request.IdentityStoreId} in ${tx.region}`);
}

export function user(tx: Transaction, request: Store & { UserId: string }): UserRecord {
  checkStore(tx, request);
  const found = tx.get("users", request.UserId);
  if (!found) throw notFound(`USER ${request.UserId}`);
  return found;
}

export function group(tx: Transaction, request: Store & { GroupId: string }) {
  checkStore(tx, request);
  const found = tx.get("groups", request.GroupId);
  if (!found) throw notFound(`GROUP ${request.GroupId}`);
  return found;
}

function groupNamed(tx: Transaction, name: string) {
  return tx.rows("groups").find((one) => one.name.toLowerCase() === name.toLowerCase());
}

export function refuseDuplicate(duplicate: boolean, attribute: string): void {
  if (!duplicate) return;
  throw new ServiceError(
    "ConflictException",
    `Duplicate ${attribute} (Reason: UNIQUENESS_CONSTRAINT_VIOLATION)`,
  );
}

function userView(found: UserRecord) {
  return { UserName: found.userName, UserStatus: "ENABLED", ...found.attributes };
}

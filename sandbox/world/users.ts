import { uuid } from "./identifiers.ts";
import {
  checkStore,
  externalIdsView,
  type Filtered,
  hasExternalId,
  type Lookup,
  type Operations,
  refuseDuplicate,
  refuseReserved,
  type Store,
  sameText,
  wantedText,
} from "./identityStore.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { UserRecord } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

export function CreateUser(
  tx: Transaction,
  request: Store & { UserName: string } & Record<string, unknown>,
) {
  const { IdentityStoreId: _, UserName: userName, ...attributes } = request;
  checkStore(tx, request);
  refuseTakenName(tx, userName);
  refuseTakenEmail(tx, attributes);
  const id = uuid(`user ${userName} ${tx.generation(`user ${userName}`)}`);
  tx.put("users", id, { id, userName, attributes });
  return { UserId: id, IdentityStoreId: request.IdentityStoreId };
}

export function DescribeUser(tx: Transaction, request: Store & { UserId: string }) {
  return userView(request, user(tx, request));
}

/** All people, or the one of a name (`Filters`, one of `UserName`). */
export function ListUsers(tx: Transaction, request: Store & Filtered) {
  checkStore(tx, request);
  const wanted = wantedText(request, "UserName");
  return {
    Users: tx
      .rows("users")
      .filter(({ userName }) => wanted === undefined || sameText(userName, wanted))
      .map((one) => userView(request, one)),
  };
}

/**
 * By the identifier at an identity provider, or by `userName` or `emails.value`, in any case; user names are compared
 * without case.
 */
export function GetUserId(tx: Transaction, request: Lookup) {
  checkStore(tx, request);
  const { UniqueAttribute: unique, ExternalId: external } = request.AlternateIdentifier;
  const path = unique?.AttributePath.toLowerCase();
  const wanted = unique?.AttributeValue.toLowerCase();
  const found = tx.rows("users").find((user) => {
    if (external) return hasExternalId(user.externalIds, external);
    if (path === "username") return user.userName.toLowerCase() === wanted;
    if (path !== "emails.value") return false;
    return emailsOf(user.attributes).some((email) => email.toLowerCase() === wanted);
  });
  if (!found) throw notFound("USER");
  return { UserId: found.id, IdentityStoreId: request.IdentityStoreId };
}

/** A null value removes the attribute. */
export function UpdateUser(tx: Transaction, request: Store & { UserId: string } & Operations) {
  const found = user(tx, request);
  let all: Attributes = { ...found.attributes, UserName: found.userName };
  for (const { AttributePath: path, AttributeValue: value } of request.Operations) {
    all = withAttribute(all, path.split("."), value);
  }
  const { UserName, ...attributes } = all;
  if (typeof UserName !== "string") {
    throw new ServiceError("ValidationException", "userName: a user name is wanted");
  }
  const userName = UserName;
  if (userName !== found.userName) refuseTakenName(tx, userName, found.id);
  refuseTakenEmail(tx, attributes, found.id);
  tx.put("users", found.id, { ...found, userName, attributes });
  return {};
}

type Attributes = Readonly<Record<string, unknown>>;

/** Attributes with one of them changed: `title`, or `name.familyName` within an object. */
function withAttribute(
  attributes: Attributes,
  [first = "", ...rest]: readonly string[],
  value: unknown,
): Attributes {
  const key = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  if (rest.length > 0) {
    const inner = (attributes[key] ?? {}) as Attributes;
    return { ...attributes, [key]: withAttribute(inner, rest, value) };
  }
  const { [key]: _, ...others } = attributes;
  return value === null || value === undefined ? others : { ...attributes, [key]: value };
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

export function user(tx: Transaction, request: Store & { UserId: string }): UserRecord {
  checkStore(tx, request);
  const found = tx.get("users", request.UserId);
  if (!found) throw notFound(`USER ${request.UserId}`);
  return found;
}

function refuseTakenName(tx: Transaction, userName: string, own?: string): void {
  refuseReserved(userName, "userName");
  const others = tx.rows("users").filter(({ id }) => id !== own);
  refuseDuplicate(
    others.some((user) => sameText(user.userName, userName)),
    "UserName",
  );
}

function emailsOf(attributes: Readonly<Record<string, unknown>>): string[] {
  const emails = (attributes.Emails ?? []) as readonly { Value?: string }[];
  return emails.flatMap(({ Value }) => (Value === undefined ? [] : [Value]));
}

/** An e-mail address belongs to one user (IAM Identity Center User Guide, "Add users"). */
function refuseTakenEmail(
  tx: Transaction,
  attributes: Readonly<Record<string, unknown>>,
  own?: string,
): void {
  const wanted = emailsOf(attributes);
  const others = tx.rows("users").filter(({ id }) => id !== own);
  const taken = others.flatMap((user) => emailsOf(user.attributes));
  const isTaken = wanted.some((email) => taken.some((other) => sameText(email, other)));
  refuseDuplicate(isTaken, "Emails");
}

function userView({ IdentityStoreId }: Store, found: UserRecord) {
  return {
    IdentityStoreId,
    UserId: found.id,
    UserName: found.userName,
    UserStatus: "ENABLED",
    ...found.attributes,
    ...externalIdsView(found.externalIds),
  };
}

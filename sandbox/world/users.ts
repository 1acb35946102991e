import { uuid } from "./identifiers.ts";
import {
  checkStore,
  type Lookup,
  type Operations,
  refuseDuplicate,
  refuseReserved,
  type Store,
  sameText,
} from "./identityStore.ts";
import { notFound } from "./serviceError.ts";
import type { UserRecord } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

export function CreateUser(
  tx: Transaction,
  request: Store & { UserName: string } & Record<string, unknown>,
) {
  const { IdentityStoreId: _, UserName: userName, ...attributes } = request;
  checkStore(tx, request);
  refuseReserved(userName, "userName");
  const isTaken = tx.rows("users").some((user) => sameText(user.userName, userName));
  refuseDuplicate(isTaken, "UserName");
  refuseTakenEmail(tx, attributes);
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
    return emailsOf(user.attributes).some((email) => email.toLowerCase() === wanted);
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
  refuseTakenEmail(tx, attributes, found.id);
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

export function user(tx: Transaction, request: Store & { UserId: string }): UserRecord {
  checkStore(tx, request);
  const found = tx.get("users", request.UserId);
  if (!found) throw notFound(`USER ${request.UserId}`);
  return found;
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

function userView(found: UserRecord) {
  return { UserName: found.userName, UserStatus: "ENABLED", ...found.attributes };
}

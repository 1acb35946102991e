import { notFound, ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

export interface Store {
  IdentityStoreId: string;
}

export type Lookup = Store & {
  AlternateIdentifier: {
    UniqueAttribute?: { AttributePath: string; AttributeValue: string };
    ExternalId?: { Id: string; Issuer: string };
  };
};

export type Filtered = {
  Filters?: readonly { AttributePath: string; AttributeValue: string }[];
};

/**
 * The text that a list is filtered by: AWS filters by one attribute alone (ListUsers, ListGroups).
 * @throws ServiceError for another
 */
export function wantedText({ Filters: filters = [] }: Filtered, path: string): string | undefined {
  const [filter] = filters;
  if (filter === undefined) return undefined;
  if (filters.length === 1 && sameText(filter.AttributePath, path)) return filter.AttributeValue;
  throw new ServiceError("ValidationException", `Filters: one by ${path} is supported`);
}

/** How an identity provider knows somebody or a group that it made. */
export interface ExternalId {
  readonly issuer: string;
  readonly id: string;
}

export function externalIdsView(ids: readonly ExternalId[] = []) {
  if (ids.length === 0) return {};
  return { ExternalIds: ids.map(({ issuer, id }) => ({ Issuer: issuer, Id: id })) };
}

export function hasExternalId(
  ids: readonly ExternalId[] = [],
  wanted: { Id: string; Issuer: string },
): boolean {
  return ids.some(({ issuer, id }) => issuer === wanted.Issuer && id === wanted.Id);
}

export type Operations = { Operations: { AttributePath: string; AttributeValue: unknown }[] };

export function checkStore(tx: Transaction, request: Store): void {
  const [home] = tx.rows("instances");
  if (home?.identityStoreId === request.IdentityStoreId && home.region === tx.region) return;
  // People of another instance are none of the sandbox's business.
  throw notFound(`IDENTITYSTORE ${request.IdentityStoreId} in ${tx.region}`);
}

/** Names are unique without regard to case (Identity Store API Reference, CreateUser and CreateGroup). */
export function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** "Administrator and AWSAdministrators are reserved names and can't be used for users or groups" (CreateUser, CreateGroup). */
export function refuseReserved(name: string, member: string): void {
  if (!["Administrator", "AWSAdministrators"].some((reserved) => sameText(reserved, name))) return;
  throw new ServiceError("ValidationException", `${member} ${name} is a reserved name`);
}

export function refuseDuplicate(duplicate: boolean, attribute: string): void {
  if (!duplicate) return;
  throw new ServiceError(
    "ConflictException",
    `Duplicate ${attribute} (Reason: UNIQUENESS_CONSTRAINT_VIOLATION)`,
    { reason: "UNIQUENESS_CONSTRAINT_VIOLATION" },
  );
}

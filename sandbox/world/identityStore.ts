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
  );
}

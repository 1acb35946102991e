import { theOrganization } from "./instances.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

export function partition(tx: Transaction): string {
  return tx.rows("instances")[0]?.arn.split(":")[1] ?? "aws";
}

/** The ARN of something in the organization: they name the management account, whose it is. */
export function organizationArn(tx: Transaction, kind: string, resource: string): string {
  const { id, managementAccount } = theOrganization(tx);
  return `arn:${partition(tx)}:organizations::${managementAccount}:${kind}/${id}/${resource}`;
}

/** When everybody joined. */
export const joined = "2026-01-01T00:00:00Z";

/** Only the management account and delegated administrators may list (Organizations API Reference). */
export function administered(tx: Transaction): Tables["organization"] {
  const organization = theOrganization(tx);
  const { callerAccount, managementAccount, delegatedAdministrators } = organization;
  const allowed =
    callerAccount === managementAccount ||
    delegatedAdministrators.some(({ account }) => account === callerAccount);
  if (allowed) return organization;
  throw denied();
}

/** Only the management account may change something (Organizations API Reference). */
export function refuseMembers(tx: Transaction): void {
  const { callerAccount, managementAccount } = theOrganization(tx);
  if (callerAccount !== managementAccount) throw denied();
}

function denied(): ServiceError {
  const why = "You don't have permissions to access this resource.";
  return new ServiceError("AccessDeniedException", why);
}

export function accountView(tx: Transaction, account: Tables["accounts"]) {
  const { managementAccount } = theOrganization(tx);
  return {
    Id: account.id,
    Arn: organizationArn(tx, "account", account.id),
    Name: account.name,
    Email: account.email,
    State: account.state,
    Status: account.state,
    JoinedMethod: account.id === managementAccount ? "INVITED" : "CREATED",
    JoinedTimestamp: joined,
  };
}

import { theOrganization } from "./instances.ts";
import { partition } from "./organization.ts";
import type { Transaction } from "./transaction.ts";

export function GetCallerIdentity(tx: Transaction, _request: Record<string, never>) {
  const account = theOrganization(tx).callerAccount;
  return {
    Account: account,
    Arn: `arn:${partition(tx)}:sts::${account}:assumed-role/sandbox/sandbox`,
    UserId: "AROASANDBOXSANDBOX000:sandbox",
  };
}

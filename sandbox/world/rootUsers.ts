import type { AccessKey, RootUser } from "../organizationFacts.ts";
import { theOrganization } from "./instances.ts";
import type { Transaction } from "./transaction.ts";

/** The root user of an account. One that nobody wrote down is as AWS leaves it: in member accounts without a password. */
export function rootUser(tx: Transaction, account: string): RootUser {
  const { managementAccount } = theOrganization(tx);
  const bare = { password: account === managementAccount, mfa: false, accessKeys: 0 };
  return tx.get("rootUsers", account) ?? bare;
}

/** Its keys: nobody knows when they were made or used. */
export function rootKeys({ accessKeys }: RootUser): AccessKey[] {
  return Array.from({ length: accessKeys }, () => ({ active: true, createdOn: "2026-01-01" }));
}

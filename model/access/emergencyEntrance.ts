import { error, type Problem } from "../problems/problem.ts";
import type { AccountDirectory } from "./accountDirectory.ts";

/** What is wrong with the account where people come in: an active member account of the organization. */
export function entranceProblems(
  accountId: string | undefined,
  directory: AccountDirectory,
  managementAccountId: string,
): Problem[] {
  if (accountId === undefined) return [];
  const path = "access:emergency.accountId";
  if (accountId === managementAccountId) {
    const message =
      "this is the management account, where people come in without it; remove the line";
    return [error(path, message)];
  }
  const found = directory.find(accountId, "account");
  return "problem" in found ? [error(path, found.problem)] : [];
}

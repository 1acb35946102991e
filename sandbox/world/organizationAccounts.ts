import { putOwn } from "./followed.ts";
import { hex } from "./identifiers.ts";
import { accountView, administered, refuseMembers } from "./organization.ts";
import { attachFullAccess } from "./policyTargets.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import { type Tag, withTags } from "./tags.ts";
import type { Transaction } from "./transaction.ts";

export function ListAccounts(tx: Transaction, _request: Record<string, never>) {
  administered(tx);
  return { Accounts: tx.rows("accounts").map((account) => accountView(tx, account)) };
}

export function DescribeAccount(tx: Transaction, request: { AccountId: string }) {
  administered(tx);
  return { Account: accountView(tx, wantedAccount(tx, request.AccountId)) };
}

/** A new account is in the root, and there at once, where AWS takes minutes. Its address may be taken. */
export function CreateAccount(
  tx: Transaction,
  request: { Email: string; AccountName: string; Tags?: Tag[] },
) {
  refuseMembers(tx);
  const { Email: email, AccountName: name } = request;
  const isTaken = tx.rows("accounts").some((account) => account.email === email);
  const id = isTaken ? undefined : newId(tx);
  const requestId = `car-${hex(`account request ${tx.generation("account request")}`, 32)}`;
  const status = {
    requestId,
    name,
    at: tx.now,
    ...(id === undefined ? { failureReason: "EMAIL_ALREADY_EXISTS" } : { account: id }),
  };
  tx.put("accountRequests", requestId, status);
  if (id !== undefined) {
    putOwn(tx, "accounts", id, {
      id,
      name,
      email,
      state: "ACTIVE",
      organizationalUnit: "",
      tags: withTags({}, request.Tags ?? []),
      policiesPerRole: 10,
    });
    attachFullAccess(tx, id);
  }
  return DescribeCreateAccountStatus(tx, { CreateAccountRequestId: requestId });
}

export function DescribeCreateAccountStatus(
  tx: Transaction,
  request: { CreateAccountRequestId: string },
) {
  administered(tx);
  const found = tx.get("accountRequests", request.CreateAccountRequestId);
  if (!found) {
    throw new ServiceError(
      "CreateAccountStatusNotFoundException",
      `there is no request ${request.CreateAccountRequestId}`,
    );
  }
  const { requestId, name, account, failureReason, at } = found;
  return {
    CreateAccountStatus: {
      Id: requestId,
      AccountName: name,
      RequestedTimestamp: at,
      CompletedTimestamp: at,
      ...(failureReason
        ? { State: "FAILED", FailureReason: failureReason }
        : { State: "SUCCEEDED", AccountId: account }),
    },
  };
}

/** It stays listed for 90 days (Account Management Reference Guide, "Close an account"). */
export function CloseAccount(tx: Transaction, request: { AccountId: string }) {
  refuseMembers(tx);
  const account = wantedAccount(tx, request.AccountId);
  if (account.id === administered(tx).managementAccount) {
    const why = "You can't close the management account of an organization.";
    throw new ServiceError("ConstraintViolationException", why);
  }
  if (account.state !== "ACTIVE") {
    const why = "The account is closed, or about to be.";
    throw new ServiceError("AccountAlreadyClosedException", why);
  }
  putOwn(tx, "accounts", account.id, { ...account, state: "SUSPENDED" });
  return {};
}

function wantedAccount(tx: Transaction, id: string): Tables["accounts"] {
  const account = tx.get("accounts", id);
  if (account) return account;
  throw new ServiceError(
    "AccountNotFoundException",
    "You specified an account that doesn't exist.",
  );
}

function newId(tx: Transaction): string {
  for (;;) {
    const seed = `account ${tx.generation("account")}`;
    const digits = BigInt(`0x${hex(seed, 12)}`)
      .toString()
      .slice(0, 12)
      .padStart(12, "9");
    if (!tx.get("accounts", digits)) return digits;
  }
}

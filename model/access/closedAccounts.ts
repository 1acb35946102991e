import type { Access } from "./access.ts";

/** Ids of accounts that are closed or suspended: AWS can't bring anything to them. */
export function closedAccounts({ accounts }: Pick<Access, "accounts">): ReadonlySet<string> {
  return new Set(
    [...accounts.values()].flatMap(({ id, state }) => (state === "ACTIVE" ? [] : [id])),
  );
}

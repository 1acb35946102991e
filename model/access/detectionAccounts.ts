import { pathOf } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import type { AccountSelector } from "../schema/accountSelector.ts";
import type { Detection } from "../schema/detection.ts";
import type { Organization } from "./organization.ts";
import type { Selectors } from "./select.ts";

/** Which accounts a detection means, by id. */
export interface DetectionAccounts {
  /** Member accounts that get contacts. */
  readonly contactMembers: readonly string[];
  /** Whether the management account gets them, too. */
  readonly contactManagement: boolean;
  /** Accounts that rules of the organization leave out. */
  readonly excluded: readonly string[];
}

/** Contacts are for every active account unless accounts are named. */
export function detectionAccounts(
  { contacts, config }: Detection,
  selectors: Selectors,
  { accounts, managementAccountId }: Organization,
): { accounts: DetectionAccounts; problems: Problem[] } {
  const problems: Problem[] = [];
  const selected = (list: readonly AccountSelector[], ...path: [string, string]) => {
    const found = list.map((one, index) =>
      selectors.select(one, pathOf("access:detection", ...path, index)),
    );
    problems.push(...found.flatMap((selection) => selection.problems));
    return [...new Set(found.flatMap(({ sure }) => sure))].sort();
  };
  const active = accounts.filter(({ state }) => state === "ACTIVE").map(({ id }) => id);
  const named = selected(contacts.accounts, "contacts", "accounts");
  const ids = contacts.accounts.length > 0 ? named : active.sort();
  return {
    accounts: {
      contactMembers: ids.filter((id) => id !== managementAccountId),
      contactManagement: ids.includes(managementAccountId),
      excluded: selected(config.except, "config", "except"),
    },
    problems,
  };
}

import { pathOf } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import type { AccountSelector } from "../schema/accountSelector.ts";
import type { Detection } from "../schema/detection.ts";
import type { Organization } from "./organization.ts";
import type { Selectors } from "./select.ts";
import { withoutConsequence } from "./withoutConsequence.ts";

/** Which accounts a detection means, by id. */
export interface DetectionAccounts {
  /** Member accounts that get contacts. */
  readonly contactMembers: readonly string[];
  /** Whether the management account gets them, too. */
  readonly contactManagement: boolean;
  /** Accounts that rules of the organization leave out. */
  readonly excluded: readonly string[];
}

/** Contacts are for every active account unless accounts are named. Those of what is off stop nothing. */
export function detectionAccounts(
  { enabled, contacts, config }: Detection,
  selectors: Selectors,
  { accounts, managementAccountId }: Organization,
): { accounts: DetectionAccounts; problems: Problem[] } {
  const problems: Problem[] = [];
  const selected = (
    list: readonly AccountSelector[],
    path: "contacts.accounts" | "config.except",
    isOn: boolean,
  ) => {
    const found = list.map((one, index) => {
      const at = pathOf(`access:detection.${path}`, index);
      return path === "config.except" ? selectors.except(one, at) : selectors.select(one, at);
    });
    const said = found.flatMap((selection) => selection.problems);
    problems.push(...(isOn ? said : withoutConsequence(said)));
    return [...new Set(found.flatMap(({ sure }) => sure))].sort();
  };
  const active = accounts.filter(({ state }) => state === "ACTIVE").map(({ id }) => id);
  const named = selected(contacts.accounts, "contacts.accounts", enabled);
  const excluded = selected(config.except, "config.except", enabled && config.enabled);
  const ids = contacts.accounts.length > 0 ? named : active.sort();
  return {
    accounts: {
      contactMembers: ids.filter((id) => id !== managementAccountId),
      contactManagement: ids.includes(managementAccountId),
      excluded: excluded.filter((id) => active.includes(id)),
    },
    problems,
  };
}

import type { DetectionAccounts } from "../access/detectionAccounts.ts";
import type { Organization } from "../access/organization.ts";
import { MANAGEMENT } from "./protection.ts";

/** Accounts as far as a comparison of protection asks for them. */
export interface ProtectedAccounts {
  /** Accounts that get contacts: 12 digits, or {@link MANAGEMENT}. */
  readonly contactAccounts: readonly string[];
  /** Accounts that rules of the organization leave out: 12 digits each. */
  readonly unjudgedAccounts: readonly string[];
  /** Names by id of the accounts that are active. */
  readonly accounts: ReadonlyMap<string, string>;
}

export function protectedAccounts(
  { contactManagement, contactMembers, excluded }: DetectionAccounts,
  { accounts }: Pick<Organization, "accounts">,
): ProtectedAccounts {
  return {
    contactAccounts: [...(contactManagement ? [MANAGEMENT] : []), ...contactMembers],
    unjudgedAccounts: excluded,
    accounts: new Map(
      accounts.flatMap(({ id, name, state }) => (state === "ACTIVE" ? [[id, name]] : [])),
    ),
  };
}

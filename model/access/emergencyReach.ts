import type { ParsedEmergency } from "../parseEmergency.ts";
import { pathOf } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import { AccountDirectory } from "./accountDirectory.ts";
import { type EmergencyAccounts, emergencyAccounts } from "./emergencyAccounts.ts";
import { entranceProblems } from "./emergencyEntrance.ts";
import type { Organization } from "./organization.ts";
import { Selectors } from "./select.ts";

/** Where the roles for emergencies are, by name, and what is wrong with accounts and units. */
export function emergencyReach(
  { accounts: shortNames, emergency }: Pick<ParsedEmergency, "accounts" | "emergency">,
  organization: Organization,
): { reach: ReadonlyMap<string, EmergencyAccounts>; problems: Problem[] } {
  const directory = new AccountDirectory({ accounts: shortNames, unread: new Set() }, organization);
  const selectors = new Selectors(directory, organization);
  const problems: Problem[] = [
    ...directory.problems,
    ...entranceProblems(emergency?.accountId, directory, organization.managementAccountId),
  ];
  const reach = new Map<string, EmergencyAccounts>();
  for (const [name, role] of Object.entries(emergency?.roles ?? {})) {
    const path = pathOf("access:emergency", "roles", name);
    const found = emergencyAccounts(role, path, selectors, organization);
    problems.push(...found.problems);
    reach.set(name, found.accounts);
  }
  return { reach, problems };
}

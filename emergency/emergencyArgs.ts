import type { EmergencyAccessArgs } from "../components/emergency/emergencyAccessArgs.ts";
import { AccountDirectory } from "../model/access/accountDirectory.ts";
import { emergencyAccounts } from "../model/access/emergencyAccounts.ts";
import { entranceProblems } from "../model/access/emergencyEntrance.ts";
import type { Organization } from "../model/access/organization.ts";
import { Selectors } from "../model/access/select.ts";
import type { ParsedEmergency } from "../model/parseEmergency.ts";
import { pathOf } from "../model/problems/path.ts";
import type { Problem } from "../model/problems/problem.ts";

/** The arguments of the component, and what is wrong with accounts and units. */
export function emergencyArgs(
  parsed: ParsedEmergency,
  organization: Organization,
): { args: Omit<EmergencyAccessArgs, "region">; problems: readonly Problem[] } {
  const { accounts: shortNames, inlinePolicies, metadata, places } = parsed;
  const { saml, roles = {}, ...emergency } = parsed.emergency ?? {};
  const { managementAccountId, unitIds } = organization;
  const directory = new AccountDirectory({ accounts: shortNames, unread: new Set() }, organization);
  const selectors = new Selectors(directory, organization);
  const problems: Problem[] = [
    ...directory.problems,
    ...entranceProblems(parsed.emergency?.accountId, directory, managementAccountId),
  ];
  const rootId = unitIds?.get("");
  const args = {
    ...emergency,
    managementAccountId,
    ...(rootId === undefined ? {} : { rootId }),
    ...(saml && { saml: { metadata: metadata ?? "", regions: saml.regions } }),
    roles: Object.fromEntries(
      Object.entries(roles).map(([name, { inlinePolicy: _, accounts, except, ...role }]) => {
        const path = pathOf("access:emergency", "roles", name);
        const found = emergencyAccounts({ accounts, except }, path, selectors, organization);
        problems.push(...found.problems);
        const inlinePolicy = inlinePolicies[name];
        const { units, ...where } = found.accounts;
        return [
          name,
          {
            ...role,
            ...(inlinePolicy === undefined ? {} : { inlinePolicy }),
            ...where,
            accounts: [...where.accounts],
            units: Object.fromEntries(
              units.map((unit) => [unit === "" ? "all" : unit, unitIds?.get(unit) ?? ""]),
            ),
          },
        ];
      }),
    ),
  };
  return { args, problems: places.on(problems) };
}

/** Whether the tags of accounts must be read: some selector says `tag`. */
export function selectsByTag({ emergency }: ParsedEmergency): boolean {
  return Object.values(emergency?.roles ?? {}).some(({ accounts, except }) =>
    [...accounts, ...except].some((selector) => "tag" in selector),
  );
}

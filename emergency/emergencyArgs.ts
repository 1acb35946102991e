import type {
  EmergencyAccessArgs,
  EmergencyRoleArgs,
} from "../components/emergency/emergencyAccessArgs.ts";
import type { EmergencyAccounts } from "../model/access/emergencyAccounts.ts";
import { emergencyReach } from "../model/access/emergencyReach.ts";
import type { Organization } from "../model/access/organization.ts";
import type { ParsedEmergency } from "../model/parseEmergency.ts";
import { pathOf } from "../model/problems/path.ts";
import { error, type Problem } from "../model/problems/problem.ts";
import { trustedUserProblems } from "./trustedUsers.ts";

/** The arguments of the component, and what is wrong with accounts and units. */
export function emergencyArgs(
  parsed: ParsedEmergency,
  organization: Organization,
  region: string,
): {
  args: Omit<EmergencyAccessArgs, "region">;
  reach: ReadonlyMap<string, EmergencyAccounts>;
  problems: readonly Problem[];
} {
  const { inlinePolicies, metadata, places } = parsed;
  const { saml, roles = {}, ...emergency } = parsed.emergency ?? {};
  const { managementAccountId, unitIds } = organization;
  const { reach, problems } = emergencyReach(parsed, organization);
  if (parsed.emergency) {
    const { accountId = managementAccountId } = parsed.emergency;
    problems.push(...trustedUserProblems(parsed.emergency, accountId, region));
  }
  const rootId = unitIds?.get("");
  const args = {
    ...emergency,
    managementAccountId,
    ...(rootId === undefined ? {} : { rootId }),
    ...(saml && { saml: { metadata: metadata ?? "", regions: saml.regions } }),
    roles: Object.fromEntries(
      Object.entries(roles).map(
        ([name, { inlinePolicy: _, accounts: __, except: ___, ...role }]) => {
          const inlinePolicy = inlinePolicies[name];
          const { units, ...where } = reach.get(name) ?? NOWHERE;
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
        },
      ),
    ),
  };
  problems.push(...stackSetProblems(args.roles, organization));
  return { args, reach, problems: places.on(problems) };
}

const NOWHERE: EmergencyAccounts = { inManagementAccount: false, units: [], accounts: [] };

/** With which Organizations trusts StackSets once they are activated ("AWS CloudFormation StackSets and AWS Organizations"). */
const STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com";

/** StackSets bring roles to member accounts. That they are trusted doesn't tell whether they are activated: AWS does, then. */
function stackSetProblems(
  roles: Readonly<Record<string, Pick<EmergencyRoleArgs, "units" | "accounts">>>,
  { trustedServices }: Organization,
): Problem[] {
  if (trustedServices === undefined || trustedServices.includes(STACK_SETS)) return [];
  const [first] = Object.entries(roles).filter(
    ([, { units = {}, accounts = [] }]) => Object.keys(units).length + accounts.length > 0,
  );
  if (first === undefined) return [];
  const message =
    "StackSets bring the role to member accounts, and they aren't activated in the organization: run aws cloudformation activate-organizations-access with credentials of the management account, once";
  return [error(pathOf("access:emergency", "roles", first[0], "accounts"), message)];
}

/** Whether the tags of accounts must be read: some selector says `tag`. */
export function selectsByTag({ emergency }: ParsedEmergency): boolean {
  return Object.values(emergency?.roles ?? {}).some(({ accounts, except }) =>
    [...accounts, ...except].some((selector) => "tag" in selector),
  );
}

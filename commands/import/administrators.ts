import { repairs } from "../../model/access/repairs.ts";
import { shown } from "../../model/problems/shown.ts";
import type { Facts, GroupFacts } from "./facts.ts";
import { setContent } from "./permissionSet.ts";

/**
 * The group that administers Identity Center: the one that is named, or the one whose people can repair everybody's
 * access, by what a permission set lets them do in the management account, or in the delegated administrator's where the
 * credentials are its.
 *
 * @param wanted its name in AWS
 * @throws where it isn't exactly one, with those that it may be
 */
export function administratorsGroup(facts: Facts, wanted: string | undefined): GroupFacts {
  if (wanted !== undefined) return named(facts, wanted);
  const candidates = administering(facts);
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  if (only !== undefined) {
    throw new Error(
      `${candidates.length} groups can repair everybody's access, and one of them is to be guarded as the administrators: say which, by --administrators GROUP:\n${listed(candidates)}`,
    );
  }
  const { delegate, managementAccount } = facts;
  const [place, policy] =
    delegate === undefined
      ? [`the management account ${managementAccount}`, "AWSSSOMasterAccountAdministrator"]
      : [`the delegated administrator's account ${delegate}`, "AWSSSOMemberAccountAdministrator"];
  const reaching = facts.groups.filter((group) => administeringSets(facts, group).length > 0);
  const which =
    reaching.length > 0
      ? `Groups with a permission set in ${place}:\n${listed(reaching)}`
      : `No group has a permission set in ${place}.`;
  throw new Error(
    `no group with members who aren't disabled can be seen to repair everybody's access: that takes a permission set such as ${policy} in ${place}. Give --administrators GROUP where a customer managed policy allows it, or make such a group first and run this again; where somebody else administers, give --administrators-elsewhere WHO. ${which}`,
  );
}

/** Groups that somebody is in who can sign in, and that can surely repair access. */
function administering(facts: Facts): GroupFacts[] {
  const active = new Set(
    facts.users.filter(({ status }) => status !== "DISABLED").map(({ id }) => id),
  );
  return facts.groups.filter(
    (group) =>
      group.members.some(({ userId }) => active.has(userId)) &&
      administeringSets(facts, group).some((set) => repairs(setContent(set)) === "yes"),
  );
}

/** What a group has where these credentials administer. */
function administeringSets(
  { assignments, delegate, managementAccount, permissionSets }: Facts,
  group: GroupFacts,
) {
  const place = delegate ?? managementAccount;
  const arns = new Set(
    assignments
      .filter(
        ({ principalType, principalId, account }) =>
          principalType === "GROUP" && principalId === group.id && account === place,
      )
      .map(({ permissionSetArn }) => permissionSetArn),
  );
  return permissionSets.filter(({ arn }) => arns.has(arn));
}

function named({ groups }: Facts, wanted: string): GroupFacts {
  const found = groups.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found) return found;
  throw new Error(
    `--administrators is ${JSON.stringify(wanted)}, and Identity Center has no group of this name; it has:\n${listed(groups)}`,
  );
}

function listed(groups: readonly GroupFacts[]): string {
  const names = groups.map(({ name }) => shown(name)).sort();
  const rest = names.length - 20;
  return [...names.slice(0, 20), ...(rest > 0 ? [`and ${rest} more`] : [])]
    .map((line) => `  ${line}`)
    .join("\n");
}

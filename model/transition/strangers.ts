import type { Access } from "../access/access.ts";
import { pathOf } from "../problems/path.ts";
import { type Problem, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { Deployed, DeployedGroup } from "./deployed.ts";
import type { ExistingIds } from "./handOver.ts";

/** Begins each such warning, after its place and path; `npm run guard` knows it by that. */
export const STRANGERS_GET = "lets in whom nobody wrote down: ";

/** A group of this stack that is there already and gets something more. */
export interface GainingGroup {
  /** Key in the configuration. */
  readonly key: string;
  readonly deployed: DeployedGroup;
  /** What it gets, such as `builder in web-prod`. */
  readonly gains: readonly string[];
}

/** A membership as AWS has it. */
export interface ActualMember {
  readonly membershipId: string;
  readonly userId: string;
}

/** Groups of which AWS may know more members than this stack, as after an import, and that get something more now. */
export function gainingGroups(
  { groups: made, assignments }: Pick<Deployed, "groups" | "assignments">,
  { groups, permissionSets }: Pick<Configuration, "groups" | "permissionSets">,
  { entries, accounts }: Access,
): GainingGroup[] {
  const had = new Set(
    assignments.map((one) => `${one.principalId} ${one.permissionSet} ${one.account}`),
  );
  const wanted = Map.groupBy(entries, ({ group }) => group);
  return Object.entries(groups).flatMap(([key, { existing, aliases }]): GainingGroup[] => {
    const deployed = [key, ...aliases].flatMap((one) => made.get(one) ?? []).at(0);
    if (existing || !deployed || deployed.handedOver) return [];
    const gains = (wanted.get(key) ?? []).flatMap(({ permissionSet, account }) => {
      const names = [permissionSet, ...(permissionSets[permissionSet]?.aliases ?? [])];
      if (names.some((name) => had.has(`${deployed.id} ${name} ${account}`))) return [];
      return [`${permissionSet} in ${accounts.get(account)?.name ?? account}`];
    });
    return gains.length === 0 ? [] : [{ key, deployed, gains }];
  });
}

/** Members of a group that neither the configuration gives it nor the state has. */
export function strangersIn(
  { key, deployed: { key: former } }: GainingGroup,
  members: readonly ActualMember[],
  { memberships, people }: Pick<Deployed, "memberships" | "people">,
  { groups, people: wanted }: Pick<Configuration, "groups" | "people">,
  existing: ExistingIds,
): ActualMember[] {
  const known = new Set(memberships.flatMap((one) => (one.group === former ? [one.id] : [])));
  const meant = new Set(
    (groups[key]?.members ?? []).flatMap((person) => {
      const names = [person, ...(wanted[person]?.aliases ?? [])];
      return [existing.people.get(person), ...names.map((name) => people.get(name)?.id)];
    }),
  );
  return members.filter(
    ({ membershipId, userId }) => !known.has(membershipId) && !meant.has(userId),
  );
}

/**
 * That somebody gets access who is in a group past this stack.
 *
 * @param who as people call them
 * @param command that takes one of them out of it
 */
export function strangerProblem(
  { key, gains }: GainingGroup,
  who: readonly string[],
  command: string,
): Problem {
  const are = who.length === 1 ? "is" : "are";
  return warning(
    pathOf("access:groups", key),
    `${STRANGERS_GET}${firstFew(who)} ${are} in this group in AWS, which neither its members here nor the state tell, and ${who.length === 1 ? "gets" : "get"} ${firstFew(gains)} with it; write ${who.length === 1 ? "that person" : "them"} into members, or first take out who isn't meant: ${command}`,
  );
}

/** That nobody may read who is in a group that gets something more. */
export function unreadMembers({ key, gains }: GainingGroup, reason: string): Problem {
  return warning(
    pathOf("access:groups", key),
    `gets ${firstFew(gains)}, and whether somebody is in it past this stack couldn't be read (${reason}); let whoever deploys call identitystore:ListGroupMemberships`,
  );
}

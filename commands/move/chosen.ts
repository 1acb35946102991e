import type { Configuration } from "../../model/schema/configuration.ts";
import { nameOf, type StateResource } from "./state.ts";

const SET = "identity-center:index:PermissionSet";
const USER = "aws:identitystore/user:User";
const GROUP_PARTS = [
  "aws:identitystore/group:Group",
  "aws:identitystore/groupMembership:GroupMembership",
];
const ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";
const ATTRIBUTES = "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes";

/**
 * Which resources of one stack another one makes by its configuration: people, groups with their members, permission sets
 * with all their parts, and assignments, which go with their permission set.
 */
export function chosen(
  resources: readonly StateResource[],
  { groups, identityCenter, people, permissionSets }: Configuration,
): ReadonlySet<string> {
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  const isMade = (section: Readonly<Record<string, { existing: boolean }>>, key = "") =>
    Object.hasOwn(section, key) && !section[key]?.existing;
  const isOfSet = (resource: StateResource | undefined): boolean =>
    resource !== undefined &&
    ((resource.type === SET && isMade(permissionSets, nameOf(resource))) ||
      isOfSet(byUrn.get(resource.parent ?? "")));
  const isWanted = (resource: StateResource): boolean => {
    const [first = "", second = ""] = nameOf(resource).split("/");
    if (resource.type === USER) return isMade(people, second);
    if (GROUP_PARTS.includes(resource.type)) return isMade(groups, first);
    if (resource.type === ATTRIBUTES) return Object.keys(identityCenter.attributes).length > 0;
    if (resource.type !== ASSIGNMENT) return isOfSet(resource);
    return Object.hasOwn(groups, first) && Object.hasOwn(permissionSets, second);
  };
  return new Set(resources.filter(isWanted).map(({ urn }) => urn));
}

import { pathOf } from "../../model/problems/path.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import type { WantedEntry } from "../../model/transition/succession.ts";
import { nameOf, type StateResource } from "./state.ts";

const SET = "identity-center:index:PermissionSet";
const USER = "aws:identitystore/user:User";
const GROUP = "aws:identitystore/group:Group";
const GROUP_PARTS = [GROUP, "aws:identitystore/groupMembership:GroupMembership"];
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
  const madePeople = keysOf(people, isMade);
  const madeGroups = keysOf(groups, isMade);
  const madeSets = keysOf(permissionSets, isMade);
  const [allGroups, allSets] = [keysOf(groups), keysOf(permissionSets)];
  const isOfSet = (resource: StateResource | undefined): boolean =>
    resource !== undefined &&
    ((resource.type === SET && madeSets.has(nameOf(resource))) ||
      isOfSet(byUrn.get(resource.parent ?? "")));
  const isWanted = (resource: StateResource): boolean => {
    const [first = "", second = ""] = nameOf(resource).split("/");
    if (resource.type === USER) return madePeople.has(second);
    if (GROUP_PARTS.includes(resource.type)) return madeGroups.has(first);
    if (resource.type === ATTRIBUTES) return Object.keys(identityCenter.attributes).length > 0;
    if (resource.type !== ASSIGNMENT) return isOfSet(resource);
    return allGroups.has(first) && allSets.has(second);
  };
  return new Set(resources.filter(isWanted).map(({ urn }) => urn));
}

/**
 * What a configuration makes and a state doesn't have: an update would make it anew.
 *
 * @returns paths, such as `access:people.ada`
 */
export function absent(
  resources: readonly StateResource[],
  { groups, people, permissionSets }: Configuration,
): readonly string[] {
  const there = (type: string, key: (name: string) => string | undefined = (name) => name) =>
    new Set(resources.filter((one) => one.type === type).map((one) => key(nameOf(one))));
  return [
    ...missing(
      "access:people",
      people,
      there(USER, (name) => name.split("/")[1]),
    ),
    ...missing("access:permissionSets", permissionSets, there(SET)),
    ...missing("access:groups", groups, there(GROUP)),
  ];
}

function missing(
  section: string,
  entries: Readonly<Record<string, Entry>>,
  there: ReadonlySet<string | undefined>,
): readonly string[] {
  return Object.entries(entries).flatMap(([key, entry]) =>
    !isMade(entry) || [key, ...entry.aliases].some((one) => there.has(one))
      ? []
      : [pathOf(section, key)],
  );
}

type Entry = Pick<WantedEntry, "aliases" | "existing">;

function isMade({ existing }: Entry): boolean {
  return !existing;
}

/** Keys under which a state may have the entries of a section: their own, and those that they had. */
function keysOf(
  entries: Readonly<Record<string, Entry>>,
  isWanted: (entry: Entry) => boolean = () => true,
): ReadonlySet<string> {
  const wanted = Object.entries(entries).filter(([, entry]) => isWanted(entry));
  return new Set(wanted.flatMap(([key, { aliases }]) => [key, ...aliases]));
}

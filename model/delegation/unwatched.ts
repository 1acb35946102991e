import type { Access, AccessEntry } from "../access/access.ts";
import { pathOf } from "../problems/path.ts";
import { type Problem, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { Deployed } from "../transition/deployed.ts";
import {
  administeringEntries,
  type MadeThere,
  watchesAdministrators,
} from "./otherAdministrators.ts";
import { OTHER_STACK, type OtherStack } from "./otherStack.ts";

const NOBODY_NAMED =
  "names no otherStack, so that access:alarms, which is on, tells nobody when the delegated administrator's own administrators change (members of their groups, what their permission sets allow, to whom they are assigned); write otherStack: and the name of that stack";

/**
 * Alarms that are on, and don't know of whom else they should tell: what is given in member accounts is another stack's.
 * Where this one still gives it, there is no other.
 */
export function unnamedProblems(
  configuration: Configuration,
  entries: readonly AccessEntry[],
  managementAccountId: string,
): Problem[] {
  const section = configuration.delegatedAdministration;
  if (!watchesAdministrators(configuration) || section?.otherStack !== undefined) return [];
  if (entries.some(({ account }) => account !== managementAccountId)) return [];
  return [warning(pathOf("access:delegatedAdministration", "stack"), NOBODY_NAMED)];
}

/** What of the other stack's administrators Identity Center doesn't have, or its file doesn't say. */
export interface Unwatched {
  readonly groups: readonly MadeThere[];
  readonly permissionSets: readonly MadeThere[];
  /** Places. */
  readonly unclear: readonly string[];
}

/**
 * Administrators of the other stack of whom alarms don't tell.
 *
 * @param deploy what deploys a stack, by its name
 * @param keeps whether what was watched before goes on to be watched
 */
export function unwatchedProblems(
  { groups, permissionSets, unclear }: Unwatched,
  other: Pick<OtherStack, "name">,
  own: string,
  keeps: boolean,
): Problem[] {
  const kept = keeps ? ", and what was watched of it so far still is" : "";
  const stack = `stack ${other.name}`;
  const missing = [
    ...groups.map(({ name, place }) => `group "${name}" (${place})`),
    ...permissionSets.map(({ name, place }) => `permission set "${name}" (${place})`),
  ];
  const are = missing.length === 1 ? "isn't" : "aren't";
  const found: Problem[] = [];
  if (missing.length > 0) {
    const why = `doesn't tell of all who administer through ${stack}: ${firstFew(missing)} ${are} in Identity Center${kept}; update ${stack}, which makes them or gives them these names, and then ${own} once more: npm run up -- --stack ${other.name}, npm run up -- --stack ${own}`;
    found.push(warning("access:alarms", why));
  }
  if (unclear.length > 0) {
    const why = `who administers through ${stack} isn't all known (${firstFew(unclear)}: encrypted, wrong, or not to be judged here), so that access:alarms may tell nobody when they change${kept}; write it plainly and correctly there`;
    found.push(warning(OTHER_STACK, why));
  }
  return found;
}

/** Whether alarms tell of a group or permission set already. */
export type IsWatched = (section: "groups" | "permissionSets", key: string) => boolean;

/**
 * Administrators whom this update of the delegated administrator's stack makes, where the other stack's alarms watch them:
 * these know them once that stack is updated, if they don't by now.
 */
export function notYetWatchedProblems(
  configuration: Configuration,
  other: OtherStack | undefined,
  deployed: Pick<Deployed, "groups" | "permissionSets" | "administratorGroups" | "assignments">,
  access: Access,
  isWatched: IsWatched = () => false,
): Problem[] {
  const isDelegated = configuration.delegatedAdministration?.stack === "delegated";
  if (!isDelegated || !other || !watchesAdministrators(other.configuration)) return [];
  const isKnown = (names: Iterable<string>, name: string) =>
    [...names].some((one) => one.toLowerCase() === name.toLowerCase());
  const made = [...deployed.groups.values()].flatMap((one) => (one.administrators ? one.name : []));
  const { groups, permissionSets } = administeringEntries(configuration, access);
  const administered = deployed.assignments
    .filter(({ group, account }) => {
      const isThere = account === access.administrationAccountId;
      return isThere && deployed.administratorGroups.has(group);
    })
    .map(({ permissionSet }) => permissionSet);
  const namesOfSets = administered.flatMap(
    (key) => (deployed.permissionSets.get(key) ?? configuration.permissionSets[key])?.name ?? [],
  );
  const paths = [
    ...groups
      .filter(([key, { existing, displayName }]) =>
        existing ? !deployed.administratorGroups.has(key) : !isKnown(made, displayName),
      )
      .filter(([key]) => !isWatched("groups", key))
      .map(([key]) => pathOf("access:groups", key)),
    ...permissionSets
      .filter(([, { name }]) => !isKnown(namesOfSets, name))
      .filter(([key]) => !isWatched("permissionSets", key))
      .map(([key]) => pathOf("access:permissionSets", key)),
  ];
  const why = `administers from this update on, and the alarms of stack ${other.name} tell of its changes once that is updated after this one: npm run up -- --stack ${other.name}`;
  return paths.map((path) => warning(path, why));
}

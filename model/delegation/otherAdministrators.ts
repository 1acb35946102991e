import type { Access } from "../access/access.ts";
import { type OrganizationNeeds, organizationNeeds } from "../access/needs.ts";
import type { Organization } from "../access/organization.ts";
import { resolveAccess } from "../access/resolve.ts";
import { pathOf, stepsOf } from "../problems/path.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { OtherStack } from "./otherStack.ts";

/** A group or permission set of the other stack. */
export interface MadeThere {
  /** As AWS has it. */
  readonly name: string;
  /** File and line of its entry. */
  readonly place: string;
}

/** Who administers through the other stack, and with what. */
export interface OtherAdministrators {
  readonly groups: readonly MadeThere[];
  readonly permissionSets: readonly MadeThere[];
  /** Places of what decides it and is encrypted, wrong, or can't be judged. */
  readonly unclear: readonly string[];
}

/** Parts of an entry that say nothing of whether and where it administers. */
const BESIDE: Readonly<Record<string, (part: string) => boolean>> = {
  "access:groups": (part) => ["members", "description", "aliases"].includes(part),
  "access:permissionSets": (part) => part !== "name" && part !== "existing",
};

/** Whether the alarms of this stack watch administrators, those of the other stack included. */
export function watchesAdministrators({ alarms, delegatedAdministration }: Configuration): boolean {
  const isManagement = delegatedAdministration?.stack === "management";
  return isManagement && alarms.enabled && !alarms.without.includes("administrators");
}

/** What must be read of the organization to know where the other stack's administrators administer. */
export function otherAdministratorsNeed({ configuration }: OtherStack): OrganizationNeeds {
  return organizationNeeds(administratorsOnly(configuration));
}

/** The other stack's groups with `administrators: true`, and the permission sets with which they work where they administer. */
export function otherAdministrators(
  other: OtherStack,
  organization: Organization,
  today: string,
): OtherAdministrators {
  const configuration = administratorsOnly(other.configuration);
  const { access, problems } = resolveAccess(configuration, organization, today);
  const { groups, permissionSets } = administeringEntries(configuration, access);
  const sets = new Set(permissionSets.map(([key]) => key));
  const made = (section: string, key: string, attribute: string, name: string): MadeThere[] =>
    other.unclear.includes(pathOf(section, key, attribute))
      ? []
      : [{ name, place: other.placeOf(section, key) }];
  const unjudged = problems.filter(
    ({ severity, kind }) => severity === "error" || kind === "unjudged",
  );
  return {
    groups: groups.flatMap(([key, { displayName }]) =>
      made("access:groups", key, "displayName", displayName),
    ),
    permissionSets: permissionSets.flatMap(([key, { name }]) =>
      made("access:permissionSets", key, "name", name),
    ),
    unclear: [...other.unclear, ...unjudged.map(({ path }) => path)]
      .filter((path) => decides(path, other.configuration, sets))
      .map((path) => {
        const [section, ...steps] = stepsOf(path);
        return other.placeOf(String(section), ...steps);
      }),
  };
}

/** Groups with `administrators: true`, and the permission sets with which they work where they administer. */
export function administeringEntries(configuration: Configuration, access: Access) {
  const groups = Object.entries(configuration.groups).filter(([, one]) => one.administrators);
  const keys = new Set(groups.map(([key]) => key));
  const sets = new Set(
    access.entries
      .filter(({ group, account }) => keys.has(group) && account === access.administrationAccountId)
      .map(({ permissionSet }) => permissionSet),
  );
  const permissionSets = Object.entries(configuration.permissionSets).filter(([key]) =>
    sets.has(key),
  );
  return { groups, permissionSets };
}

function administratorsOnly(configuration: Configuration): Configuration {
  const groups = Object.entries(configuration.groups).filter(([, one]) => one.administrators);
  return { ...configuration, groups: Object.fromEntries(groups) };
}

/** Whether what stands there may decide who administers, or with what. */
function decides(path: string, { groups }: Configuration, sets: ReadonlySet<string>): boolean {
  const [section = "", key, part] = stepsOf(path).map(String);
  if (section === "access:delegatedAdministration" || section === "access:accounts") return true;
  const isBeside = BESIDE[section];
  if (isBeside === undefined) return false;
  if (key === undefined) return true;
  if (part !== undefined && isBeside(part)) return false;
  if (section === "access:permissionSets") return part === undefined || sets.has(key);
  return groups[key]?.administrators !== false || part === "administrators";
}

import { pathOf } from "../../model/problems/path.ts";
import type { Problem } from "../../model/problems/problem.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import { missing } from "../../model/transition/missing.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";

/** What the configuration calls existing and the organization file doesn't have. */
export function missingExisting(
  { people, groups, permissionSets }: Configuration,
  { existing, deleted, complete }: OrganizationSnapshot,
): Problem[] {
  if (!complete) return [];
  const problems: Problem[] = [];
  const compare = <Entry extends { existing: boolean }>(
    section: "people" | "groups" | "permissionSets",
    entries: Readonly<Record<string, Entry>>,
    nameOf: (entry: Entry) => string,
    listed: readonly string[],
  ) => {
    const there = listed.filter((name) => !deleted[section].includes(name));
    // The identity store compares names without case, Identity Center those of permission sets with it.
    const form = (name: string) => (section === "permissionSets" ? name : name.toLowerCase());
    const known = new Set(there.map(form));
    for (const [key, entry] of Object.entries(entries)) {
      const name = nameOf(entry);
      if (!entry.existing || known.has(form(name))) continue;
      const path = pathOf(`access:${section}`, key);
      problems.push(missing(path, section, key, name, { assignments: [] }, there));
    }
  };
  const userNames = existing.people.map(({ userName }) => userName);
  compare("people", people, ({ userName }) => userName, userNames);
  const groupNames = existing.groups.map(({ name }) => name);
  compare("groups", groups, ({ displayName }) => displayName, groupNames);
  const setNames = existing.permissionSets.map(({ name }) => name);
  compare("permissionSets", permissionSets, ({ name }) => name, setNames);
  return problems;
}

import { isObject } from "../../policies/isObject.ts";
import { didYouMean } from "../problems/didYouMean.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import type { Sections } from "../sections/sections.ts";

/** Permission sets that an instance takes unless AWS raises the quota (IAM Identity Center User Guide, "Quotas"). */
const usualPermissionSets = 3_500;

/** Unknown names that are worth a suggestion: with more of them something else is wrong, and each costs a look at all names. */
const suggestions = 100;

/**
 * Names of people and permission sets that groups use and that nobody declares, and the other way round.
 * Broken entries count: they are declared, and they use what they name.
 */
export function referenceProblems({ people, permissionSets, groups, unread }: Sections): Problem[] {
  const problems: Problem[] = [];
  const memberNames = new Set<string>();
  const setNames = new Set<string>();
  let unknown = 0;
  const undeclared = (
    name: string,
    path: string,
    section: "people" | "permissionSets",
    entries: Readonly<Record<string, unknown>>,
  ): Problem[] => {
    if (Object.hasOwn(entries, name) || unread.has(section)) return [];
    unknown += 1;
    const candidates = unknown > suggestions ? [] : Object.keys(entries);
    const meant = didYouMean(name, candidates, "add it there, or remove it here");
    return [error(path, `"${name}" is not in access:${section}${meant}`)];
  };
  for (const [key, group] of Object.entries(groups)) {
    if (!isObject(group)) continue;
    const path = pathOf("access:groups", key);
    const inGroup = new Set<string>();
    textsOf(group.existing === true ? [] : group.members).forEach(([member, index]) => {
      const at = pathOf(path, "members", index);
      memberNames.add(member);
      const wrong = undeclared(member, at, "people", people);
      if (wrong.length === 0 && inGroup.has(member)) {
        wrong.push(error(at, `"${member}" is listed twice; remove one`));
      }
      problems.push(...wrong);
      inGroup.add(member);
    });
    const lines = Array.isArray(group.access) ? group.access : [];
    const sets = lines.map((line) => (isObject(line) ? line.permissionSet : undefined));
    textsOf(sets).forEach(([set, index]) => {
      const at = pathOf(path, "access", index, "permissionSet");
      setNames.add(set);
      problems.push(...undeclared(set, at, "permissionSets", permissionSets));
    });
  }
  const used = unread.has("groups")
    ? []
    : [
        ...unused(people, memberNames, "access:people", "is in no group, and so gets no access"),
        ...unused(permissionSets, setNames, "access:permissionSets", "is used by no group"),
      ];
  problems.push(...used);
  const count = Object.keys(permissionSets).length;
  if (count > usualPermissionSets) {
    const advice = "ask for a higher quota first, or merge some";
    problems.push(
      warning(
        "access:permissionSets",
        `${count} permission sets; an instance takes ${usualPermissionSets} unless AWS raised the quota: ${advice}`,
      ),
    );
  }
  return problems;
}

function textsOf(values: unknown): [string, number][] {
  if (!Array.isArray(values)) return [];
  return values.flatMap((value, index): [string, number][] =>
    typeof value === "string" && value !== "" ? [[value, index]] : [],
  );
}

function unused(
  entries: Readonly<Record<string, unknown>>,
  used: ReadonlySet<string>,
  section: string,
  what: string,
): Problem[] {
  return Object.keys(entries)
    .filter((key) => !used.has(key))
    .map((key) => warning(pathOf(section, key), `${what}; use it in access:groups or remove it`));
}

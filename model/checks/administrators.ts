import { isObject } from "../../policies/isObject.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { Sections } from "../sections/sections.ts";

/**
 * Whether somebody administers Identity Center as far as the configuration alone tells; whether they
 * reach the management account is judged with the organization, in `resolve.ts`.
 */
export function administratorProblems({ groups }: Configuration, sections: Sections): Problem[] {
  const administrators = Object.entries(groups).filter(([, group]) => group.administrators);
  const elsewhere = Object.hasOwn(sections.identityCenter, "administratorsElsewhere");
  const problems: Problem[] = [];
  if (administrators.length > 0 && elsewhere) {
    const [key] = administrators[0] ?? [];
    problems.push(
      error(
        "access:identityCenter.administratorsElsewhere",
        `says that administrators are managed elsewhere, but ${pathOf("access:groups", key ?? "")} has administrators: true; remove one of the two`,
      ),
    );
  }
  if (administrators.length === 0 && !elsewhere && everyGroupReadable(sections)) {
    problems.push(
      error(
        "access:groups",
        "no group has administrators: true, so that nobody here could repair a mistake; set it on one group, or say who administers in access:identityCenter.administratorsElsewhere",
      ),
    );
  }
  for (const [key, group] of administrators) {
    if (group.existing || !hasNoMembers(sections.groups[key])) continue;
    problems.push(
      error(
        pathOf("access:groups", key, "members"),
        "a group with administrators: true has no members; add a key of access:people",
      ),
    );
  }
  return problems;
}

/** A group whose `administrators` can't be read might be the one that is missed. */
function everyGroupReadable({ groups, unread }: Sections): boolean {
  if (unread.has("groups") || unread.has("identityCenter")) return false;
  return Object.values(groups).every(
    (group) =>
      isObject(group) && [undefined, true, false].includes(group.administrators as boolean),
  );
}

function hasNoMembers(group: unknown): boolean {
  if (!isObject(group)) return false;
  const { members } = group;
  return (
    members === undefined || members === null || (Array.isArray(members) && members.length === 0)
  );
}

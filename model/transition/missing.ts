import { didYouMean } from "../problems/didYouMean.ts";
import { error, type Problem } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import { forgetCommand } from "./commands.ts";
import type { Deployed, DeployedAssignment, MadeSection } from "./deployed.ts";

/**
 * Something with `existing: true` isn't there. AWS can't remove assignments of a group that is gone ("not
 * found in directory"), so that they leave the state first, whatever comes then.
 *
 * @param candidates names that exist, as far as they are known
 */
export function missing(
  path: string,
  section: MadeSection,
  key: string,
  name: string,
  { assignments }: Pick<Deployed, "assignments">,
  candidates: readonly string[] = [],
): Problem {
  const spelling = (attribute: string) =>
    didYouMean(name, candidates, `check its spelling (${attribute})`);
  if (section === "people") {
    return error(
      path,
      `existing person "${name}" was not found in Identity Center${spelling("userName is what the person signs in with")}; if the person is gone, remove this entry and its memberships; to have the person made here, remove existing: true and give names`,
    );
  }
  if (section === "permissionSets") {
    return error(
      path,
      `existing permission set "${name}" was not found in Identity Center${spelling("name")}; if it is gone, remove this entry and the lines that give it; to have it made here, remove existing: true and say what it holds`,
    );
  }
  const held = assignments.filter((assignment) => assignment.group === key);
  const then =
    "remove this entry, or have the group made here (remove existing: true and give it members), or have the identity provider send it again";
  const start = `existing group "${name}" was not found in Identity Center${spelling("displayName")}`;
  if (held.length === 0) return error(path, `${start}; if it was deleted there, ${then}`);
  return {
    ...error(path, `${start}; if it was deleted there, ${cantDelete(held)}, then ${then}:`),
    steps: forget(held),
  };
}

/** The group was deleted and made again: same name, another id, and assignments of the old one. */
export function madeAgain(
  path: string,
  name: string,
  held: readonly DeployedAssignment[],
): Problem {
  const message = `the group "${name}" was deleted in Identity Center and made again (its id is another); ${cantDelete(held)}, then the new one is assigned:`;
  return { ...error(path, message), steps: forget(held) };
}

function cantDelete(held: readonly DeployedAssignment[]): string {
  const names = firstFew(held.map(({ urn }) => urn.split("::").slice(3).join("::")));
  return `AWS can't delete its assignments any more (${names}; they give nobody anything), so take them out of the state first`;
}

function forget(held: readonly DeployedAssignment[]): string[] {
  return [forgetCommand(held.map(({ urn }) => urn)), "pulumi up"];
}

import { error, type Problem } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import { allowedDeletions } from "../schema/limits.ts";
import { type Deployed, type MadeSection, madeSections } from "./deployed.ts";
import { succession } from "./succession.ts";

/** Names shown of each section. */
const SHOWN = 20;

/** What an update would delete of people, groups and permission sets, and how much of it is allowed. */
export interface Loss {
  readonly limit: number;
  /** Keys of what would go, by section. */
  readonly leaving: Readonly<Record<MadeSection, readonly string[]>>;
  readonly total: number;
}

export function loss(deployed: Deployed, configuration: Configuration): Loss {
  const keysOf = (section: MadeSection) =>
    succession(section, deployed, configuration).leaving.map(({ key }) => key);
  const leaving = {
    people: keysOf("people"),
    groups: keysOf("groups"),
    permissionSets: keysOf("permissionSets"),
  };
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    limit: allowedDeletions(
      configuration.limits,
      sum(madeSections.map((section) => deployed[section].size)),
    ),
    leaving,
    total: sum(madeSections.map((section) => leaving[section].length)),
  };
}

/** More deletions at once than a person would make by hand: a list that was cut short, or the wrong file. */
export function lossProblems(deployed: Deployed, configuration: Configuration): Problem[] {
  const { limit, leaving, total } = loss(deployed, configuration);
  if (total <= limit) return [];
  const lists = madeSections
    .filter((section) => leaving[section].length > 0)
    .map(
      (section) => `${leaving[section].length} of ${section}: ${firstFew(leaving[section], SHOWN)}`,
    );
  const message = tooManyDeletions(total, limit, lists.join("; "));
  return [{ ...error("access:limits.deletions", `${message}:`), steps: allowOnce(total) }];
}

/** What allows this many deletions in one update. */
function allowOnce(total: number): string[] {
  const path = "--path access:limits.deletions";
  return [`pulumi config set ${path} ${total}`, "pulumi up", `pulumi config rm ${path}`];
}

export function tooManyDeletions(total: number, limit: number, list: string): string {
  return `this update would delete ${total} people, groups and permission sets, and ${limit} are allowed at once (${list}); put them back, or, where it is meant, set access:limits.deletions to ${total} for this one update`;
}

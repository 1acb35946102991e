import type { Problem } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { changedKeyProblems } from "./changedKeys.ts";
import { type Deployed, madeSections } from "./deployed.ts";
import { type ExistingIds, handOverProblems, idleHandOvers } from "./handOver.ts";
import { lastAdministratorProblems } from "./lastAdministrators.ts";
import { likelyKeyProblems } from "./likelyKeys.ts";
import { lossProblems } from "./loss.ts";
import { signInProblems } from "./signIns.ts";
import { succession } from "./succession.ts";

/**
 * What the step from what is deployed to what is wanted would do that nobody means: people lost by a changed
 * key, what `existing: true` would delete, more deletions than anybody makes by hand. For a configuration without
 * errors of its own. What takes several updates, plan/planProblems.ts tells.
 */
export function changeProblems(
  deployed: Deployed,
  configuration: Configuration,
  existing: ExistingIds,
): Problem[] {
  const successions = {
    people: succession("people", deployed, configuration),
    groups: succession("groups", deployed, configuration),
    permissionSets: succession("permissionSets", deployed, configuration),
  };
  return [
    ...handOverProblems(successions, configuration, existing),
    ...madeSections.flatMap((section) =>
      changedKeyProblems(section, successions[section], deployed, configuration),
    ),
    ...likelyKeyProblems(successions, deployed, configuration),
    ...signInProblems(successions.people),
    ...lastAdministratorProblems(successions.groups, configuration),
    ...lossProblems(deployed, configuration),
    ...idleHandOvers(deployed, configuration),
  ];
}

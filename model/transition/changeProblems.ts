import type { Access } from "../access/access.ts";
import type { Problem } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { changedKeyProblems } from "./changedKeys.ts";
import { changedNameProblems } from "./changedNames.ts";
import { closedAccountProblems } from "./closedAccounts.ts";
import { type Deployed, madeSections } from "./deployed.ts";
import { type ExistingIds, handOverProblems, idleHandOvers } from "./handOver.ts";
import { lastAdministratorProblems } from "./lastAdministrators.ts";
import { lossProblems } from "./loss.ts";
import { signInProblems } from "./signIns.ts";
import { succession } from "./succession.ts";

/**
 * What the step from what is deployed to what is wanted would do that nobody means: people lost by a changed
 * key, what `existing: true` would delete, names that aren't free yet, more deletions than anybody makes by
 * hand. For a configuration without errors of its own.
 *
 * @param commands what makes all the updates that it takes; undefined while they are made, one by one
 */
export function changeProblems(
  deployed: Deployed,
  configuration: Configuration,
  existing: ExistingIds,
  accounts: Access["accounts"],
  commands: readonly string[] | undefined,
): Problem[] {
  const successions = {
    people: succession("people", deployed, configuration),
    groups: succession("groups", deployed, configuration),
    permissionSets: succession("permissionSets", deployed, configuration),
  };
  const inSeveralUpdates = (commands: readonly string[]): Problem[] =>
    [
      ...madeSections.flatMap((section) =>
        changedNameProblems(section, successions[section], deployed, configuration),
      ),
      ...closedAccountProblems(deployed, configuration, accounts),
    ].map((problem) =>
      commands.length === 0
        ? problem
        : {
            ...problem,
            message: `${problem.message}; this makes the updates that it takes:`,
            steps: commands,
          },
    );
  return [
    ...handOverProblems(successions, configuration, existing),
    ...madeSections.flatMap((section) =>
      changedKeyProblems(section, successions[section], deployed, configuration),
    ),
    ...signInProblems(successions.people),
    ...lastAdministratorProblems(successions.groups, configuration),
    ...(commands === undefined ? [] : inSeveralUpdates(commands)),
    ...lossProblems(deployed, configuration),
    ...idleHandOvers(deployed, configuration),
  ];
}

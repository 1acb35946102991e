import { contentOf, sameContent } from "../access/setContent.ts";
import { pathOf } from "../problems/path.ts";
import { type Problem, warning } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { durationSeconds, otherSpelling } from "../schema/sessionDuration.ts";
import type { Deployed } from "./deployed.ts";

/** A permission set that AWS must bring to its accounts once more. */
export interface ProvisionedAgain {
  /** ARN of the set as it is. */
  readonly arn: string;
  /** The session duration that is wanted, in another spelling than AWS has: of a change of it the provider brings all to the accounts. */
  readonly sessionDuration: string;
}

/**
 * A provider that is killed between a change of a permission set and the call that brings it to the accounts leaves
 * nothing to do for the next update: AWS has the set as it is wanted, and the provider provisions only what it changes.
 *
 * @returns of a set that an update left half changed, and that still isn't in the state as it is wanted, how to have it
 *   provisioned
 */
export function provisionedAgain(
  deployed: Deployed,
  { permissionSets }: Configuration,
  key: string,
): ProvisionedAgain | undefined {
  const set = permissionSets[key];
  const former = set && formerKey(deployed, key, set.aliases);
  const entry = former === undefined ? undefined : deployed.permissionSets.get(former);
  // A new name makes a new set, with all its parts.
  if (!set || former === undefined || entry?.name !== (set.name ?? key)) return undefined;
  const content = deployed.setContents.get(former);
  if (!needsProvisioning(deployed, former) || !content) return undefined;
  if (sameContent(content, contentOf(set))) return undefined;
  return {
    arn: entry.id,
    sessionDuration:
      content.sessionDuration === set.sessionDuration
        ? otherSpelling(set.sessionDuration)
        : set.sessionDuration,
  };
}

/** The session duration as AWS has it where it is as long as the wanted one: another spelling is no change. */
export function spelledAsDeployed(
  deployed: Deployed,
  { permissionSets }: Configuration,
  key: string,
): string {
  const { sessionDuration, aliases } = permissionSets[key] ?? { sessionDuration: "", aliases: [] };
  const former = formerKey(deployed, key, aliases) ?? key;
  const spelled = deployed.setContents.get(former)?.sessionDuration ?? "";
  return durationSeconds(spelled) === durationSeconds(sessionDuration) ? spelled : sessionDuration;
}

/** What to know about sets that an update left half changed. */
export function unfinishedProblems(deployed: Deployed, configuration: Configuration): Problem[] {
  return Object.entries(configuration.permissionSets).flatMap(([key, set]) => {
    const former = formerKey(deployed, key, set.aliases);
    if (set.existing || former === undefined || !needsProvisioning(deployed, former)) return [];
    const path = pathOf("access:permissionSets", key);
    const again = provisionedAgain(deployed, configuration, key);
    return [
      warning(
        path,
        again
          ? `an update ended while this permission set was changed, and AWS may not have brought the change to its accounts: this update does, with the session duration written as ${again.sessionDuration}, which is as long`
          : "an update ended while this permission set was changed, and the change has been taken back or is complete: where it was taken back, AWS may still have a part of it; run pulumi up --refresh, which looks",
      ),
    ];
  });
}

function needsProvisioning(deployed: Deployed, key: string): boolean {
  if (deployed.permissionSets.get(key)?.handedOver !== false) return false;
  // What was imported and not yet completed by this stack has no such parts: AWS has it as its accounts do.
  const wasComplete = ["managed", "customer-managed"].every((part) =>
    deployed.permissionSetParts.has(`${key}-${part}`),
  );
  return (
    wasComplete &&
    deployed.unfinished.has(key) &&
    deployed.assignments.some(({ permissionSet }) => permissionSet === key)
  );
}

function formerKey(
  deployed: Deployed,
  key: string,
  aliases: readonly string[],
): string | undefined {
  return [key, ...aliases].find((one) => deployed.setContents.has(one));
}

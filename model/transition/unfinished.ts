import { contentOf, sameContent } from "../access/setContent.ts";
import { pathOf } from "../problems/path.ts";
import { type Problem, warning } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { durationSeconds, otherSpelling } from "../schema/sessionDuration.ts";
import { unseenTrailParts } from "./auditTrail.ts";
import type { Deployed, DeployedEntry, SetPart } from "./deployed.ts";

/** A permission set that an update left half changed. */
interface HalfMade {
  readonly deployed: DeployedEntry;
  /** Whether the state has it as it is wanted, and nobody knows what the update that ended made of it. */
  readonly isUnsure: boolean;
}

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
 * @param isRefreshed whether the state has of it what AWS has
 * @returns of a set that an update left half changed, how to have it provisioned
 */
export function provisionedAgain(
  deployed: Deployed,
  configuration: Configuration,
  key: string,
  isRefreshed: boolean,
): ProvisionedAgain | undefined {
  const halfMade = halfMadeOf(deployed, configuration, key);
  const set = configuration.permissionSets[key];
  if (!set || !halfMade || (halfMade.isUnsure && !isRefreshed)) return undefined;
  const former = halfMade.deployed;
  if (!isAssigned(deployed, former)) return undefined;
  const { sessionDuration } = deployed.setContents.get(former.key) ?? {};
  return {
    arn: former.id,
    sessionDuration:
      sessionDuration === set.sessionDuration
        ? otherSpelling(set.sessionDuration)
        : set.sessionDuration,
  };
}

/** Whether a set stays half made for who looks at AWS: the state doesn't tell what an update that ended made of it. */
export function staysHalfMade(
  deployed: Deployed,
  configuration: Configuration,
  key: string,
  isRefreshed: boolean,
): boolean {
  return !isRefreshed && halfMadeOf(deployed, configuration, key)?.isUnsure === true;
}

/** What to look at in AWS of what an update left half made. */
export interface Unseen {
  /** Resources of the state. */
  readonly urns: readonly string[];
  /** Limits that neither the state nor the configuration has: AWS has one where an update had put it there. */
  readonly limits: readonly { readonly set: DeployedEntry; readonly part: SetPart }[];
}

/** @returns undefined where nothing is half made */
export function unseen(deployed: Deployed, configuration: Configuration): Unseen | undefined {
  const all = Object.keys(configuration.permissionSets).flatMap((key) => {
    const halfMade = halfMadeOf(deployed, configuration, key);
    return halfMade ? [{ key, set: halfMade.deployed }] : [];
  });
  const trails = unseenTrailParts(deployed, configuration).map(({ urn }) => urn);
  if (all.length + trails.length === 0) return undefined;
  const parts = ({ key }: DeployedEntry) => deployed.permissionSetParts.get(key) ?? new Map();
  return {
    urns: [...all.flatMap(({ set }) => [set.urn, ...parts(set).values()]), ...trails],
    // What was there before this stack had the set isn't its own to take away.
    limits: all
      .filter(({ set }) => wasComplete(deployed, set))
      .flatMap(({ key, set }) =>
        LIMITS.filter(
          (part) => !parts(set).has(part) && !configuration.permissionSets[key]?.[part],
        ).map((part) => ({ set, part })),
      ),
  };
}

const LIMITS = ["inlinePolicy", "permissionsBoundary"] as const;

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

/** What to know about what an update left half made. @param commands what looks at AWS first */
export function unfinishedProblems(
  deployed: Deployed,
  configuration: Configuration,
  isRefreshed: boolean,
  commands: string,
): Problem[] {
  return Object.entries(configuration.permissionSets).flatMap(([key, set]) => {
    const halfMade = halfMadeOf(deployed, configuration, key);
    const again = provisionedAgain(deployed, configuration, key, isRefreshed);
    if (set.existing || !halfMade || (isRefreshed && !again)) return [];
    const said = [
      ...(again
        ? [
            `AWS may not have brought the change to its accounts: this update does, with the session duration written as ${again.sessionDuration}, which is as long`,
          ]
        : []),
      ...(halfMade.isUnsure && !isRefreshed
        ? [`AWS may have a part of the change that the state doesn't tell of: ${commands}`]
        : []),
      ...(halfMade.isUnsure || isRefreshed || deployed.unprovisioned.has(halfMade.deployed.key)
        ? []
        : [`where the configuration has changed since that update, ${commands} instead`]),
    ];
    return [
      warning(
        pathOf("access:permissionSets", key),
        `an update ended while this permission set was changed: ${said.join("; ")}`,
      ),
    ];
  });
}

function halfMadeOf(
  deployed: Deployed,
  { permissionSets }: Configuration,
  key: string,
): HalfMade | undefined {
  const set = permissionSets[key];
  const former = set && formerKey(deployed, key, set.aliases);
  const entry = former === undefined ? undefined : deployed.permissionSets.get(former);
  const content = former === undefined ? undefined : deployed.setContents.get(former);
  if (!set || set.existing || !entry || !content) return undefined;
  // A new name makes a new set, with all its parts.
  if (entry.name !== (set.name ?? key) || !isHalfMade(deployed, entry)) return undefined;
  const isSure = wasComplete(deployed, entry) && !sameContent(content, contentOf(set));
  return { deployed: entry, isUnsure: !isSure && !deployed.unprovisioned.has(entry.key) };
}

function isHalfMade(deployed: Deployed, entry: DeployedEntry): boolean {
  const { key, handedOver } = entry;
  const isUnfinished = deployed.unfinished.has(key) || deployed.unprovisioned.has(key);
  // What was imported, AWS has as its accounts do, until an update begins with it.
  const isBegun = deployed.begun.has(key) && isAssigned(deployed, entry);
  return !handedOver && isUnfinished && (wasComplete(deployed, entry) || isBegun);
}

/** Whether an update of this stack has been done with it. */
function wasComplete(deployed: Deployed, { key }: DeployedEntry): boolean {
  const parts = deployed.permissionSetParts.get(key);
  return parts?.has("managedPolicies") === true && parts.has("customerManagedPolicies");
}

function isAssigned(deployed: Deployed, { key }: DeployedEntry): boolean {
  return deployed.assignments.some(({ permissionSet }) => permissionSet === key);
}

function formerKey(
  deployed: Deployed,
  key: string,
  aliases: readonly string[],
): string | undefined {
  return [key, ...aliases].find((one) => deployed.setContents.has(one));
}

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

/** What an update knows when it begins. */
export interface AtBeginning {
  /** Whether the state has of what is half made what AWS has. */
  readonly isRefreshed: boolean;
  /** Ids of accounts that are closed or suspended: AWS can't bring anything to them. */
  readonly closed: ReadonlySet<string>;
}

/**
 * A provider that is killed between a change of a permission set and the call that brings it to the accounts leaves
 * nothing to do for the next update: AWS has the set as it is wanted, and the provider provisions only what it changes.
 *
 * @returns of a set that an update left half changed, how to have it provisioned; not while it is assigned in an account
 *   to which AWS can't bring it
 */
export function provisionedAgain(
  deployed: Deployed,
  configuration: Configuration,
  key: string,
  { isRefreshed, closed }: AtBeginning,
): ProvisionedAgain | undefined {
  const halfMade = halfMadeOf(deployed, configuration, key);
  const set = configuration.permissionSets[key];
  if (!set || !halfMade || (halfMade.isUnsure && !isRefreshed)) return undefined;
  const former = halfMade.deployed;
  const accounts = accountsOf(deployed, former);
  if (accounts.length === 0 || accounts.some((account) => closed.has(account))) return undefined;
  const { sessionDuration } = deployed.setContents.get(former.key) ?? {};
  return {
    arn: former.id,
    sessionDuration:
      sessionDuration === set.sessionDuration
        ? otherSpelling(set.sessionDuration)
        : set.sessionDuration,
  };
}

/**
 * Whether a set stays half made after this update: the state doesn't tell what an update that ended made of it, and
 * nobody looked at AWS, or AWS can't bring it to an account that it is still assigned in.
 */
export function staysHalfMade(
  deployed: Deployed,
  configuration: Configuration,
  key: string,
  { isRefreshed, closed }: AtBeginning,
): boolean {
  const halfMade = halfMadeOf(deployed, configuration, key);
  if (!halfMade) return false;
  const isInClosed = accountsOf(deployed, halfMade.deployed).some((one) => closed.has(one));
  return isInClosed || (!isRefreshed && halfMade.isUnsure);
}

/** Keys of the sets that are to be provisioned again, and not before they have left closed accounts. */
export function waitingForClosed(
  deployed: Deployed,
  configuration: Configuration,
  { isRefreshed, closed }: AtBeginning,
): ReadonlySet<string> {
  const inAny = { isRefreshed, closed: new Set<string>() };
  const isWaiting = (key: string) =>
    provisionedAgain(deployed, configuration, key, inAny) !== undefined &&
    provisionedAgain(deployed, configuration, key, { isRefreshed, closed }) === undefined;
  return new Set(Object.keys(configuration.permissionSets).filter(isWaiting));
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
  beginning: AtBeginning,
  commands: string,
): Problem[] {
  const { isRefreshed } = beginning;
  const waiting = waitingForClosed(deployed, configuration, beginning);
  return Object.entries(configuration.permissionSets).flatMap(([key, set]) => {
    const halfMade = halfMadeOf(deployed, configuration, key);
    const again = provisionedAgain(deployed, configuration, key, beginning);
    const isWaiting = waiting.has(key);
    if (set.existing || !halfMade || (isRefreshed && !again && !isWaiting)) return [];
    const spelled = again?.sessionDuration ?? set.sessionDuration;
    const said = [
      ...(again
        ? [
            `AWS may not have brought the change to its accounts: this update does${spelled === set.sessionDuration ? "" : `, with the session duration written as ${spelled}, which is as long`}`,
          ]
        : []),
      ...(isWaiting
        ? [
            "AWS may not have brought the change to its accounts: the next update does, when this one has taken its assignments in closed and suspended accounts away",
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
  const isBegun = deployed.begun.has(key) && accountsOf(deployed, entry).length > 0;
  return !handedOver && isUnfinished && (wasComplete(deployed, entry) || isBegun);
}

/** Whether an update of this stack has been done with it. */
function wasComplete(deployed: Deployed, { key }: DeployedEntry): boolean {
  const parts = deployed.permissionSetParts.get(key);
  return parts?.has("managedPolicies") === true && parts.has("customerManagedPolicies");
}

/** Accounts in which a set is assigned. */
function accountsOf(deployed: Deployed, { key }: DeployedEntry): string[] {
  return deployed.assignments.flatMap(({ permissionSet, account }) =>
    permissionSet === key ? [account] : [],
  );
}

function formerKey(
  deployed: Deployed,
  key: string,
  aliases: readonly string[],
): string | undefined {
  return [key, ...aliases].find((one) => deployed.setContents.has(one));
}

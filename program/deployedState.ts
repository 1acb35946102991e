import { watchedIn } from "../components/alarms/watchedIn.ts";
import type {
  Deployed,
  DeployedAssignment,
  DeployedEntry,
  DeployedGroup,
  DeployedMembership,
  DeployedPerson,
  ReplacedSet,
} from "../model/transition/deployed.ts";
import { IN_BETWEEN } from "../model/transition/plan/stopgaps.ts";
import { DeployedProtection } from "./deployedProtection.ts";
import { DeployedSets } from "./deployedSets.ts";
import { DeployedTrails } from "./deployedTrail.ts";
import { DELEGATE, DeployedUpdate } from "./deployedUpdate.ts";
import { readState, type StateResource } from "./readState.ts";
import { list, record, text } from "./stateValues.ts";
import { trailProviderRegion } from "./trailProvider.ts";

/** What this stack's components are called in their children's URNs. */
const OWNER = "identity-center:index:";

/** Type and name of a component that remembers what was handed over. */
export const HANDED_OVER = { type: `${OWNER}HandedOver`, name: "handed-over" } as const;

/**
 * What this stack has made so far, read from its own state. In preview and update alike, with every backend;
 * after an update that failed half-way it is what is really there.
 *
 * @param parentType type of the component that everything is below; empty where it is the stack itself
 * @param replaced what waits for its deletion, which the engine doesn't tell
 */
export async function readDeployed(
  parentType = "",
  replaced: readonly ReplacedSet[] = [],
): Promise<Deployed> {
  const state = await readState();
  return { ...deployedIn(state, parentType === "" ? "" : `${parentType}$`), replaced };
}

/**
 * What a state says that this program made. Resources of other kinds and shapes are none of its business.
 *
 * @param state resources by URN
 * @param above types of the components that everything is below, each with a `$`
 */
export function deployedIn(state: Readonly<Record<string, StateResource>>, above = ""): Deployed {
  const people = new Map<string, DeployedPerson>();
  const groups = new Map<string, DeployedGroup>();
  const permissionSets = new Map<string, DeployedEntry>();
  const memberships: DeployedMembership[] = [];
  const assignments: DeployedAssignment[] = [];
  const sets = new DeployedSets();
  const setOutputs = new Map<string, Readonly<Record<string, unknown>>>();
  const complete = new Map<string, unknown>();
  const unprovisioned = new Set<string>();
  const begun = new Set<string>();
  const trustedServices = new Set<string>();
  const guardrailNames = new Map<string, string>();
  const trails = new DeployedTrails();
  const delegates = new Set<string>();
  const replicatedTo = new Set<string>();
  const watched: ReturnType<typeof watchedIn>[] = [];
  const protection = new DeployedProtection();
  const update = new DeployedUpdate();
  let identityStoreId = "";

  const resources = Object.entries(state)
    .map(([urn, { outputs }]) => ({ urn, ...partsOf(urn), outputs }))
    .filter(({ type }) => type.startsWith(above))
    .map(({ type, ...resource }) => ({ ...resource, type: type.slice(above.length) }));
  const handedOver = new Set<unknown>();
  const administrators = new Set<string>();
  for (const { type, name, outputs } of resources) {
    if (type === HANDED_OVER.type) for (const urn of list(outputs.urns)) handedOver.add(urn);
    if (type !== `${OWNER}AccessGroup`) continue;
    // The engine empties a component's outputs when it changes, and an update that was stopped leaves them so.
    const isTold = outputs.groupId !== undefined;
    if (outputs.administrators === true || !isTold) administrators.add(name);
  }
  for (const { urn, type, name, outputs } of resources) {
    protection.add({ type, name, outputs });
    // What was handed over is no update's any more: it was let go of, not removed.
    if (!handedOver.has(urn)) update.add({ urn, type, name, outputs });
    const entry = (key: string, id: unknown, called: unknown): DeployedEntry => ({
      ...{ key, urn, id: text(id), name: text(called) },
      handedOver: handedOver.has(urn),
    });
    const [first = "", second = ""] = name.split("/");
    if (type === `${OWNER}People$aws:identitystore/user:User`) {
      const key = name.slice(name.indexOf("/") + 1);
      const { givenName, familyName } = record(outputs.name);
      const email = record(outputs.emails).value;
      identityStoreId = text(outputs.identityStoreId);
      people.set(key, {
        ...entry(key, outputs.userId, outputs.userName),
        givenName: text(givenName),
        familyName: text(familyName),
        ...(typeof email === "string" ? { email } : {}),
      });
    } else if (type === `${OWNER}AccessGroup$aws:identitystore/group:Group`) {
      identityStoreId = text(outputs.identityStoreId);
      groups.set(name, {
        ...entry(name, outputs.groupId, outputs.displayName),
        administrators: administrators.has(name),
        inBetween: outputs.description === IN_BETWEEN,
      });
    } else if (type === `${OWNER}PermissionSet$aws:ssoadmin/permissionSet:PermissionSet`) {
      permissionSets.set(name, entry(name, outputs.arn, outputs.name));
      setOutputs.set(name, outputs);
    } else if (type === `${OWNER}PermissionSet`) {
      // The engine empties a component's outputs when it changes, and has them again when all below it is done.
      if (outputs.unprovisioned === true) unprovisioned.add(name);
      const isComplete = text(outputs.arn).startsWith("arn:") && outputs.halfMade !== true;
      if (isComplete) complete.set(name, outputs.limits);
    } else if (type === `${OWNER}PermissionSet$pulumi:index:Stash`) {
      // The version of its boundary is the first of all that a component makes of a set.
      const key = sets.addVersion(name, outputs);
      if (key === undefined) sets.addNote(name);
      else begun.add(key);
    } else if (type.startsWith(`${OWNER}PermissionSet$aws:ssoadmin/`)) {
      sets.add({ urn, type, outputs });
    } else if (type === `${OWNER}AccessGroup$aws:identitystore/groupMembership:GroupMembership`) {
      memberships.push({ group: first, person: second, id: text(outputs.membershipId) });
    } else if (type === `${OWNER}AccessGroup$aws:ssoadmin/accountAssignment:AccountAssignment`) {
      assignments.push({
        ...{ group: first, permissionSet: second, urn },
        account: text(outputs.targetId),
        principalId: text(outputs.principalId),
      });
    } else if (
      type === `${OWNER}RootGuardrails$aws:organizations/policyAttachment:PolicyAttachment`
    ) {
      guardrailNames.set(text(outputs.targetId), name.slice(name.indexOf("/") + 1));
    } else if (type === ALARM) {
      watched.push(watchedIn(text(outputs.eventPattern)));
    } else if (type === `${OWNER}IdentityCenter$aws:ssoadmin/region:Region`) {
      replicatedTo.add(text(outputs.regionName));
    } else if (type === OWN_DELEGATE || type === DELEGATE) {
      delegates.add(text(outputs.accountId));
    } else if (TRUSTED.has(type)) {
      trustedServices.add(text(outputs.servicePrincipal));
    } else {
      trails.add({ urn, type, outputs });
    }
  }
  return {
    auditTrail: trails.found,
    ...{ identityStoreId, people, groups, permissionSets, administratorGroups: administrators },
    permissionSetParts: new Map(
      [...permissionSets].map(([key, { id }]) => [key, sets.urnsOf(id)] as const),
    ),
    setContents: new Map(
      [...setOutputs].map(([key, outputs]) => [key, sets.contentOf(outputs)] as const),
    ),
    unfinished: new Set(
      [...permissionSets].flatMap(([key, { id }]) =>
        complete.has(key) && !sets.keepsLimits(key, id, complete.get(key)) ? [] : [key],
      ),
    ),
    ...{
      unprovisioned,
      begun,
      replaced: [],
      lastUpdate: update.found,
      boundaryVersions: sets.boundaryVersions,
    },
    ...{ memberships, assignments, trustedServices, delegates, replicatedTo, guardrailNames },
    watched: {
      groupIds: [...new Set(watched.flatMap(({ groupIds }) => groupIds))],
      permissionSetArns: [
        ...new Set(watched.flatMap(({ permissionSetArns }) => permissionSetArns)),
      ],
    },
    protection: protection.protection,
    resources: new Map(Object.entries(state).map(([urn, { outputs }]) => [urn, outputs])),
    trailProviderRegion: trails.found.parts.some(({ kind }) => kind === "trail")
      ? trailProviderRegion(state)
      : undefined,
  };
}

const ALARM = `${OWNER}Alarms$aws:cloudwatch/eventRule:EventRule`;

const OWN_DELEGATE = `${OWNER}DelegatedAdministration$${DELEGATE}`;

/** Trusted access that isn't Identity Center's own. */
const TRUSTED: ReadonlySet<string> = new Set(
  ["AuditTrail", "Detection", "RootGuardrails"].map(
    (owner) => `${OWNER}${owner}$aws:organizations/awsServiceAccess:AwsServiceAccess`,
  ),
);

/** `urn:pulumi:<stack>::<project>::<type>::<name>`; a name may hold colons itself. */
function partsOf(urn: string): { type: string; name: string } {
  const [, , type = "", ...name] = urn.split("::");
  return { type, name: name.join("::") };
}

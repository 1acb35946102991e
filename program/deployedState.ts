import * as pulumi from "@pulumi/pulumi";
import type { SetContent } from "../model/access/setContent.ts";
import type {
  Deployed,
  DeployedAssignment,
  DeployedEntry,
  DeployedGroup,
  DeployedMembership,
  DeployedPerson,
} from "../model/transition/deployed.ts";
import { betweenWrites } from "./betweenWrites.ts";

/** A resource of a stack's state, as the engine tells it: by URN, with its type and its outputs. */
interface StateResource {
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What this stack's components are called in their children's URNs. */
const OWNER = "identity-center:index:";

/** Type and name of a component that remembers what was handed over. */
export const HANDED_OVER = { type: `${OWNER}HandedOver`, name: "handed-over" } as const;

/**
 * What this stack has made so far, read from its own state. In preview and update alike, with every backend;
 * after an update that failed half-way it is what is really there.
 *
 * @param parentType type of the component that everything is below; empty where it is the stack itself
 */
export async function readDeployed(parentType = ""): Promise<Deployed> {
  const stackName = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
  // What a StackReference asks for, and the resources besides the outputs. The engine answers it itself.
  const answer = await betweenWrites(() =>
    pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName }),
  ).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new pulumi.RunError(
      `the state of this stack (${stackName}) can't be read, and without it nobody knows what an update would delete: ${reason}; use credentials that may export it (pulumi stack export)`,
    );
  });
  return deployedIn(answer.outputs, parentType === "" ? "" : `${parentType}$`);
}

/** What a state says that this program made. Resources of other kinds and shapes are none of its business. */
function deployedIn(state: Readonly<Record<string, StateResource>>, above: string): Deployed {
  const people = new Map<string, DeployedPerson>();
  const groups = new Map<string, DeployedGroup>();
  const permissionSets = new Map<string, DeployedEntry>();
  const memberships: DeployedMembership[] = [];
  const assignments: DeployedAssignment[] = [];
  const permissionSetParts = new Set<string>();
  const complete = new Map<string, unknown>();
  let identityStoreId = "";

  const resources = Object.entries(state)
    .map(([urn, { outputs }]) => ({ urn, ...partsOf(urn), outputs }))
    .filter(({ type }) => type.startsWith(above))
    .map(({ type, ...resource }) => ({ ...resource, type: type.slice(above.length) }));
  const handedOver = new Set<unknown>();
  const administrators = new Set<string>();
  for (const { type, name, outputs } of resources) {
    if (type === HANDED_OVER.type) for (const urn of list(outputs.urns)) handedOver.add(urn);
    if (type === `${OWNER}AccessGroup` && outputs.administrators === true) administrators.add(name);
  }
  for (const { urn, type, name, outputs } of resources) {
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
      groups.set(name, {
        ...entry(name, outputs.groupId, outputs.displayName),
        administrators: administrators.has(name),
      });
    } else if (type === `${OWNER}PermissionSet$aws:ssoadmin/permissionSet:PermissionSet`) {
      permissionSets.set(name, entry(name, outputs.arn, outputs.name));
    } else if (type === `${OWNER}PermissionSet`) {
      // The engine empties a component's outputs when it changes, and has them again when all below it is done.
      if (text(outputs.arn).startsWith("arn:")) complete.set(name, outputs.limits);
    } else if (type.startsWith(`${OWNER}PermissionSet$aws:ssoadmin/`)) {
      permissionSetParts.add(name);
    } else if (type === `${OWNER}AccessGroup$aws:identitystore/groupMembership:GroupMembership`) {
      memberships.push({ group: first, person: second, id: text(outputs.membershipId) });
    } else if (type === `${OWNER}AccessGroup$aws:ssoadmin/accountAssignment:AccountAssignment`) {
      assignments.push({
        ...{ group: first, permissionSet: second, urn },
        account: text(outputs.targetId),
        principalId: text(outputs.principalId),
      });
    }
  }
  return {
    ...{ identityStoreId, people, groups, permissionSets, permissionSetParts },
    setContents: setContents(
      [...permissionSets.keys()],
      new Map(resources.map(({ type, name, outputs }) => [`${kindOf(type)} ${name}`, outputs])),
    ),
    unfinished: new Set(
      [...permissionSets.keys()].filter((key) => {
        const limits = complete.get(key);
        return !complete.has(key) || isStillThere(key, limits, permissionSetParts);
      }),
    ),
    ...{ memberships, assignments },
  };
}

/** Whether a set has a limit in the state that it was to lose: what AWS has of it isn't known. */
function isStillThere(key: string, limits: unknown, parts: ReadonlySet<string>): boolean {
  if (!Array.isArray(limits)) return false; // an earlier version noted none
  return (
    (parts.has(`${key}-inline`) && !limits.includes("inlinePolicy")) ||
    (parts.has(`${key}-boundary`) && !limits.includes("permissionsBoundary"))
  );
}

/** What the permission sets hold, from the outputs of all their parts by kind and name. */
function setContents(
  keys: readonly string[],
  parts: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): ReadonlyMap<string, SetContent> {
  return new Map(
    keys.map((key) => {
      const set = parts.get(`PermissionSet ${key}`);
      const managed = parts.get(`ManagedPolicyAttachmentsExclusive ${key}-managed`);
      const own = parts.get(`CustomerManagedPolicyAttachmentsExclusive ${key}-customer-managed`);
      const inline = parts.get(`PermissionSetInlinePolicy ${key}-inline`);
      const limit = record(
        parts.get(`PermissionsBoundaryAttachment ${key}-boundary`)?.permissionsBoundary,
      );
      const content = {
        ...{ description: text(set?.description), relayState: text(set?.relayState) },
        sessionDuration: text(set?.sessionDuration),
        managedPolicies: list(managed?.managedPolicyArns).map(text),
        customerManagedPolicies: list(own?.customerManagedPolicyReferences).map(policyOf),
        ...(inline ? { inlinePolicy: text(inline.inlinePolicy) } : {}),
        ...(limit.managedPolicyArn ? { managedBoundary: text(limit.managedPolicyArn) } : {}),
        ...(limit.customerManagedPolicyReference
          ? { customerManagedBoundary: policyOf(limit.customerManagedPolicyReference) }
          : {}),
      };
      return [key, content];
    }),
  );
}

function policyOf(reference: unknown): { name: string; path: string } {
  const { name, path } = record(reference);
  return { name: text(name), path: text(path) || "/" };
}

/** `PermissionSet` of `…$aws:ssoadmin/permissionSet:PermissionSet`; empty for components, which share names. */
function kindOf(type: string): string {
  return type.includes("$aws:") ? (type.split(":").at(-1) ?? "") : "";
}

/** `urn:pulumi:<stack>::<project>::<type>::<name>`; a name may hold colons itself. */
function partsOf(urn: string): { type: string; name: string } {
  const [, , type = "", ...name] = urn.split("::");
  return { type, name: name.join("::") };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

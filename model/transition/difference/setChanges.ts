import {
  type PermissionDifference,
  permissionDifference,
} from "../../../policies/iam/difference/permissionDifference.ts";
import type { PermissionSet } from "../../schema/permissionSet.ts";
import type { AccessSide } from "./accessSide.ts";
import { type DocumentOf, heldBy } from "./heldPolicies.ts";
import type { Who } from "./holders.ts";
import type { Ids } from "./sameness.ts";
import type { Sides } from "./side.ts";

/** How what permission sets allow changes, of those that both sides have; those that change alike together. */
export interface SetChange {
  /** Their later keys. */
  readonly permissionSets: readonly string[];
  /** Absent where their policies stay. */
  readonly policies?: PermissionDifference;
  /** Some of their policies are secret on a side, so that nothing can be compared. */
  readonly isSecret: boolean;
  /** Of a session, such as PT8H; absent where it stays. */
  readonly sessionDuration?: { readonly before: string; readonly after: string };
  /** Who has one of them, on the later side. */
  readonly holders: readonly Who[];
}

/** The permission sets of both sides that allow something else on the later one, or may. */
export function setChanges(
  before: AccessSide,
  after: AccessSide,
  { after: later, holders }: Sides,
  ids: Ids,
  documentOf: DocumentOf,
): SetChange[] {
  const compared = new Map<string, PermissionDifference>();
  const alike = new Map<string, Omit<SetChange, "holders"> & { permissionSets: string[] }>();
  for (const [formerKey, key] of ids.permissionSets) {
    const former = before.configuration.permissionSets[formerKey];
    const set = after.configuration.permissionSets[key];
    if (!former || !set) continue;
    const secrets = [before.secretsOf(formerKey), after.secretsOf(key)];
    const isSecret = secrets[0] !== secrets[1] || (isHidden(secrets) && !isSameText(former, set));
    const policies = isSecret ? undefined : differenceOf(former, set, documentOf, compared);
    const sessionDuration = sessionChange(former, set);
    if (!isSecret && !policies && !sessionDuration) continue;
    const text = JSON.stringify([isSecret, sessionDuration, policies && textsOf(former, set)]);
    const same = alike.get(text);
    if (same) same.permissionSets.push(key);
    else {
      alike.set(text, {
        permissionSets: [key],
        ...(policies && { policies }),
        isSecret,
        ...(sessionDuration && { sessionDuration }),
      });
    }
  }
  return [...alike.values()].map((change) => {
    const sets = change.permissionSets;
    const giving = [...later.groups].filter(([, given]) => sets.some((key) => given.has(key)));
    const groups = new Set(giving.map(([id]) => id));
    const who = [...later.groupsOf].filter(([, of]) => of.some((id) => groups.has(id)));
    return { ...change, holders: who.map(([id]) => holders.who(id)) };
  });
}

function sessionChange(
  { existing: wasExisting, sessionDuration: before }: PermissionSet,
  { existing, sessionDuration: after }: PermissionSet,
): SetChange["sessionDuration"] {
  return wasExisting || existing || before === after ? undefined : { before, after };
}

function isHidden(secrets: readonly (string | undefined)[]): boolean {
  return secrets.some((one) => one !== undefined);
}

/** Undefined where nothing changes. */
function differenceOf(
  former: PermissionSet,
  set: PermissionSet,
  documentOf: DocumentOf,
  compared: Map<string, PermissionDifference>,
): PermissionDifference | undefined {
  if (isSameText(former, set)) return undefined;
  if (former.existing !== set.existing) return elsewhere(set);
  // Whoever copies a set for each team changes all of them alike.
  const key = textsOf(former, set);
  const known =
    compared.get(key) ?? permissionDifference(heldBy(former, documentOf), heldBy(set, documentOf));
  compared.set(key, known);
  return known.mayWiden || known.mayNarrow ? known : undefined;
}

function textsOf(former: PermissionSet, set: PermissionSet): string {
  return JSON.stringify([policiesOf(former), policiesOf(set)]);
}

function isSameText(one: PermissionSet, other: PermissionSet): boolean {
  return JSON.stringify(policiesOf(one)) === JSON.stringify(policiesOf(other));
}

function policiesOf(set: PermissionSet): unknown {
  if (set.existing) return set.name;
  const { managedPolicies, customerManagedPolicies, inlinePolicy, permissionsBoundary } = set;
  return { managedPolicies, customerManagedPolicies, inlinePolicy, permissionsBoundary };
}

/** What is made elsewhere allows what nobody knows here. */
function elsewhere({ existing }: PermissionSet): PermissionDifference {
  const policy = "what a permission set that is made elsewhere allows";
  const change = existing ? "added" : "removed";
  return {
    ...{ gained: [], lost: [], wider: [], narrower: [] },
    notCompared: [{ policy, change }],
    ...{ mayWiden: true, mayNarrow: true },
  };
}

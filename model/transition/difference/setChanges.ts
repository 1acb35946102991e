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

/** How what a permission set allows changes, of one that both sides have. */
export interface SetChange {
  /** Its later key. */
  readonly permissionSet: string;
  /** Absent where its policies stay. */
  readonly policies?: PermissionDifference;
  /** Some of its policies are secret on a side, so that nothing can be compared. */
  readonly isSecret: boolean;
  /** Of a session, such as PT8H; absent where it stays. */
  readonly sessionDuration?: { readonly before: string; readonly after: string };
  /** Who has it, on the later side. */
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
  return [...ids.permissionSets].flatMap(([formerKey, key]) => {
    const former = before.configuration.permissionSets[formerKey];
    const set = after.configuration.permissionSets[key];
    if (!former || !set) return [];
    const secrets = [before.secretsOf(formerKey), after.secretsOf(key)];
    const isSecret = secrets[0] !== secrets[1] || (isHidden(secrets) && !isSameText(former, set));
    const policies = isSecret ? undefined : differenceOf(former, set, documentOf, compared);
    const isLonger = !former.existing && !set.existing;
    const [was, is] = [former.sessionDuration, set.sessionDuration];
    const sessionDuration = isLonger && was !== is ? { before: was, after: is } : undefined;
    if (!isSecret && !policies && !sessionDuration) return [];
    const groups = new Set(
      [...later.groups].flatMap(([id, given]) => (given.has(key) ? [id] : [])),
    );
    const who = [...later.groupsOf].flatMap(([id, of]) =>
      of.some((one) => groups.has(one)) ? [id] : [],
    );
    return [
      {
        permissionSet: key,
        ...(policies && { policies }),
        isSecret,
        ...(sessionDuration && { sessionDuration }),
        holders: who.sort().map((id) => holders.who(id)),
      },
    ];
  });
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
  const key = JSON.stringify([policiesOf(former), policiesOf(set)]);
  const known =
    compared.get(key) ?? permissionDifference(heldBy(former, documentOf), heldBy(set, documentOf));
  compared.set(key, known);
  return known.mayWiden || known.mayNarrow ? known : undefined;
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

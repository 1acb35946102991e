import type { LiveControlPolicies, LiveControlPolicy } from "../../live/accountFacts.ts";
import type { UntaggedAccount } from "../../live/readers/tree.ts";
import type { Absence } from "./check.ts";
import type { KnownTree } from "./facts.ts";
import { type Gap, gapOf } from "./gap.ts";

/** Active accounts that service control policies can be about. */
export function memberAccounts({ accounts }: KnownTree, management: string): UntaggedAccount[] {
  return accounts.filter(({ id, state }) => state === "ACTIVE" && id !== management);
}

/** What checks of member accounts say where there are none. */
export const noMembers: Absence = { absent: "there are no active member accounts" };

/** Active member accounts that none of these policies is about, be it attached to them or to what they are in. */
export function uncontrolled(
  tree: KnownTree,
  management: string,
  policies: readonly LiveControlPolicy[],
): UntaggedAccount[] {
  const targets = new Set(
    policies.flatMap((policy) => (policy.targets.isRead ? policy.targets.value : [])),
  );
  const parents = new Map(tree.units.map(({ id, parentId }) => [id, parentId]));
  const isControlled = (id: string | undefined): boolean =>
    id !== undefined && (targets.has(id) || isControlled(parents.get(id)));
  return memberAccounts(tree, management).filter(
    ({ id, parentId }) => !targets.has(id) && !isControlled(parentId),
  );
}

/** What of policies isn't known. */
export function* policyGaps(
  { policies }: LiveControlPolicies,
  part: "content" | "targets",
): Generator<Gap, void, void> {
  for (const policy of policies) {
    const read = policy[part];
    if (!read.isRead) yield gapOf(read);
  }
}

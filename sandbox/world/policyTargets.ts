import { putOwn } from "./followed.ts";
import { fullAccess } from "./initialFacts.ts";
import { theOrganization } from "./instances.ts";
import type { Transaction } from "./transaction.ts";

/** A new unit or account gets AWS's own policies that allow everything, of each type that is on (Organizations User Guide, "SCP evaluation"). */
export function attachFullAccess(tx: Transaction, target: string): void {
  const { policyTypes = [] } = theOrganization(tx);
  for (const { id, type } of fullAccess) {
    const policy = tx.get("organizationPolicies", id);
    if (!policy || !policyTypes.includes(type) || policy.targets.includes(target)) continue;
    putOwn(tx, "organizationPolicies", id, { ...policy, targets: [...policy.targets, target] });
  }
}

/** What is deleted has no policies and no tags any more. */
export function leaveNothing(tx: Transaction, target: string): void {
  detachAll(tx, target);
  tx.remove("organizationTags", target);
}

function detachAll(tx: Transaction, target: string): void {
  for (const policy of tx.rows("organizationPolicies")) {
    const targets = policy.targets.filter((one) => one !== target);
    if (targets.length === policy.targets.length) continue;
    putOwn(tx, "organizationPolicies", policy.id, { ...policy, targets });
  }
}

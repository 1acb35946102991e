import { putOwn } from "./followed.ts";
import { administered, refuseMembers } from "./organization.ts";
import { unitOf } from "./organizationTree.ts";
import { ServiceError } from "./serviceError.ts";
import { type Tag, withTags } from "./tags.ts";
import type { Transaction } from "./transaction.ts";

/** Tags of an account, organizational unit, policy or root. */
export function ListOrganizationTags(tx: Transaction, request: { ResourceId: string }) {
  administered(tx);
  const tags = tagsOf(tx, request.ResourceId);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

export function TagOrganizationResource(
  tx: Transaction,
  request: { ResourceId: string; Tags: Tag[] },
) {
  refuseMembers(tx);
  const { ResourceId: id, Tags } = request;
  putTags(tx, id, withTags(tagsOf(tx, id), Tags));
  return {};
}

export function UntagOrganizationResource(
  tx: Transaction,
  request: { ResourceId: string; TagKeys: string[] },
) {
  refuseMembers(tx);
  const { ResourceId: id, TagKeys: keys } = request;
  const kept = Object.entries(tagsOf(tx, id)).filter(([key]) => !keys.includes(key));
  putTags(tx, id, Object.fromEntries(kept));
  return {};
}

function tagsOf(tx: Transaction, id: string): Readonly<Record<string, string>> {
  const account = tx.get("accounts", id);
  if (account) return account.tags;
  const isKnown =
    id === administered(tx).rootId || unitOf(tx, id) || tx.get("organizationPolicies", id);
  if (isKnown) return tx.get("organizationTags", id) ?? {};
  throw new ServiceError(
    "TargetNotFoundException",
    `You specified a target that doesn't exist: ${id}`,
  );
}

export function putTags(tx: Transaction, id: string, tags: Readonly<Record<string, string>>): void {
  const account = tx.get("accounts", id);
  if (account) putOwn(tx, "accounts", id, { ...account, tags });
  else tx.put("organizationTags", id, tags);
}

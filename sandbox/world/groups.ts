import { uuid } from "./identifiers.ts";
import {
  checkStore,
  type Lookup,
  type Operations,
  refuseDuplicate,
  refuseReserved,
  type Store,
  sameText,
} from "./identityStore.ts";
import { notFound } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

export function CreateGroup(
  tx: Transaction,
  request: Store & { DisplayName: string; Description?: string },
) {
  checkStore(tx, request);
  const { DisplayName: name, Description: description } = request;
  refuseReserved(name, "displayName");
  refuseDuplicate(groupNamed(tx, name) !== undefined, "DisplayName");
  const id = uuid(`group ${name} ${tx.generation(`group ${name}`)}`);
  tx.put("groups", id, { id, name, ...(description ? { description } : {}) });
  return { GroupId: id };
}

export function DescribeGroup(tx: Transaction, request: Store & { GroupId: string }) {
  const { id, name, description } = group(tx, request);
  return { GroupId: id, DisplayName: name, ...(description ? { Description: description } : {}) };
}

/** The path is `displayName`, in any case; names are compared without case. */
export function GetGroupId(tx: Transaction, request: Lookup) {
  checkStore(tx, request);
  const unique = request.AlternateIdentifier.UniqueAttribute;
  const isName = unique?.AttributePath.toLowerCase() === "displayname";
  const found = isName ? groupNamed(tx, unique.AttributeValue) : undefined;
  if (!found) throw notFound("GROUP");
  return { GroupId: found.id };
}

export function UpdateGroup(tx: Transaction, request: Store & { GroupId: string } & Operations) {
  let changed = group(tx, request);
  for (const { AttributePath: path, AttributeValue: value } of request.Operations) {
    if (path === "displayName") {
      refuseReserved(String(value), "displayName");
      const other = groupNamed(tx, String(value));
      refuseDuplicate(other !== undefined && other.id !== changed.id, "DisplayName");
      changed = { ...changed, name: String(value) };
    } else {
      const { description: _, ...rest } = changed;
      changed = value ? { ...rest, description: String(value) } : rest;
    }
  }
  tx.put("groups", changed.id, changed);
  return {};
}

/** Memberships go with the group; account assignments stay. */
export function DeleteGroup(tx: Transaction, request: Store & { GroupId: string }) {
  const { id } = group(tx, request);
  tx.remove("groups", id);
  for (const one of tx.rows("memberships")) {
    if (one.groupId === id) tx.remove("memberships", one.id);
  }
  return {};
}

export function group(tx: Transaction, request: Store & { GroupId: string }) {
  checkStore(tx, request);
  const found = tx.get("groups", request.GroupId);
  if (!found) throw notFound(`GROUP ${request.GroupId}`);
  return found;
}

function groupNamed(tx: Transaction, name: string) {
  return tx.rows("groups").find((one) => sameText(one.name, name));
}

import { uuid } from "./identifiers.ts";
import {
  checkStore,
  externalIdsView,
  type Filtered,
  hasExternalId,
  type Lookup,
  type Operations,
  refuseDuplicate,
  refuseReserved,
  type Store,
  sameText,
  wantedText,
} from "./identityStore.ts";
import { notFound } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
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
  return { GroupId: id, IdentityStoreId: request.IdentityStoreId };
}

export function DescribeGroup(tx: Transaction, request: Store & { GroupId: string }) {
  return groupView(request, group(tx, request));
}

/** All groups, or those of a name (`Filters`, one of `DisplayName`). */
export function ListGroups(tx: Transaction, request: Store & Filtered) {
  checkStore(tx, request);
  const wanted = wantedText(request, "DisplayName");
  return {
    Groups: tx
      .rows("groups")
      .filter(({ name }) => wanted === undefined || sameText(name, wanted))
      .map((one) => groupView(request, one)),
  };
}

function groupView({ IdentityStoreId }: Store, group: Tables["groups"]) {
  const { id, name, description, externalIds } = group;
  return {
    IdentityStoreId,
    GroupId: id,
    DisplayName: name,
    ...(description ? { Description: description } : {}),
    ...externalIdsView(externalIds),
  };
}

/** By its identifier at an identity provider, or by `displayName`, in any case; names are compared without case. */
export function GetGroupId(tx: Transaction, request: Lookup) {
  checkStore(tx, request);
  const { UniqueAttribute: unique, ExternalId: external } = request.AlternateIdentifier;
  const isName = unique?.AttributePath.toLowerCase() === "displayname";
  const found = external
    ? tx.rows("groups").find(({ externalIds }) => hasExternalId(externalIds, external))
    : isName && groupNamed(tx, unique.AttributeValue);
  if (!found) throw notFound("GROUP");
  return { GroupId: found.id, IdentityStoreId: request.IdentityStoreId };
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

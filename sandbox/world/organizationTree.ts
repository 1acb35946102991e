import { unitNames, unitPath } from "../../model/schema/unitPath.ts";
import { putOwn, removeOwn } from "./followed.ts";
import { hex } from "./identifiers.ts";
import { administered, organizationArn, refuseMembers } from "./organization.ts";
import { attachFullAccess, leaveNothing } from "./policyTargets.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import { type Tag, withTags } from "./tags.ts";
import type { Transaction } from "./transaction.ts";

type Unit = Tables["organizationalUnits"];

/** Accounts that hang directly below a root or organizational unit, or organizational units. */
export function ListChildren(
  tx: Transaction,
  request: { ParentId: string; ChildType: "ACCOUNT" | "ORGANIZATIONAL_UNIT" },
) {
  const path = parentPath(tx, request.ParentId);
  const ids =
    request.ChildType === "ACCOUNT"
      ? tx.rows("accounts").filter((account) => account.organizationalUnit === path)
      : tx.rows("organizationalUnits").filter((unit) => unit.parent === path);
  return { Children: ids.map(({ id }) => ({ Id: id, Type: request.ChildType })) };
}

/** The one root or organizational unit that an account or organizational unit hangs below. */
export function ListParents(tx: Transaction, request: { ChildId: string }) {
  const { rootId } = administered(tx);
  const unit = unitOf(tx, request.ChildId);
  const path = unit?.parent ?? tx.get("accounts", request.ChildId)?.organizationalUnit;
  if (path === undefined) {
    throw new ServiceError("ChildNotFoundException", `child ${request.ChildId} was not found`);
  }
  const parent = tx.get("organizationalUnits", path);
  return {
    Parents: [
      parent ? { Id: parent.id, Type: "ORGANIZATIONAL_UNIT" } : { Id: rootId, Type: "ROOT" },
    ],
  };
}

/** Organizational units that hang directly below a root or organizational unit. */
export function ListOrganizationalUnitsForParent(tx: Transaction, request: { ParentId: string }) {
  const path = parentPath(tx, request.ParentId);
  return {
    OrganizationalUnits: tx
      .rows("organizationalUnits")
      .filter((unit) => unit.parent === path)
      .map((unit) => unitView(tx, unit)),
  };
}

export function DescribeOrganizationalUnit(
  tx: Transaction,
  request: { OrganizationalUnitId: string },
) {
  administered(tx);
  return { OrganizationalUnit: unitView(tx, wantedUnit(tx, request.OrganizationalUnitId)) };
}

export function CreateOrganizationalUnit(
  tx: Transaction,
  request: { ParentId: string; Name: string; Tags?: Tag[] },
) {
  refuseMembers(tx);
  const parent = parentPath(tx, request.ParentId);
  const path = below(parent, request.Name);
  refuseTaken(tx, path);
  const { rootId } = administered(tx);
  const seed = `made unit ${path}`;
  const id = `ou-${rootId.slice(2)}-${hex(`${seed} ${tx.generation(seed)}`, 8)}`;
  const unit = { id, path, name: request.Name, parent };
  putOwn(tx, "organizationalUnits", path, unit);
  attachFullAccess(tx, id);
  const tags = withTags({}, request.Tags ?? []);
  if (Object.keys(tags).length > 0) tx.put("organizationTags", id, tags);
  return { OrganizationalUnit: unitView(tx, unit) };
}

/** Another name: what is below moves along, and keeps its ids. */
export function UpdateOrganizationalUnit(
  tx: Transaction,
  request: { OrganizationalUnitId: string; Name?: string },
) {
  refuseMembers(tx);
  const unit = wantedUnit(tx, request.OrganizationalUnitId);
  const name = request.Name ?? unit.name;
  const path = below(unit.parent, name);
  if (path === unit.path) return { OrganizationalUnit: unitView(tx, unit) };
  refuseTaken(tx, path);
  const moved = (old: string) => unitPath([...unitNames(path), ...rest(unit.path, old)]);
  const units = tx.rows("organizationalUnits").filter((one) => isWithin(unit.path, one.path));
  for (const one of units) removeOwn(tx, "organizationalUnits", one.path);
  for (const one of units) {
    const changed =
      one === unit
        ? { ...unit, name, path }
        : { ...one, path: moved(one.path), parent: moved(one.parent) };
    putOwn(tx, "organizationalUnits", changed.path, changed);
  }
  for (const account of tx.rows("accounts")) {
    if (!isWithin(unit.path, account.organizationalUnit)) continue;
    const organizationalUnit = moved(account.organizationalUnit);
    putOwn(tx, "accounts", account.id, { ...account, organizationalUnit });
  }
  return { OrganizationalUnit: unitView(tx, { ...unit, name, path }) };
}

export function DeleteOrganizationalUnit(
  tx: Transaction,
  request: { OrganizationalUnitId: string },
) {
  refuseMembers(tx);
  const { id, path } = wantedUnit(tx, request.OrganizationalUnitId);
  const holds =
    tx.rows("organizationalUnits").some(({ parent }) => parent === path) ||
    tx.rows("accounts").some(({ organizationalUnit }) => organizationalUnit === path);
  if (holds) {
    throw new ServiceError(
      "OrganizationalUnitNotEmptyException",
      "You can only delete an organizational unit that is empty.",
    );
  }
  removeOwn(tx, "organizationalUnits", path);
  leaveNothing(tx, id);
  return {};
}

export function MoveAccount(
  tx: Transaction,
  request: { AccountId: string; SourceParentId: string; DestinationParentId: string },
) {
  refuseMembers(tx);
  const account = tx.get("accounts", request.AccountId);
  if (!account) {
    const why = "You specified an account that doesn't exist.";
    throw new ServiceError("AccountNotFoundException", why);
  }
  const source = parentPath(tx, request.SourceParentId, "SourceParentNotFoundException");
  if (account.organizationalUnit !== source) {
    const why = `account ${account.id} isn't in ${request.SourceParentId}`;
    throw new ServiceError("SourceParentNotFoundException", why);
  }
  const to = parentPath(tx, request.DestinationParentId, "DestinationParentNotFoundException");
  if (to === source) {
    const why = "That account is already present in the specified destination.";
    throw new ServiceError("DuplicateAccountException", why);
  }
  putOwn(tx, "accounts", account.id, { ...account, organizationalUnit: to });
  return {};
}

/** The path of a root or organizational unit. */
export function parentPath(
  tx: Transaction,
  id: string,
  notFound = "ParentNotFoundException",
): string {
  if (id === administered(tx).rootId) return "";
  const unit = unitOf(tx, id);
  if (unit) return unit.path;
  throw new ServiceError(notFound, `parent or target ${id} was not found`);
}

export function unitOf(tx: Transaction, id: string): Unit | undefined {
  return tx.rows("organizationalUnits").find((one) => one.id === id);
}

function wantedUnit(tx: Transaction, id: string): Unit {
  const unit = unitOf(tx, id);
  if (unit) return unit;
  throw new ServiceError(
    "OrganizationalUnitNotFoundException",
    `We can't find an OU with the OrganizationalUnitId ${id}`,
  );
}

function refuseTaken(tx: Transaction, path: string): void {
  if (!tx.get("organizationalUnits", path)) return;
  throw new ServiceError(
    "DuplicateOrganizationalUnitException",
    "An OU with the same name already exists.",
  );
}

function below(parent: string, name: string): string {
  return unitPath([...unitNames(parent), name]);
}

function isWithin(path: string, other: string): boolean {
  const names = unitNames(path);
  const others = unitNames(other);
  return names.every((name, index) => others[index] === name);
}

function rest(path: string, below: string): string[] {
  return unitNames(below).slice(unitNames(path).length);
}

function unitView(tx: Transaction, { id, name }: Unit) {
  return { Id: id, Arn: organizationArn(tx, "ou", id), Name: name };
}

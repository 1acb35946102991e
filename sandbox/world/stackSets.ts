import { putOwn } from "./followed.ts";
import { hex, uuid } from "./identifiers.ts";
import { theOrganization } from "./instances.ts";
import { partition, refuseMembers } from "./organization.ts";
import { ServiceError } from "./serviceError.ts";
import { makeRoles, removeRoles } from "./stackRoles.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

/** StackSets with service-managed permissions, of templates that hold roles (AWS CloudFormation API Reference). */

interface Named {
  StackSetName: string;
}
interface Targets extends Named {
  DeploymentTargets: {
    OrganizationalUnitIds: string[];
    Accounts?: string[];
    /** Of the four that AWS has, those that creation and deletion of instances share. */
    AccountFilterType?: string;
  };
  Regions: string[];
}
type Settings = Readonly<Record<string, unknown>>;

/** Trusted access isn't enough that Organizations alone turns on; here it is. */
const SERVICE = "member.org.stacksets.cloudformation.amazonaws.com";

/** Bytes of a template that is given as text. */
const MAXIMUM_TEMPLATE = 51_200;

export function ActivateOrganizationsAccess(tx: Transaction, _request: Record<string, never>) {
  refuseMembers(tx);
  const organization = theOrganization(tx);
  const trustedServices = [...new Set([...(organization.trustedServices ?? []), SERVICE])];
  putOwn(tx, "organization", "organization", { ...organization, trustedServices });
  return {};
}

export function CreateStackSet(
  tx: Transaction,
  request: Named & { TemplateBody: string; Settings: Settings },
) {
  const { StackSetName: name, TemplateBody: template, Settings: settings } = request;
  refuseMembers(tx);
  const { trustedServices = [], managementAccount } = theOrganization(tx);
  if (!trustedServices.includes(SERVICE)) {
    throw invalid("You must enable organizations access to operate a service managed stack set");
  }
  checkTemplate(template);
  if (tx.get("stackSets", key(tx, name))) {
    throw new ServiceError("NameAlreadyExistsException", `StackSet ${name} already exists`);
  }
  const seed = `stack set ${name}`;
  const id = `${name}:${uuid(`${seed} ${tx.generation(seed)}`)}`;
  const arn = `arn:${partition(tx)}:cloudformation:${tx.region}:${managementAccount}:stackset/${id}`;
  tx.put("stackSets", key(tx, name), { name, id, arn, template, settings });
  return { StackSetId: id };
}

export function DescribeStackSet(tx: Transaction, request: Named) {
  const { id, arn, template, settings } = wanted(tx, request);
  return {
    StackSet: { StackSetId: id, StackSetARN: arn, TemplateBody: template, Settings: settings },
  };
}

/** Brings every instance up to date. */
export function UpdateStackSet(
  tx: Transaction,
  request: Named & { TemplateBody: string; Settings: Settings },
) {
  const set = wanted(tx, request);
  checkTemplate(request.TemplateBody);
  const { TemplateBody: template, Settings: settings } = request;
  tx.put("stackSets", key(tx, set.name), { ...set, template, settings });
  for (const { account } of instances(tx, set.name)) {
    makeRoles(tx, account, template, set.template);
  }
  return { OperationId: operation(tx, set.name) };
}

export function DeleteStackSet(tx: Transaction, request: Named) {
  const { name } = wanted(tx, request);
  if (instances(tx, name).length > 0) {
    throw new ServiceError("StackSetNotEmptyException", `StackSet ${name} is not empty`);
  }
  tx.remove("stackSets", key(tx, name));
  return {};
}

/** Every active account below the units but the management account: StackSets don't deploy there. */
export function CreateStackInstances(tx: Transaction, request: Targets) {
  const { name, template } = wanted(tx, request);
  for (const unit of request.DeploymentTargets.OrganizationalUnitIds) {
    for (const account of accountsBelow(tx, unit)) {
      if (!isMeant(request, account)) continue;
      const row = `${name}|${account}|${request.Regions.join()}`;
      const there = tx.get("stackInstances", row);
      if (!there) makeRoles(tx, account, template);
      const units = [...new Set([...(there?.units ?? []), unit])];
      tx.put("stackInstances", row, { name, account, units });
    }
  }
  return { OperationId: operation(tx, name) };
}

export function ListStackInstances(tx: Transaction, request: Named) {
  const { name } = wanted(tx, request);
  return {
    Summaries: instances(tx, name).map(({ account, units }) => ({
      StackSetId: name,
      Account: account,
      Status: "CURRENT",
      OrganizationalUnitIds: units,
    })),
  };
}

export function DeleteStackInstances(tx: Transaction, request: Targets) {
  const { name, template } = wanted(tx, request);
  const { OrganizationalUnitIds: gone } = request.DeploymentTargets;
  for (const { account, units } of instances(tx, name)) {
    if (!isMeant(request, account)) continue;
    const row = `${name}|${account}|${request.Regions.join()}`;
    const left = units.filter((unit) => !gone.includes(unit));
    if (left.length === units.length) continue;
    if (left.length > 0) tx.put("stackInstances", row, { name, account, units: left });
    else {
      removeRoles(tx, account, template);
      tx.remove("stackInstances", row);
    }
  }
  return { OperationId: operation(tx, name) };
}

/** Whether the filter of accounts leaves an account of the units (CloudFormation API, DeploymentTargets). */
function isMeant({ DeploymentTargets }: Targets, account: string): boolean {
  const { Accounts: accounts, AccountFilterType: filter = "NONE" } = DeploymentTargets;
  if (filter === "INTERSECTION") return accounts?.includes(account) ?? false;
  if (filter === "DIFFERENCE") return !accounts?.includes(account);
  if (filter === "NONE" && accounts === undefined) return true;
  throw invalid(
    filter === "NONE"
      ? "AccountFilterType should be specified when both OrganizationalUnitIds and Accounts are provided"
      : `AccountFilterType ${filter} is not supported for this operation`,
  );
}

function wanted(tx: Transaction, { StackSetName }: Named): Tables["stackSets"] {
  const found = tx.get("stackSets", key(tx, StackSetName));
  if (found) return found;
  throw new ServiceError("StackSetNotFoundException", `StackSet ${StackSetName} not found`);
}

function instances(tx: Transaction, name: string): Tables["stackInstances"][] {
  return tx.rows("stackInstances", `${name}|`);
}

function accountsBelow(tx: Transaction, unitId: string): string[] {
  const { rootId, managementAccount } = theOrganization(tx);
  const unit = tx.rows("organizationalUnits").find(({ id }) => id === unitId);
  if (!unit && unitId !== rootId) throw invalid(`Could not find organizational unit ${unitId}`);
  const path = unit?.path;
  return tx
    .rows("accounts")
    .filter(({ id, state }) => state === "ACTIVE" && id !== managementAccount)
    .filter(({ organizationalUnit: at }) => {
      return path === undefined || at === path || at.startsWith(`${path}/`);
    })
    .map(({ id }) => id);
}

function checkTemplate(template: string): void {
  if (Buffer.byteLength(template) <= MAXIMUM_TEMPLATE) return;
  throw invalid(
    `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${MAXIMUM_TEMPLATE}`,
  );
}

function invalid(message: string): ServiceError {
  return new ServiceError("ValidationException", message);
}

function operation(tx: Transaction, name: string): string {
  const seed = `operation of stack set ${name}`;
  return uuid(hex(`${seed} ${tx.generation(seed)}`, 16));
}

function key(tx: Transaction, name: string): string {
  return `${tx.region}|${name}`;
}

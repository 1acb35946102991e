import { putOwn } from "./followed.ts";
import { theOrganization } from "./instances.ts";
import { refuseMembers } from "./organization.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

type None = Record<string, never>;
type Organization = Tables["organization"];

const CREDENTIALS = "RootCredentialsManagement";
const SESSIONS = "RootSessions";

/**
 * What is turned on of central root access. IAM tells the management account and its own delegated administrator, and
 * nobody where its trusted access is off (IAM API Reference, ListOrganizationsFeatures).
 */
export function ListOrganizationsFeatures(tx: Transaction, _request: None) {
  const organization = theOrganization(tx);
  if (!administersRootAccess(organization)) {
    throw new ServiceError(
      "AccountNotManagementOrDelegatedAdministratorException",
      "The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.",
    );
  }
  if ((organization.centralRootAccess ?? []).length === 0) refuseUntrusted(organization);
  return view(organization);
}

export function EnableOrganizationsRootCredentialsManagement(tx: Transaction, _request: None) {
  return enable(tx, CREDENTIALS);
}

export function EnableOrganizationsRootSessions(tx: Transaction, _request: None) {
  return enable(tx, SESSIONS);
}

export function DisableOrganizationsRootCredentialsManagement(tx: Transaction, _request: None) {
  return disable(tx, CREDENTIALS);
}

export function DisableOrganizationsRootSessions(tx: Transaction, _request: None) {
  return disable(tx, SESSIONS);
}

/** Whether the caller is the management account, or IAM's delegated administrator. */
export function administersRootAccess(organization: Organization): boolean {
  const { callerAccount, managementAccount, delegatedAdministrators } = organization;
  return (
    callerAccount === managementAccount ||
    delegatedAdministrators.some(
      ({ account, service }) => account === callerAccount && service === "iam.amazonaws.com",
    )
  );
}

function enable(tx: Transaction, feature: string) {
  const organization = managed(tx);
  refuseUntrusted(organization);
  const { centralRootAccess: enabled = [] } = organization;
  return set(tx, organization, [...new Set([...enabled, feature])]);
}

function disable(tx: Transaction, feature: string) {
  const organization = managed(tx);
  const { centralRootAccess: enabled = [] } = organization;
  return set(
    tx,
    organization,
    enabled.filter((one) => one !== feature),
  );
}

/** As it is kept, whoever calls. */
function managed(tx: Transaction): Organization {
  refuseMembers(tx);
  return tx.get("organization", "organization") as Organization;
}

function set(tx: Transaction, organization: Organization, centralRootAccess: readonly string[]) {
  const changed = { ...organization, centralRootAccess };
  putOwn(tx, "organization", "organization", changed);
  return view(changed);
}

function view({ id, centralRootAccess: EnabledFeatures = [] }: Organization) {
  return { OrganizationId: id, EnabledFeatures };
}

function refuseUntrusted({ trustedServices = [] }: Organization): void {
  if (trustedServices.includes("iam.amazonaws.com")) return;
  throw new ServiceError(
    "ServiceAccessNotEnabledException",
    "IAM is not a trusted service of the organization: enable trusted access for iam.amazonaws.com",
  );
}

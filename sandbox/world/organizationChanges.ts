import { putOwn } from "./followed.ts";
import { refuseMembers } from "./organization.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

type Organization = Tables["organization"];

interface Delegation {
  AccountId: string;
  ServicePrincipal: string;
}

export function EnableAWSServiceAccess(tx: Transaction, request: { ServicePrincipal: string }) {
  const organization = managed(tx);
  const { trustedServices = [] } = organization;
  put(tx, {
    ...organization,
    trustedServices: [...new Set([...trustedServices, request.ServicePrincipal])],
  });
  return {};
}

export function DisableAWSServiceAccess(tx: Transaction, request: { ServicePrincipal: string }) {
  const organization = managed(tx);
  const { trustedServices = [], delegatedAdministrators } = organization;
  if (delegatedAdministrators.some(({ service }) => service === request.ServicePrincipal)) {
    throw violation(
      "You must deregister the delegated administrators of this service before you disable its access.",
    );
  }
  put(tx, {
    ...organization,
    trustedServices: trustedServices.filter((one) => one !== request.ServicePrincipal),
  });
  return {};
}

/**
 * Identity Center takes one account (IAM Identity Center User Guide, "Delegated administration"). What else is refused:
 * Organizations API Reference, reasons of ConstraintViolationException.
 */
export function RegisterDelegatedAdministrator(tx: Transaction, request: Delegation) {
  const organization = managed(tx);
  const { AccountId: account, ServicePrincipal: service } = request;
  const record = tx.get("accounts", account);
  if (!record) {
    const why = "You specified an account that doesn't exist.";
    throw new ServiceError("AccountNotFoundException", why);
  }
  if (account === organization.managementAccount) {
    throw violation("You cannot register the management account as a delegated administrator.");
  }
  if (record.state !== "ACTIVE") {
    throw violation("You cannot register a suspended account as a delegated administrator.");
  }
  if (!organization.trustedServices?.includes(service)) {
    throw violation(
      "You must enable service access before you register a delegated administrator: call EnableAWSServiceAccess first.",
    );
  }
  const { delegatedAdministrators: all } = organization;
  const isThere = all.some((one) => one.account === account && one.service === service);
  if (isThere) {
    throw new ServiceError(
      "AccountAlreadyRegisteredException",
      "The specified account is already a delegated administrator for this AWS service.",
    );
  }
  if (service === "sso.amazonaws.com" && all.some((one) => one.service === service)) {
    // In these words: AWS re:Post, "Why am I getting errors setting up a member account as a delegated administrator".
    throw violation(
      "You have exceeded the allowed number of delegated administrators for the delegated service.",
    );
  }
  put(tx, { ...organization, delegatedAdministrators: [...all, { account, service }] });
  return {};
}

export function DeregisterDelegatedAdministrator(tx: Transaction, request: Delegation) {
  const organization = managed(tx);
  const { AccountId: account, ServicePrincipal: service } = request;
  const { delegatedAdministrators: all } = organization;
  const others = all.filter((one) => one.account !== account || one.service !== service);
  if (others.length === all.length) {
    throw new ServiceError(
      "AccountNotRegisteredException",
      "The specified account is not a delegated administrator for this AWS service.",
    );
  }
  put(tx, { ...organization, delegatedAdministrators: others });
  return {};
}

/** As it is kept, whoever calls. */
function managed(tx: Transaction): Organization {
  refuseMembers(tx);
  return tx.get("organization", "organization") as Organization;
}

function put(tx: Transaction, organization: Organization): void {
  putOwn(tx, "organization", "organization", organization);
}

function violation(why: string): ServiceError {
  return new ServiceError("ConstraintViolationException", why);
}

import { theOrganization } from "./instances.ts";
import { accountView, administered, joined, organizationArn, partition } from "./organization.ts";
import { parentPath } from "./organizationTree.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

type None = Record<string, never>;

export function DescribeOrganization(tx: Transaction, _request: None) {
  const { id, managementAccount } = theOrganization(tx);
  const management = tx.get("accounts", managementAccount);
  return {
    Organization: {
      Id: id,
      Arn: `arn:${partition(tx)}:organizations::${managementAccount}:organization/${id}`,
      FeatureSet: "ALL",
      MasterAccountId: managementAccount,
      MasterAccountArn: organizationArn(tx, "account", managementAccount),
      MasterAccountEmail: management?.email ?? "",
      MasterAccountName: management?.name ?? "",
    },
  };
}

export function ListRoots(tx: Transaction, _request: None) {
  const { rootId, policyTypes } = administered(tx);
  const PolicyTypes = (policyTypes ?? []).map((Type) => ({ Type, Status: "ENABLED" }));
  return {
    Roots: [{ Id: rootId, Arn: organizationArn(tx, "root", rootId), Name: "Root", PolicyTypes }],
  };
}

/** Accounts that hang directly below a root or organizational unit. */
export function ListAccountsForParent(tx: Transaction, request: { ParentId: string }) {
  const path = parentPath(tx, request.ParentId);
  const children = tx.rows("accounts").filter((account) => account.organizationalUnit === path);
  return { Accounts: children.map((account) => accountView(tx, account)) };
}

export function ListDelegatedAdministrators(
  tx: Transaction,
  request: { ServicePrincipal?: string },
) {
  const { delegatedAdministrators } = administered(tx);
  const wanted = request.ServicePrincipal;
  const ids = delegatedAdministrators
    .filter(({ service }) => wanted === undefined || service === wanted)
    .map(({ account }) => account);
  return {
    DelegatedAdministrators: [...new Set(ids)].flatMap((account) => {
      const record = tx.get("accounts", account);
      if (!record) return [];
      return [{ ...accountView(tx, record), DelegationEnabledDate: joined }];
    }),
  };
}

export function ListDelegatedServicesForAccount(tx: Transaction, request: { AccountId: string }) {
  const { delegatedAdministrators } = administered(tx);
  if (!tx.get("accounts", request.AccountId)) {
    throw new ServiceError(
      "AccountNotFoundException",
      "You specified an account that doesn't exist.",
    );
  }
  const services = delegatedAdministrators.filter(({ account }) => account === request.AccountId);
  if (services.length === 0) {
    throw new ServiceError(
      "AccountNotRegisteredException",
      "The specified account is not a delegated administrator for this AWS service.",
    );
  }
  return {
    DelegatedServices: services.map(({ service }) => ({
      ServicePrincipal: service,
      DelegationEnabledDate: joined,
    })),
  };
}

/** Services with trusted access. */
export function ListAWSServiceAccessForOrganization(tx: Transaction, _request: None) {
  const { trustedServices = [] } = administered(tx);
  return {
    EnabledServicePrincipals: trustedServices.map((ServicePrincipal) => ({
      ServicePrincipal,
      DateEnabled: joined,
    })),
  };
}

import { theOrganization } from "./instances.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

type None = Record<string, never>;

export function GetCallerIdentity(tx: Transaction, _request: None) {
  const account = theOrganization(tx).callerAccount;
  return {
    Account: account,
    Arn: `arn:${partition(tx)}:sts::${account}:assumed-role/sandbox/sandbox`,
    UserId: "AROASANDBOXSANDBOX000:sandbox",
  };
}

export function DescribeOrganization(tx: Transaction, _request: None) {
  const { id, managementAccount } = theOrganization(tx);
  const management = tx.get("accounts", managementAccount);
  return {
    Organization: {
      Id: id,
      Arn: `arn:${partition(tx)}:organizations::${managementAccount}:organization/${id}`,
      FeatureSet: "ALL",
      MasterAccountId: managementAccount,
      MasterAccountArn: `arn:${partition(tx)}:organizations::${managementAccount}:account/${id}/${managementAccount}`,
      MasterAccountEmail: management?.email ?? "",
      MasterAccountName: management?.name ?? "",
    },
  };
}

export function ListRoots(tx: Transaction, _request: None) {
  const { id, rootId, managementAccount } = administered(tx);
  const Arn = `arn:${partition(tx)}:organizations::${managementAccount}:root/${id}/${rootId}`;
  return { Roots: [{ Id: rootId, Arn, Name: "Root", PolicyTypes: [] as PolicyType[] }] };
}

interface PolicyType {
  Type: string;
  Status: string;
}

export function ListAccounts(tx: Transaction, _request: None) {
  administered(tx);
  return { Accounts: tx.rows("accounts").map((account) => accountView(tx, account)) };
}

/** Accounts that hang directly below a root or organizational unit. */
export function ListAccountsForParent(tx: Transaction, request: { ParentId: string }) {
  const path = parentPath(tx, request.ParentId);
  const children = tx.rows("accounts").filter((account) => account.organizationalUnit === path);
  return { Accounts: children.map((account) => accountView(tx, account)) };
}

/** Organizational units that hang directly below a root or organizational unit. */
export function ListOrganizationalUnitsForParent(tx: Transaction, request: { ParentId: string }) {
  const path = parentPath(tx, request.ParentId);
  const { id, managementAccount } = administered(tx);
  return {
    OrganizationalUnits: tx
      .rows("organizationalUnits")
      .filter((unit) => unit.parent === path)
      .map((unit) => ({
        Id: unit.id,
        Arn: `arn:${partition(tx)}:organizations::${managementAccount}:ou/${id}/${unit.id}`,
        Name: unit.name,
      })),
  };
}

/** Tags of an account; roots and organizational units have none here. */
export function ListOrganizationTags(tx: Transaction, request: { ResourceId: string }) {
  administered(tx);
  const account = tx.get("accounts", request.ResourceId);
  if (!account) parentPath(tx, request.ResourceId);
  return { Tags: Object.entries(account?.tags ?? {}).map(([Key, Value]) => ({ Key, Value })) };
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

function partition(tx: Transaction): string {
  return tx.rows("instances")[0]?.arn.split(":")[1] ?? "aws";
}

const joined = "2026-01-01T00:00:00Z";

/** Only the management account and delegated administrators may list (Organizations API Reference). */
function administered(tx: Transaction): Tables["organization"] {
  const organization = theOrganization(tx);
  const { callerAccount, managementAccount, delegatedAdministrators } = organization;
  const allowed =
    callerAccount === managementAccount ||
    delegatedAdministrators.some(({ account }) => account === callerAccount);
  if (allowed) return organization;
  throw new ServiceError(
    "AccessDeniedException",
    "You don't have permissions to access this resource.",
  );
}

function parentPath(tx: Transaction, id: string): string {
  if (id === administered(tx).rootId) return "";
  const unit = tx.rows("organizationalUnits").find((one) => one.id === id);
  if (unit) return unit.path;
  throw new ServiceError("ParentNotFoundException", `parent or target ${id} was not found`);
}

function accountView(tx: Transaction, account: Tables["accounts"]) {
  const { id, managementAccount } = theOrganization(tx);
  return {
    Id: account.id,
    Arn: `arn:${partition(tx)}:organizations::${managementAccount}:account/${id}/${account.id}`,
    Name: account.name,
    Email: account.email,
    State: account.state,
    Status: account.state,
    JoinedMethod: account.id === managementAccount ? "INVITED" : "CREATED",
    JoinedTimestamp: joined,
  };
}

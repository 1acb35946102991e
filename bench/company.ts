/** A company whose access is deployed, for the program and for the one that is written flat. */
export interface Company {
  /** The stack's configuration: what its file holds under `config:`. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The organization file of the sandbox, as an object. */
  readonly organization: object;
  readonly people: readonly Person[];
  readonly permissionSets: readonly PermissionSet[];
  readonly groups: readonly Group[];
}

export interface Person {
  readonly key: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
}

export interface PermissionSet {
  readonly key: string;
  readonly managedPolicies: readonly string[];
  readonly inlinePolicy: object;
}

export interface Group {
  readonly key: string;
  readonly members: readonly string[];
  readonly permissionSet: string;
  /** 12-digit ids. */
  readonly accounts: readonly string[];
}

export const REGION = "eu-west-1";
const GROUPS = 10;
const ACCOUNTS = 20;
const ACCOUNTS_OF_GROUP = 10;
const ADMINISTRATORS_POLICIES = ["AWSSSOMasterAccountAdministrator", "IAMFullAccess"];
const MANAGED_POLICIES = ["job-function/ViewOnlyAccess", "SecurityAudit"];

/** A member account that may administer Identity Center. */
export const DELEGATE = accountId(ACCOUNTS - 1);

/**
 * Everybody in one of ten groups, each with a permission set of its own: the first group's in the management account,
 * the others' in ten of twenty accounts.
 */
export function company(size: number): Company {
  const people = Array.from({ length: size }, (_, index): Person => {
    const key = `person-${index}`;
    return { key, givenName: "Given", familyName: `Family ${index}`, email: `${key}@example.com` };
  });
  const permissionSets = Array.from({ length: GROUPS }, (_, index): PermissionSet => {
    const inlinePolicy = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "s3:GetObject", Resource: "*" }],
    };
    // The first group's are the administrators.
    const managedPolicies = index === 0 ? ADMINISTRATORS_POLICIES : MANAGED_POLICIES;
    return { key: `set-${index}`, managedPolicies, inlinePolicy };
  });
  const groups = permissionSets.map((set, index): Group => {
    const isFirst = index === 0;
    const accounts = Array.from({ length: isFirst ? 1 : ACCOUNTS_OF_GROUP }, (_, step) =>
      accountId(index + step),
    );
    const members = people.filter((_, person) => person % GROUPS === index).map(({ key }) => key);
    return { key: `group-${index}`, members, permissionSet: set.key, accounts };
  });
  return {
    config: configuration(people, permissionSets, groups),
    organization: organization(),
    people,
    permissionSets,
    groups,
  };
}

function configuration(
  people: readonly Person[],
  permissionSets: readonly PermissionSet[],
  groups: readonly Group[],
): Record<string, unknown> {
  return {
    "aws:region": REGION,
    "access:identityCenter": { region: REGION },
    "access:people": byKey(people),
    "access:permissionSets": byKey(permissionSets),
    "access:groups": byKey(
      groups.map(({ key, members, permissionSet, accounts }, index) => ({
        key,
        administrators: index === 0,
        members,
        access: [{ permissionSet, accounts }],
      })),
    ),
  };
}

function organization(): object {
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => ({
    id: accountId(index),
    name: `account-${index}`,
    organizationalUnit: index === 0 ? "" : "Workloads",
  }));
  return {
    managementAccount: accountId(0),
    accounts,
    organizationalUnits: ["Workloads"],
    identityCenter: { region: REGION },
    trustedServices: ["cloudtrail.amazonaws.com"],
    // So that service control policies are turned on.
    policies: [{ name: "nothing", content: DENIES_NOTHING, targets: ["Workloads"] }],
  };
}

const DENIES_NOTHING = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "iam:DeleteAccountAlias", Resource: "*" }],
};

function byKey<Entry extends { key: string }>(
  entries: readonly Entry[],
): Record<string, Omit<Entry, "key">> {
  return Object.fromEntries(entries.map(({ key, ...rest }) => [key, rest]));
}

function accountId(index: number): string {
  return String(100_000_000_000 + index);
}

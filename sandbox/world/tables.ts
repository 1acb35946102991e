import type {
  Analyzer,
  Contacts,
  EncryptionKey,
  IamUser,
  PasswordPolicy,
  RootUser,
  Trail,
} from "../organizationFacts.ts";
import type { ExternalId } from "./identityStore.ts";

/** What the world holds: one record type per table. Records are replaced, never changed in place. */
export interface Tables {
  /** One row, key `organization`. */
  organization: {
    id: string;
    rootId: string;
    managementAccount: string;
    callerAccount: string;
    delegatedAdministrators: readonly { account: string; service: string }[];
    /** Service principals with trusted access. */
    trustedServices?: readonly string[];
    /** Types of policies that are enabled in the root. */
    policyTypes?: readonly string[];
    /** What is turned on of central root access. */
    centralRootAccess?: readonly string[];
    /** Regions that are off by default, and were enabled. */
    enabledRegions?: readonly string[];
    /** JSON text: what the caller's policies say of keys. Absent: they allow everything. */
    callerPolicy?: string | undefined;
    /** AWS managed policies beside those of the table, by name with path. */
    awsManagedPolicies: readonly string[];
    /** False: nobody wrote down which policies there are, so that every one is taken to exist. */
    complete: boolean;
  };
  /** By account id. */
  accounts: {
    id: string;
    name: string;
    email: string;
    state: string;
    organizationalUnit: string;
    tags: Readonly<Record<string, string>>;
    /** Managed policies that IAM takes per role. */
    policiesPerRole: number;
  };
  /** By path from the root, such as `Workloads/Production`. */
  organizationalUnits: { id: string; name: string; path: string; parent: string };
  /** By id: tags of organizational units, policies and the root. */
  organizationTags: Readonly<Record<string, string>>;
  /** By id: service control policies and the like. */
  organizationPolicies: {
    id: string;
    name: string;
    description: string;
    type: string;
    /** JSON text. */
    content: string;
    isAwsManaged: boolean;
    /** Ids of the root, organizational units and accounts. */
    targets: readonly string[];
  };
  /** By account id; without a row it is as AWS leaves it. */
  rootUsers: RootUser;
  /** By `account|name`. */
  iamUsers: IamUser;
  /** By `account|name` in lower case: roles that were made as such; those of permission sets are in `provisioned`. */
  iamRoles: {
    account: string;
    name: string;
    /** Starts and ends with `/`. */
    path: string;
    id: string;
    description: string;
    /** JSON text. */
    trust: string;
    /** Seconds. */
    maxSessionDuration: number;
    /** ARN of the permissions boundary. */
    boundary?: string | undefined;
    /** JSON texts by name. */
    inlinePolicies: Readonly<Record<string, string>>;
    /** ARNs. */
    attachedPolicies: readonly string[];
    tags: Readonly<Record<string, string>>;
    createdOn: string;
  };
  /** By `region|name`. */
  stackSets: {
    name: string;
    id: string;
    arn: string;
    /** JSON text. */
    template: string;
    /** As the provider gives them. */
    settings: Readonly<Record<string, unknown>>;
  };
  /** By `name|account|region`: stacks of a stack set, with the units for which they are there. */
  stackInstances: { name: string; account: string; units: readonly string[] };
  /** By account id. */
  passwordPolicies: PasswordPolicy;
  /** By account id: when IAM made the credential report, in milliseconds since the epoch. */
  credentialReports: { at: number };
  /** By ARN. */
  trails: Trail & {
    arn: string;
    /** ARNs of the log group that it delivers to, and of the role with which it does. */
    logs?: { group: string; role: string };
    kmsKey?: string;
    tags?: Readonly<Record<string, string>>;
  };
  /** By ARN. */
  analyzers: Analyzer & { arn: string };
  /** By account id. */
  contacts: Contacts;
  /** Of Identity Center, by name. */
  applications: { name: string; provider: string };
  /** By request id: accounts that were wanted. */
  accountRequests: {
    requestId: string;
    name: string;
    account?: string;
    failureReason?: string;
    /** Milliseconds since the epoch. */
    at: number;
  };
  /** By `table|key`: rows that a call made, changed or removed, with what the organization file says of each; null for nothing. */
  own: { said?: unknown };
  /** By `account:/path/name`. */
  customerManagedPolicies: { account: string; name: string; path: string };
  /** By instance ARN. */
  instances: {
    arn: string;
    identityStoreId: string;
    region: string;
    kind: "organization" | "account";
    /** ARN of the customer managed key that encrypts it. Absent: a key of AWS's. */
    keyArn?: string | undefined;
    /** When its encryption is as it should be, in milliseconds since the epoch. */
    encryptionEndsAt?: number;
  };
  /** By ARN: customer managed keys that the organization file names; those that a deployment makes are in `storage`. */
  keys: EncryptionKey;
  /** By ARN: what is wanted. What accounts really have is in `provisioned`. */
  permissionSets: PermissionSetRecord;
  /** By `permissionSetArn|account`: what the account's AWSReservedSSO role holds. */
  provisioned: { permissionSetArn: string; account: string; content: RoleContent };
  /** By `account|permissionSetArn|principalType|principalId`. */
  assignments: AssignmentRecord;
  /** By request id: asynchronous operations that have not ended. */
  running: OperationRecord;
  /** By request id: asynchronous operations that have ended. */
  ended: OperationRecord;
  users: UserRecord;
  groups: {
    id: string;
    name: string;
    description?: string;
    externalIds?: readonly ExternalId[];
    /** Nobody wrote down who is in it. */
    membersUnknown?: true;
  };
  memberships: { id: string; groupId: string; userId: string };
  /** By `instanceArn|region`: further Regions. */
  instanceRegions: {
    name: string;
    status: "ACTIVE" | "ADDING" | "REMOVING";
    /** Milliseconds since the epoch, as the next. */
    addedAt: number;
    /** When what its status says is done. */
    endsAt: number;
  };
  /** By instance ARN. */
  accessControlAttributes: { attributes: readonly { Key: string; Source: readonly string[] }[] };
  /** Buckets, keys and their settings, by `type|id`: kept as they were given. */
  storage: Readonly<Record<string, unknown>>;
  /** What is only kept as it was given, by `type account region|id`. */
  records: Readonly<Record<string, unknown>>;
  /** Of those, what the organization file says, likewise; a call that changes one takes it over. */
  givenRecords: Readonly<Record<string, unknown>>;
  /** By kind: what the organization file said that somebody else deleted, when it was last read. */
  deletions: { names: readonly string[] };
  /** One row, key `existing`: what the organization file said that exists, likewise. */
  existing: Readonly<Record<string, readonly string[]>>;
  /** How often a name was used, so that whatever is made again gets a new id. */
  generations: { count: number };
}

export type TableName = keyof Tables;

export interface PolicyReference {
  readonly Name: string;
  /** Starts and ends with `/`. */
  readonly Path: string;
}

export interface PermissionsBoundary {
  readonly ManagedPolicyArn?: string;
  readonly CustomerManagedPolicyReference?: PolicyReference;
}

/** What a role holds: the part of a permission set that provisioning copies. */
export interface RoleContent {
  readonly managedPolicies: readonly string[];
  readonly customerManagedPolicies: readonly PolicyReference[];
  /** JSON text, or null without an inline policy. */
  readonly inlinePolicy: string | null;
  readonly permissionsBoundary: PermissionsBoundary | null;
  readonly sessionDuration: string;
}

export interface PermissionSetRecord {
  readonly arn: string;
  readonly instanceArn: string;
  readonly name: string;
  readonly description?: string;
  readonly relayState?: string;
  readonly createdDate: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly content: RoleContent;
}

export interface AssignmentRecord {
  readonly account: string;
  readonly permissionSetArn: string;
  readonly principalType: string;
  readonly principalId: string;
}

export interface OperationRecord {
  readonly requestId: string;
  readonly operation:
    | "ProvisionPermissionSet"
    | "CreateAccountAssignment"
    | "DeleteAccountAssignment";
  readonly status: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  readonly failureReason?: string;
  readonly permissionSetArn: string;
  /** Absent: all accounts where the set is provisioned. */
  readonly account?: string;
  readonly assignment?: AssignmentRecord;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

export interface UserRecord {
  readonly id: string;
  readonly userName: string;
  /** The attributes of CreateUser, as the API names them, without UserName. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly externalIds?: readonly ExternalId[];
}

/** One change of a table: null removes the row. */
export type Change = readonly [table: TableName, key: string, value: unknown];

/** All tables, in memory. */
export class State {
  readonly #tables = new Map<TableName, Map<string, unknown>>();
  /** The same rows by what stands before the first bar of their keys: an account's assignments, a set's roles. */
  readonly #sections = new Map<string, Map<string, unknown>>();

  get<T extends TableName>(table: T, key: string): Tables[T] | undefined {
    return this.#tables.get(table)?.get(key) as Tables[T] | undefined;
  }

  /** Rows whose key begins with `prefix`, in the order in which they were added. */
  rows<T extends TableName>(table: T, prefix = ""): Tables[T][] {
    const bar = prefix.indexOf("|");
    const all =
      bar < 0 ? this.#tables.get(table) : this.#sections.get(`${table}|${prefix.slice(0, bar)}`);
    if (all === undefined) return [];
    // All of a section begin so.
    if (prefix === "" || bar === prefix.length - 1) return [...all.values()] as Tables[T][];
    const found: Tables[T][] = [];
    for (const [key, value] of all) if (key.startsWith(prefix)) found.push(value as Tables[T]);
    return found;
  }

  keys(table: TableName): string[] {
    return [...(this.#tables.get(table)?.keys() ?? [])];
  }

  apply([table, key, value]: Change): void {
    change(this.#tables, table, key, value);
    const bar = key.indexOf("|");
    if (bar >= 0) change(this.#sections, `${table}|${key.slice(0, bar)}`, key, value);
  }
}

function change<N>(all: Map<N, Map<string, unknown>>, name: N, key: string, value: unknown): void {
  let rows = all.get(name);
  if (!rows) {
    rows = new Map();
    all.set(name, rows);
  }
  if (value === null) rows.delete(key);
  else rows.set(key, value);
}

/** What an organization has beside accounts and Identity Center. Accounts by id. What isn't said is as AWS leaves it: nothing turned on. */
export interface OrganizationFacts {
  /** Service principals with trusted access beside Identity Center's. */
  readonly trustedServices: readonly string[];
  /** Types of policies that are turned on, beside those of {@link policies}. */
  readonly policyTypes: readonly string[];
  /** Service control policies and the like. */
  readonly policies: readonly OrganizationPolicy[];
  /** Central root access: what IAM does with root users of member accounts. */
  readonly centralRootAccess: readonly string[];
  readonly rootUsers: Readonly<Record<string, RootUser>>;
  readonly iamUsers: readonly IamUser[];
  /** By account: IAM's password policy; none where there is none. */
  readonly passwordPolicies: Readonly<Record<string, PasswordPolicy>>;
  readonly trails: readonly Trail[];
  readonly analyzers: readonly Analyzer[];
  readonly logGroups: readonly LogGroup[];
  readonly recorders: readonly Recorder[];
  readonly contacts: Readonly<Record<string, Contacts>>;
  /** Customer managed keys. */
  readonly keys: readonly EncryptionKey[];
  /** JSON text: what the caller's policies say of keys. Absent: they allow everything. */
  readonly callerPolicy?: string | undefined;
  /** Regions that are off by default, and were enabled. */
  readonly enabledRegions: readonly string[];
  readonly applications: readonly { readonly name: string; readonly provider: string }[];
}

/** As AWS leaves it. */
export const noFacts: OrganizationFacts = {
  trustedServices: [],
  policyTypes: [],
  policies: [],
  centralRootAccess: [],
  rootUsers: {},
  iamUsers: [],
  passwordPolicies: {},
  trails: [],
  analyzers: [],
  logGroups: [],
  recorders: [],
  contacts: {},
  keys: [],
  enabledRegions: [],
  applications: [],
};

export interface OrganizationPolicy {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  /** JSON text. */
  readonly content: string;
  /** Of the root, `""`; of organizational units, by path; of accounts, by id. */
  readonly targets: readonly { readonly kind: "unit" | "account"; readonly name: string }[];
}

export interface RootUser {
  readonly password: boolean;
  readonly mfa: boolean;
  /** How many it has: 0, 1 or 2. */
  readonly accessKeys: number;
}

export interface AccessKey {
  /** Absent where the organization file says it: it follows from user and place then. */
  readonly id?: string | undefined;
  readonly active: boolean;
  /** YYYY-MM-DD. */
  readonly createdOn: string;
  readonly lastUsedOn?: string | undefined;
}

export interface IamUser {
  readonly account: string;
  readonly name: string;
  /** Starts and ends with `/`. Default: `/`. */
  readonly path?: string | undefined;
  /** YYYY-MM-DD. */
  readonly createdOn: string;
  readonly password: boolean;
  readonly passwordLastUsedOn?: string | undefined;
  readonly mfa: boolean;
  readonly accessKeys: readonly AccessKey[];
}

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly symbols: boolean;
  readonly numbers: boolean;
  readonly uppercase: boolean;
  readonly lowercase: boolean;
  /** Days. */
  readonly maximumAge?: number | undefined;
  readonly reusePrevention?: number | undefined;
}

export interface Trail {
  readonly account: string;
  readonly name: string;
  readonly region: string;
  readonly bucket: string;
  readonly organization: boolean;
  readonly multiRegion: boolean;
  readonly logFileValidation: boolean;
  readonly logging: boolean;
}

export interface EncryptionKey {
  readonly arn: string;
  /** JSON text. */
  readonly policy: string;
  readonly state: "Enabled" | "Disabled" | "PendingDeletion";
  /** Regions with a replica, whose policy is the same. */
  readonly replicas: readonly string[];
}

export interface Analyzer {
  readonly account: string;
  readonly name: string;
  readonly region: string;
  readonly type: string;
  /** As CreateAnalyzer takes it. */
  readonly configuration?: Readonly<Record<string, unknown>> | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Of CloudWatch Logs. */
export interface LogGroup {
  readonly account: string;
  readonly name: string;
  readonly region: string;
}

/** Of AWS Config. */
export interface Recorder {
  readonly account: string;
  readonly name: string;
  readonly region: string;
  readonly recording: boolean;
}

export interface AlternateContact {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
}

export interface PrimaryContact {
  readonly name: string;
  readonly phone: string;
  readonly company?: string | undefined;
  readonly address: string;
  readonly city: string;
  readonly postalCode: string;
  /** Two letters. */
  readonly country: string;
}

export interface Contacts {
  readonly primary?: PrimaryContact | undefined;
  readonly billing?: AlternateContact | undefined;
  readonly operations?: AlternateContact | undefined;
  readonly security?: AlternateContact | undefined;
}

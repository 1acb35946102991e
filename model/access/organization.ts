/** One account of the organization, as AWS Organizations lists it. */
export interface Account {
  /** 12 digits. */
  readonly id: string;
  /** The account's name in AWS Organizations. Two accounts may share one. */
  readonly name: string;
  /** `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE`, `PENDING_ACTIVATION`, `CLOSED`: only ACTIVE accounts can be assigned. */
  readonly state: string;
  /** Path of the organizational unit from the root, such as `Workloads/Production`, with `\\/` for a slash in a name (`unitPath.ts`); `""` is the root itself. Absent when the tree was not read. */
  readonly organizationalUnit?: string;
  /** The account's tags. Absent when they were not read. */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The organization's accounts, as far as they are known. Reading the tree and the tags costs one call
 * per organizational unit and per account, so only a configuration that selects by them pays for them.
 */
export interface Organization {
  /** 12 digits. */
  readonly managementAccountId: string;
  readonly accounts: readonly Account[];
  /** Only accounts that the configuration names are listed: there may be others. Default: false */
  readonly isPartial?: boolean;
  /** Paths of all organizational units, empty ones too, without the root. Absent when the tree was not read. */
  readonly organizationalUnits?: readonly string[];
  /** Ids of the root, by path `""`, and of organizational units. Absent when they were not read. */
  readonly unitIds?: ReadonlyMap<string, string>;
  /** Types of policies that are turned on, such as `SERVICE_CONTROL_POLICY`. Absent when they were not read. */
  readonly policyTypes?: readonly string[];
  /** Services with trusted access, such as `sso.amazonaws.com`. Absent when they were not read. */
  readonly trustedServices?: readonly string[];
}

import type {
  Caller,
  LiveAnalyzer,
  LiveContacts,
  LiveControlPolicies,
  LiveIamUser,
  LivePasswordPolicy,
  LiveRecorder,
  LiveRootUser,
  LiveTrail,
} from "../../live/accountFacts.ts";
import type {
  DelegatedAdministrator,
  InstanceDetails,
  InstanceRegion,
  LiveAssignments,
  LiveGroup,
  LivePermissionSet,
  LiveUnit,
  LiveUser,
} from "../../live/liveOrganization.ts";
import type { FoundInstance } from "../../live/readers/instance.ts";
import type { UntaggedAccount } from "../../live/readers/tree.ts";
import type { Gap } from "./gap.ts";

/** The organization of the credentials. */
export interface KnownOrganization {
  readonly id: string;
  /** 12 digits. */
  readonly managementAccount: string;
  /** `ALL`, or `CONSOLIDATED_BILLING`. */
  readonly featureSet: string;
}

/** Organizational units and accounts. */
export interface KnownTree {
  readonly units: readonly LiveUnit[];
  readonly accounts: readonly UntaggedAccount[];
}

/** Identity Center of the organization, or why it can't be used. */
export type InstanceSearch =
  | { readonly found: FoundInstance }
  | { readonly found?: never; readonly problem: string };

/** What the checks look at, each read when the first of them needs it. */
export interface Facts {
  readonly caller: Caller;
  readonly organization: KnownOrganization;
  readonly instance: InstanceSearch;
  readonly instanceDetails: InstanceDetails;
  readonly instanceRegions: readonly InstanceRegion[];
  /** The following are the management account's. */
  readonly rootUser: LiveRootUser;
  readonly iamUsers: readonly LiveIamUser[];
  readonly passwordPolicy: LivePasswordPolicy | undefined;
  readonly contacts: LiveContacts;
  /** Of AWS Config, in the home Region. */
  readonly recorder: LiveRecorder | undefined;
  /** The following are the organization's. */
  readonly centralRootAccess: readonly string[];
  readonly trustedServices: readonly string[];
  readonly delegatedAdministrators: readonly DelegatedAdministrator[];
  readonly tree: KnownTree;
  readonly controlPolicies: LiveControlPolicies;
  /** The following are seen by the caller in the home Region. */
  readonly trails: readonly LiveTrail[];
  readonly analyzers: readonly LiveAnalyzer[];
  /** The following are Identity Center's. */
  readonly permissionSets: readonly LivePermissionSet[];
  readonly groups: readonly LiveGroup[];
  readonly users: readonly LiveUser[];
  readonly assignments: LiveAssignments;
}

export type FactName = keyof Facts;

/** A fact, or why it isn't known. */
export type Fact<Value> = { readonly value: Value } | Gap;

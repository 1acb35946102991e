import type { Account } from "../model/access/organization.ts";
import type { OrganizationFacts } from "./organizationFacts.ts";
import type { ExternalId } from "./world/identityStore.ts";

/** An organization as it is before anything is deployed. */
export interface OrganizationSnapshot {
  /** 12 digits. */
  readonly managementAccount: string;
  /** The account that the caller's credentials belong to. */
  readonly callerAccount: string;
  readonly accounts: readonly (Account & { readonly email?: string })[];
  /** Paths from the root, parents before children. */
  readonly organizationalUnits: readonly string[];
  readonly delegatedAdministrators: readonly { account: string; service: string }[];
  /** `none`: Identity Center was never enabled. */
  readonly identityCenter:
    | "none"
    | {
        region: string;
        kind: "organization" | "account";
        /** ARN of the customer managed key that encrypts it. Absent: a key of AWS's. */
        keyArn?: string | undefined;
      };
  /** Account instances that the caller sees beside it. */
  readonly otherInstances: readonly { region: string }[];
  readonly existing: {
    /** Without `members`, nobody wrote down who is in it. */
    readonly groups: readonly {
      name: string;
      members?: readonly string[] | undefined;
      externalIds?: readonly ExternalId[] | undefined;
    }[];
    readonly people: readonly ExistingPerson[];
    readonly permissionSets: readonly { name: string; managedPolicies: readonly string[] }[];
  };
  /** Attributes for access control that were enabled before, by key: their source. Absent: they weren't. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  /** What somebody else deleted meanwhile, by name. */
  readonly deleted: {
    readonly groups: readonly string[];
    readonly people: readonly string[];
    readonly permissionSets: readonly string[];
  };
  readonly quotas: {
    /** Managed policies that IAM takes per role, in accounts that aren't named below. */
    readonly policiesPerRole: number;
    /** By account id. */
    readonly accounts: Readonly<Record<string, { policiesPerRole: number }>>;
  };
  /** AWS managed policies that are newer than the project's table, by name with path. */
  readonly awsManagedPolicies: readonly string[];
  /** Accounts by id. */
  readonly customerManagedPolicies: readonly {
    name: string;
    path: string;
    accounts: readonly string[];
  }[];
  /** Absent: as AWS leaves it. */
  readonly facts?: OrganizationFacts;
  /** False: made up from a configuration, so that neither tree nor tags nor customer managed policies are known. */
  readonly complete: boolean;
}

export interface ExistingPerson {
  readonly userName: string;
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
  readonly email?: string | undefined;
  readonly externalIds?: readonly ExternalId[] | undefined;
}

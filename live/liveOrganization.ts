import type { User } from "@aws-sdk/client-identitystore";
import type { NotRead, Section } from "./notRead.ts";

/** An organization and its Identity Center as AWS had them: plain, frozen, each part either read or not. */
export interface LiveOrganization {
  readonly organization: Section<OrganizationFacts>;
  /** Types of its policies that are turned on. */
  readonly policyTypes: Section<readonly string[]>;
  readonly units: Section<readonly LiveUnit[]>;
  readonly accounts: Section<readonly LiveAccount[]>;
  readonly delegatedAdministrators: Section<readonly DelegatedAdministrator[]>;
  readonly instance: LiveInstance;
  /** Attributes for access control; undefined where they aren't enabled. */
  readonly attributes: Section<AccessControlAttributes | undefined>;
  readonly permissionSets: Section<readonly LivePermissionSet[]>;
  readonly groups: Section<readonly LiveGroup[]>;
  readonly users: Section<readonly LiveUser[]>;
  readonly assignments: Section<LiveAssignments>;
}

export interface OrganizationFacts {
  readonly id: string | undefined;
  /** 12 digits. */
  readonly managementAccount: string | undefined;
  /** `ALL`, or `CONSOLIDATED_BILLING`. */
  readonly featureSet: string | undefined;
}

export interface LiveUnit {
  readonly id: string;
  readonly name: string;
  /** From the root, such as `Workloads/Production`. */
  readonly path: string;
  /** The root's id, or that of another unit. */
  readonly parentId: string;
}

export interface LiveAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  /** Such as `ACTIVE` or `SUSPENDED`. */
  readonly state: string;
  readonly parentId: string;
  /** Path of the unit that it is in; empty for the root. */
  readonly organizationalUnit: string;
  readonly tags: Section<Tags>;
}

export type Tags = Readonly<Record<string, string>>;

export interface DelegatedAdministrator {
  readonly account: string;
  /** Service principals. */
  readonly services: Section<readonly string[]>;
}

export interface LiveInstance {
  readonly arn: string;
  readonly identityStoreId: string;
  /** The Region in which it was asked. */
  readonly region: string;
  readonly details: Section<InstanceDetails>;
}

/** A Region that Identity Center is in. */
export interface InstanceRegion {
  readonly name: string;
  /** `ACTIVE`, `ADDING` or `REMOVING`. */
  readonly status: string;
  readonly isHome: boolean;
}

export interface InstanceDetails {
  /** Such as `ACTIVE`. */
  readonly status: string | undefined;
  readonly statusReason: string | undefined;
  readonly ownerAccount: string | undefined;
  /** The home Region; an instance may be replicated to others. */
  readonly homeRegion: string | undefined;
  readonly permissionSetsEnabled: boolean | undefined;
  /** What encrypts it: `AWS_OWNED_KMS_KEY` or `CUSTOMER_MANAGED_KEY`. */
  readonly keyType: string | undefined;
  readonly keyArn: string | undefined;
  readonly encryptionStatus: string | undefined;
  /** Such as `KMS_ACCESS_DENIED`. */
  readonly encryptionStatusReason: string | undefined;
}

export interface AccessControlAttributes {
  /** Such as `ENABLED`. */
  readonly status: string | undefined;
  readonly attributes: readonly { readonly key: string; readonly sources: readonly string[] }[];
}

export interface LivePermissionSet {
  readonly arn: string;
  readonly settings: Section<SetSettings>;
  readonly tags: Section<Tags>;
  /** ARNs. */
  readonly managedPolicies: Section<readonly string[]>;
  readonly customerManagedPolicies: Section<readonly PolicyReference[]>;
  /** JSON text; undefined without one. */
  readonly inlinePolicy: Section<string | undefined>;
  readonly permissionsBoundary: Section<PermissionsBoundary | undefined>;
  /** Ids of accounts that have a role of it. */
  readonly accounts: Section<readonly string[]>;
  /** Those whose role isn't as the set is now. */
  readonly accountsBehind: Section<readonly string[]>;
}

export interface SetSettings {
  readonly name: string;
  readonly description: string | undefined;
  /** ISO 8601, such as `PT1H`. */
  readonly sessionDuration: string | undefined;
  readonly relayState: string | undefined;
}

export interface PolicyReference {
  readonly name: string;
  /** Starts and ends with `/`. */
  readonly path: string;
}

export type PermissionsBoundary =
  | { readonly managedPolicyArn: string }
  | { readonly customerManagedPolicy: PolicyReference };

export interface LiveGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly externalIds: readonly ExternalId[];
  readonly members: Section<readonly LiveMembership[]>;
}

export interface LiveMembership {
  readonly id: string;
  readonly userId: string;
}

/** How an identity provider knows what it made. */
export interface ExternalId {
  readonly issuer: string;
  readonly id: string;
}

export interface LiveUser {
  readonly id: string;
  readonly userName: string;
  /** `ENABLED` or `DISABLED`. */
  readonly status: string | undefined;
  readonly externalIds: readonly ExternalId[];
  /** Everything else that AWS says of the person, as AWS names it. */
  readonly attributes: UserAttributes;
}

export type UserAttributes = Readonly<
  Omit<User, "IdentityStoreId" | "UserId" | "UserName" | "UserStatus" | "ExternalIds">
>;

export interface LiveAssignments {
  /** How they were listed. By principal, those of principals that were deleted aren't seen. */
  readonly way: AssignmentWay;
  /** By account, permission set and principal. */
  readonly list: readonly LiveAssignment[];
}

export type AssignmentWay = "by principal" | "by permission set and account";

export interface LiveAssignment {
  readonly account: string;
  readonly permissionSetArn: string;
  readonly principalType: string;
  readonly principalId: string;
}

export type { NotRead, Section };

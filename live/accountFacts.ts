import type { Section } from "./notRead.ts";

/** Whose credentials are used. */
export interface Caller {
  /** 12 digits. */
  readonly account: string;
  readonly arn: string;
}

/** What IAM says of an account's root user. */
export interface LiveRootUser {
  readonly hasMfa: boolean;
  readonly hasAccessKeys: boolean;
}

export interface LiveIamUser {
  readonly name: string;
  readonly passwordLastUsed: Date | undefined;
  readonly hasPassword: Section<boolean>;
  readonly mfaDevices: Section<number>;
  /** Active ones. */
  readonly accessKeys: Section<readonly LiveAccessKey[]>;
}

export interface LiveAccessKey {
  readonly id: string;
  readonly created: Date | undefined;
  /** Undefined inside where it never was used. */
  readonly lastUsed: Section<Date | undefined>;
}

/** IAM's password policy; what a policy leaves out is off. */
export interface LivePasswordPolicy {
  readonly minimumLength: number;
  readonly reusePrevention: number;
  /** Classes of characters that a password must have. */
  readonly symbols: boolean;
  readonly numbers: boolean;
  readonly upperCase: boolean;
  readonly lowerCase: boolean;
}

/** A service control policy that somebody wrote, and what it is attached to. */
export interface LiveControlPolicy {
  readonly id: string;
  readonly name: string;
  /** JSON text. */
  readonly content: Section<string>;
  /** Ids of roots, organizational units and accounts. */
  readonly targets: Section<readonly string[]>;
}

/** Service control policies of an organization. */
export interface LiveControlPolicies {
  /** Whether the type is enabled in the root. */
  readonly isEnabled: boolean;
  readonly rootId: string;
  /** Without AWS's own. */
  readonly policies: readonly LiveControlPolicy[];
}

export interface LiveTrail {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string | undefined;
  readonly isOfOrganization: boolean;
  readonly isMultiRegion: boolean;
  readonly validatesLogFiles: boolean;
  readonly status: Section<TrailStatus>;
  /** Whether it records management events, reading and writing ones. */
  readonly recordsManagement: Section<boolean>;
}

export interface TrailStatus {
  readonly isLogging: boolean;
  /** Why the last log file wasn't delivered, as S3 told it. */
  readonly deliveryError: string | undefined;
}

/** The recorder that AWS Config has of an account in a Region. */
export interface LiveRecorder {
  readonly name: string;
  readonly isRecording: boolean;
  /** Why it couldn't record lately, as AWS Config told it. */
  readonly recordingError: string | undefined;
  /** Why the last history wasn't delivered. */
  readonly deliveryError: string | undefined;
  /** Which types of resources it records, of those of IAM. */
  readonly iamTypes: readonly IamType[];
}

/** Types of IAM that are recorded as global ones. */
export const iamTypes = [
  "AWS::IAM::Group",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
  "AWS::IAM::User",
] as const;

export type IamType = (typeof iamTypes)[number];

export interface LiveAnalyzer {
  readonly name: string;
  /** Such as `ORGANIZATION` or `ACCOUNT_UNUSED_ACCESS`. */
  readonly type: string;
  /** Such as `ACTIVE`. */
  readonly status: string;
}

/** Kinds of an account's alternate contacts, as AWS names them. */
export const contactTypes = ["SECURITY", "OPERATIONS", "BILLING"] as const;

/** Whom AWS writes to, by kind. */
export type LiveContacts = Readonly<Record<(typeof contactTypes)[number], boolean>>;

import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "./tags.ts";

/** Analyzers of IAM Access Analyzer, with the organization as their zone of trust. */
export interface AccessAnalyzerArgs {
  /** Whether external access is found, which is free. @default true */
  readonly external?: boolean;
  /** Regions in which external access is found. @default the home Region */
  readonly regions?: string[];
  /** Days, 1 to 365, without use after which access counts as unused. AWS charges for each role and user. @default unused access isn't looked for */
  readonly unusedDays?: number;
}

/** Managed rules of AWS Config in the home Region. */
export interface ConfigRulesArgs {
  /** Whether a recorder for resources of IAM is made, with its bucket; otherwise the account has one. @default false */
  readonly createRecorder?: boolean;
  /** Whether the rules are in every account of the organization, each of which has a recorder. @default false, in the management account alone */
  readonly organization?: boolean;
  /** 12-digit ids of accounts that the organization's rules leave out. @default none */
  readonly excludedAccounts?: string[];
  /**
   * Rules that are left out, of `root-mfa`, `root-keys`, `user-mfa`, `console-mfa`, `key-age` and `password-policy`.
   * @default none
   */
  readonly without?: string[];
  /** Whether the root user's MFA device must be of hardware. @default false */
  readonly hardwareMfa?: boolean;
  /** Days after which an access key is too old. @default 90 */
  readonly maximumKeyAge?: number;
}

/** Password policy for users of IAM in the management account. */
export interface PasswordPolicyArgs {
  /** Characters, 6 to 128. @default 14 */
  readonly minimumLength?: number;
  /** Former passwords that may not be used again, 1 to 24. @default 24 */
  readonly reusePrevention?: number;
  /** Days after which passwords end, 1 to 1095. @default never */
  readonly maximumAge?: number;
  /** Whether a symbol is required. @default true */
  readonly symbols?: boolean;
  /** Whether a digit is required. @default true */
  readonly numbers?: boolean;
  /** Whether an upper-case letter is required. @default true */
  readonly upperCase?: boolean;
  /** Whether a lower-case letter is required. @default true */
  readonly lowerCase?: boolean;
}

/** Whom AWS writes to. */
export interface AlternateContactArgs {
  /** 1 to 64 characters. */
  readonly name: pulumi.Input<string>;
  /** 1 to 50 characters. */
  readonly title: pulumi.Input<string>;
  readonly email: pulumi.Input<string>;
  /** Up to 25 digits, spaces and `( ) + -`. */
  readonly phone: pulumi.Input<string>;
}

/** Contacts of accounts, and which accounts get them. */
export interface ContactsArgs {
  /** @default as it is */
  readonly security?: AlternateContactArgs;
  /** @default as it is */
  readonly billing?: AlternateContactArgs;
  /** @default as it is */
  readonly operations?: AlternateContactArgs;
  /** 12-digit ids of member accounts that get them. @default none */
  readonly memberAccounts?: string[];
  /** Whether the management account gets them, too. @default true */
  readonly managementAccount?: boolean;
}

export interface DetectionArgs {
  /** 12-digit id of the management account, whose credentials this needs. */
  readonly managementAccountId: pulumi.Input<string>;
  /** Home Region of rules, of the recorder and of unused access. */
  readonly region: string;
  /** Whether trusted access for these services is turned on with them, and off again. @default true */
  readonly trustedAccess?: boolean;
  /**
   * Services, such as `account.amazonaws.com`, whose trusted access somebody else turned on: it is left as it is.
   * @default none
   */
  readonly trustedElsewhere?: string[];
  /**
   * Services, such as `account.amazonaws.com`, whose trusted access was turned on here before `trustedAccess` became
   * false: they stay trusted, then and afterwards. @default none
   */
  readonly trustedServices?: string[];
  /** @default external access in the home Region */
  readonly accessAnalyzer?: AccessAnalyzerArgs;
  /** @default no rules */
  readonly config?: ConfigRulesArgs;
  /** @default the account's stays as it is */
  readonly passwordPolicy?: PasswordPolicyArgs;
  /** @default contacts stay as they are */
  readonly contacts?: ContactsArgs;
  /** Tags of analyzers, rules, the recorder's role and its bucket. @default none */
  readonly tags?: Tags;
}

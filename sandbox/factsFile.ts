import { z } from "zod";
import { patterned } from "../model/schema/field.ts";

/** What an organization file says of root users, IAM and the other services: accounts by name or id. */

const account = z
  .string()
  .describe("Account, by name or id. Default: the management account.")
  .optional();
const ofAccounts = <T extends z.ZodType>(value: T) => z.record(z.string(), value).default({});
const dayForm = "a day is written as 2026-11-01, in quotes";
const day = z.iso.date(dayForm).meta({ patternErrorMessage: dayForm });
const userNameForm = "a user of IAM has 1 to 64 letters, digits and +=,.@_-";
const logGroupForm = "the name of a log group has 1 to 512 letters, digits and ._-/#";
const region = z.string().min(1).describe("Region. Default: that of Identity Center.").optional();
const flag = (text: string, value: boolean) => z.boolean().default(value).describe(text);

const rootUser = z.strictObject({
  password: z
    .boolean()
    .describe("It has a password. Default: in the management account alone.")
    .optional(),
  mfa: flag("It has an MFA device.", false),
  accessKeys: z.int().min(0).max(2).default(0).describe("How many access keys it has, 0 to 2."),
});

const accessKey = z.strictObject({
  active: flag("It can be used.", true),
  createdOn: day.default("2026-01-01").describe("Day of its creation."),
  lastUsedOn: day.describe("Day of its last use. Left out: never.").optional(),
});

const iamUser = z.strictObject({
  account,
  name: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/, userNameForm)
    .meta({ patternErrorMessage: userNameForm })
    .describe("Name of the user."),
  createdOn: day.default("2026-01-01").describe("Day of its creation."),
  password: flag("It has a password for the console.", false),
  passwordLastUsedOn: day.describe("Day of the last sign-in. Left out: never.").optional(),
  mfa: flag("It has an MFA device.", false),
  accessKeys: z.array(accessKey).max(2).default([]).describe("Its access keys, two at most."),
});

const passwordPolicy = z.strictObject({
  minimumLength: z.int().min(6).max(128).default(8).describe("Shortest length, 6 to 128."),
  symbols: flag("Symbols are wanted.", false),
  numbers: flag("Digits are wanted.", false),
  uppercase: flag("Capital letters are wanted.", false),
  lowercase: flag("Small letters are wanted.", false),
  maximumAge: z.int().min(1).max(1095).describe("Days until it expires.").optional(),
  reusePrevention: z
    .int()
    .min(1)
    .max(24)
    .describe("Earlier passwords that are refused.")
    .optional(),
});

/** A policy, as an object or as JSON text. */
const document = z.union([z.string(), z.record(z.string(), z.unknown())]);

const policy = z.strictObject({
  name: z.string().min(1).max(128).describe("Name of the policy."),
  description: z.string().default("").describe("What it is for."),
  type: z
    .enum([
      ...(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "TAG_POLICY"] as const),
      ...(["BACKUP_POLICY", "AISERVICES_OPT_OUT_POLICY", "DECLARATIVE_POLICY_EC2"] as const),
    ])
    .default("SERVICE_CONTROL_POLICY")
    .describe("Type of the policy."),
  content: document.describe("The policy, as an object or as JSON text."),
  targets: z
    .array(z.string())
    .default([])
    .describe(
      "What it is attached to: root, paths of organizational units, accounts by name or id.",
    ),
});

const trail = z.strictObject({
  account,
  name: z.string().min(3).max(128).describe("Name of the trail."),
  region,
  bucket: z.string().min(3).describe("Bucket that it writes to."),
  organization: flag("It records all accounts of the organization.", true),
  multiRegion: flag("It records all Regions.", true),
  logFileValidation: flag("Its files are signed.", true),
  logging: flag("It is turned on.", true),
});

const analyzer = z.strictObject({
  account,
  name: z.string().min(1).max(255).describe("Name of the analyzer."),
  region,
  type: z
    .enum([
      ...(["ACCOUNT", "ORGANIZATION", "ACCOUNT_UNUSED_ACCESS"] as const),
      ...(["ORGANIZATION_UNUSED_ACCESS"] as const),
    ])
    .default("ORGANIZATION")
    .describe("What it looks at."),
});

const logGroup = z.strictObject({
  account,
  name: z
    .string()
    .regex(/^[\w./#-]{1,512}$/, logGroupForm)
    .meta({ patternErrorMessage: logGroupForm })
    .describe("Name of the log group."),
  region,
});

const recorder = z.strictObject({
  account,
  name: z.string().min(1).max(256).default("default").describe("Its name. Default: default."),
  region,
  recording: flag("It records.", true),
});

const keyForm = "the ARN of a KMS key is wanted";
const key = z.strictObject({
  arn: z
    .string()
    .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, keyForm)
    .meta({ patternErrorMessage: keyForm })
    .describe("ARN of the key; mrk- begins the id of a multi-Region key."),
  policy: document
    .describe(
      "The key's policy. Default: left to the policies of the organization's accounts, with what Identity Center needs.",
    )
    .optional(),
  state: z
    .enum(["Enabled", "Disabled", "PendingDeletion"])
    .default("Enabled")
    .describe("Only an enabled key can be used."),
  replicas: z
    .array(z.string())
    .default([])
    .describe("Regions with a replica of a multi-Region key, with the same policy."),
});

const contact = z
  .strictObject({
    name: z.string().min(1).describe("Name."),
    title: z.string().min(1).describe("Position."),
    email: z.string().min(1).describe("E-mail address."),
    phone: z.string().min(1).describe("Phone number."),
  })
  .optional();

const contacts = z.strictObject({
  primary: z
    .strictObject({
      name: z.string().min(1).describe("Full name."),
      phone: z.string().min(1).describe("Phone number."),
      company: z.string().min(1).describe("Company.").optional(),
      address: z.string().min(1).describe("Street and number."),
      city: z.string().min(1).describe("City."),
      postalCode: z.string().min(1).describe("Postal code, in quotes."),
      country: z.string().length(2).describe("Country, two letters, in quotes."),
    })
    .describe("Primary contact.")
    .optional(),
  billing: contact.describe("Alternate contact for billing."),
  operations: contact.describe("Alternate contact for operations."),
  security: contact.describe("Alternate contact for security."),
});

/** Keys of the organization file. */
export const facts = {
  trustedServices: z
    .array(z.string())
    .default([])
    .describe("Service principals with trusted access beside sso.amazonaws.com."),
  policyTypes: z
    .array(patterned(64, /^[A-Z_]+$/, "a type such as SERVICE_CONTROL_POLICY is wanted"))
    .default([])
    .describe("Types of policies that are turned on, beside those of `policies`."),
  policies: z
    .array(policy)
    .default([])
    .describe("Policies of AWS Organizations, beside AWS's own FullAWSAccess."),
  centralRootAccess: z
    .array(z.enum(["RootCredentialsManagement", "RootSessions"]))
    .default([])
    .describe("What is turned on of central root access."),
  rootUsers: ofAccounts(rootUser).describe("Root users, by account (name or id)."),
  iamUsers: z.array(iamUser).default([]).describe("Users of IAM."),
  passwordPolicies: ofAccounts(passwordPolicy).describe(
    "IAM's password policies, by account (name or id).",
  ),
  trails: z.array(trail).default([]).describe("Trails of CloudTrail."),
  analyzers: z.array(analyzer).default([]).describe("Analyzers of IAM Access Analyzer."),
  logGroups: z
    .array(logGroup)
    .default([])
    .describe(
      "Log groups of CloudWatch Logs, such as Control Tower's aws-controltower/CloudTrailLogs.",
    ),
  recorders: z
    .array(recorder)
    .default([])
    .describe("Configuration recorders of AWS Config, one in an account and Region."),
  contacts: ofAccounts(contacts).describe("Contacts, by account (name or id)."),
  keys: z.array(key).default([]).describe("Customer managed keys of KMS."),
  callerPolicy: document
    .describe("What the policies of the caller's role say of keys. Default: everything is allowed.")
    .optional(),
  enabledRegions: z
    .array(z.string())
    .default([])
    .describe("Regions that are off by default, and were enabled."),
  applications: z
    .array(
      z.strictObject({
        name: z.string().min(1).describe("Name of the application."),
        provider: z.string().default("custom").describe("Its provider. Default: custom."),
      }),
    )
    .default([])
    .describe("Applications of Identity Center."),
} as const;

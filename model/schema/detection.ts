import { z } from "zod";
import { accountSelectorSchema } from "./accountSelector.ts";
import { distinct, list, patterned, shortText, switchOf } from "./field.ts";
import { regionForm } from "./identityCenter.ts";

/** Kinds of alternate contacts, as the configuration calls them (Account Management API, AlternateContactType). */
export const contactKinds = ["billing", "operations", "security"] as const;

export type ContactKind = (typeof contactKinds)[number];

/** Managed rules of AWS Config about root users and users of IAM, by name. */
export const configRules = [
  "root-mfa",
  "root-keys",
  "user-mfa",
  "console-mfa",
  "key-age",
  "password-policy",
] as const;

export type ConfigRuleName = (typeof configRules)[number];

/** Whom AWS writes to (Account Management API Reference, PutAlternateContact: lengths and patterns). */
const contact = z.strictObject({
  name: shortText(64).describe("Name, 1 to 64 characters. A team's mailbox outlives a person."),
  title: shortText(50).describe("Title, 1 to 50 characters."),
  email: patterned(
    254,
    /^[\w+=.#|!&-]+@[\w.-]+\.\w+$/,
    "an address such as security@example.com is wanted",
  ).describe("E-mail address."),
  phone: patterned(
    25,
    /^(?=.*\d)[\s0-9()+-]+$/,
    "a phone number of digits, spaces and ( ) + - is wanted, such as +44 20 7946 0000",
  ).describe("Phone number."),
});

const unused = z.strictObject({
  days: z
    .int()
    .min(1)
    .max(365)
    .default(90)
    .describe("Days without use after which access counts as unused, 1 to 365. Default: 90."),
});

const accessAnalyzer = z
  .strictObject({
    external: z
      .boolean()
      .default(true)
      .describe(
        "Whether IAM Access Analyzer finds what principals outside the organization can reach. Free. Default: true.",
      ),
    regions: distinct(patterned(32, regionForm, "a Region such as eu-west-1 is wanted")).describe(
      "Regions in which it looks for external access: each that holds resources. Default: the home Region.",
    ),
    unused: z
      .union([z.literal(false), unused], {
        error: ({ input }) => {
          if (input !== true) return undefined;
          return "is the boolean true; false or a group of keys is wanted: write { days: 90 }";
        },
      })
      .default(false)
      .describe(
        "Whether it finds roles, users, keys and permissions that nobody uses, in all accounts. AWS charges 0.20 USD a month for each role and user. Default: false.",
      ),
  })
  .prefault({})
  .describe("Analyzers of IAM Access Analyzer for the whole organization.");

const config = z
  .strictObject({
    enabled: switchOf(
      "Whether managed rules of AWS Config judge root users and users of IAM. AWS charges 0.001 USD for each evaluation.",
    ),
    recorder: z
      .enum(["existing", "create"])
      .default("existing")
      .describe(
        "Whether the management account has a configuration recorder in the home Region (existing), or one is made with its bucket, for resources of IAM alone (create). Default: existing.",
      ),
    organization: z
      .boolean()
      .default(false)
      .describe(
        "Whether the rules are in every account of the organization, each of which needs a recorder of its own in the home Region. false: in the management account alone. Default: false.",
      ),
    except: list(accountSelectorSchema).describe(
      "Accounts that the organization's rules leave out, such as those without a recorder. Only beside organization.",
    ),
    without: list(z.enum(configRules)).describe("Rules that are left out. Default: none."),
    hardwareMfa: z
      .boolean()
      .default(false)
      .describe("Whether the root user's MFA device must be of hardware. Default: false."),
    maximumKeyAge: z
      .int()
      .min(1)
      .max(36_500)
      .default(90)
      .describe("Days after which an access key is too old. Default: 90."),
  })
  .prefault({ enabled: false })
  .describe("Managed rules of AWS Config, in the home Region.");

const passwordPolicy = z
  .strictObject({
    enabled: switchOf(
      "Whether the password policy of the management account is managed here: it takes the place of the one that is there.",
    ),
    minimumLength: z
      .int()
      .min(6)
      .max(128)
      .default(14)
      .describe("Characters that a password must have. Default: 14, as CIS asks."),
    reusePrevention: z
      .int()
      .min(1)
      .max(24)
      .default(24)
      .describe("Former passwords that may not be used again. Default: 24, as CIS asks."),
    maximumAge: z
      .int()
      .min(1)
      .max(1095)
      .describe("Days after which passwords end. Default: never, as NIST SP 800-63B advises.")
      .exactOptional(),
    symbols: z.boolean().default(true).describe("Whether a symbol is required. Default: true."),
    numbers: z.boolean().default(true).describe("Whether a digit is required. Default: true."),
    upperCase: z
      .boolean()
      .default(true)
      .describe("Whether an upper-case letter is required. Default: true."),
    lowerCase: z
      .boolean()
      .default(true)
      .describe("Whether a lower-case letter is required. Default: true."),
  })
  .prefault({ enabled: false })
  .describe(
    "Passwords of users of IAM in the management account; people in Identity Center have rules of their own.",
  );

const contacts = z
  .strictObject({
    security: contact.describe("Whom AWS writes to about security.").exactOptional(),
    billing: contact.describe("Whom AWS writes to about bills.").exactOptional(),
    operations: contact.describe("Whom AWS writes to about operations.").exactOptional(),
    accounts: list(accountSelectorSchema).describe(
      "Accounts that get them. Default: every active account, the management account too.",
    ),
  })
  .prefault({})
  .describe("Alternate contacts of accounts, which take the place of those that are there.");

export const detectionSchema = z.strictObject({
  enabled: switchOf(
    "Whether AWS looks for what should not be: external and unused access, and the rules, password policy and contacts below.",
  ),
  trustedAccess: z
    .boolean()
    .default(true)
    .describe(
      "Whether trusted access for the services below is turned on with them where the organization doesn't trust them yet, and off again. false: never turned on, and no longer turned off. Default: true.",
    ),
  accessAnalyzer,
  config,
  passwordPolicy,
  contacts,
});

/** Detection as the stack file gives it. */
export type DetectionInput = z.input<typeof detectionSchema>;

/** Detection, defaults applied. */
export type Detection = z.output<typeof detectionSchema>;

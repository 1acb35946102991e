import { z } from "zod";
import { unitNames, unitPath } from "../model/schema/unitPath.ts";
import { facts } from "./factsFile.ts";

const twelveDigits = "an account id has 12 digits; write it in quotes";
const accountId = z
  .string(twelveDigits)
  .regex(/^\d{12}$/, twelveDigits)
  .meta({ patternErrorMessage: twelveDigits });
const slashes = "a path starts and ends with /";
/** Managed policies that IAM takes per role: 10 until the quota is raised, 25 at most (IAM User Guide, "IAM and AWS STS quotas"). */
const policiesPerRole = z
  .int()
  .min(10)
  .max(25)
  .describe("Managed policies that IAM takes per role, 10 to 25: a raised quota.");
const states = ["ACTIVE", "SUSPENDED", "PENDING_CLOSURE", "PENDING_ACTIVATION", "CLOSED"] as const;

/** An organizational unit by its path, or by the list of its names where one of them holds a slash. */
const unit = z
  .union([z.string(), z.array(z.string().min(1)).min(1)])
  .transform((given) => unitPath(typeof given === "string" ? unitNames(given) : given))
  .describe(
    "Path from the root, such as Workloads/Production; a list of names where one of them holds a slash.",
  );

const account = z.strictObject({
  id: accountId.describe("12 digits, in quotes."),
  name: z.string().min(1).describe("Name in AWS Organizations."),
  email: z.string().describe("Address of the account's root user.").optional(),
  state: z.enum(states).default("ACTIVE").describe("Only ACTIVE accounts can be assigned."),
  organizationalUnit: unit.optional(),
  tags: z
    .record(z.string(), z.string())
    .describe("Tags of the account, for tag selectors.")
    .optional(),
});

/** Objects that may be written as a text, which is the value of one of their keys. */
export const writtenAsText = new WeakSet<z.core.$ZodType>();

/** A name alone, or an object with more. */
function named<T extends z.ZodType>(key: string, object: T) {
  const schema = z.preprocess(
    (value) => (typeof value === "string" ? { [key]: value } : value),
    object,
  );
  writtenAsText.add(schema);
  return schema;
}

const externalIds = z
  .array(
    z.strictObject({
      issuer: z.string().min(1).describe("The identity provider."),
      id: z.string().min(1).describe("Its identifier there."),
    }),
  )
  .describe("How the identity provider that made it knows it.")
  .exactOptional();

const existing = z.strictObject({
  groups: z
    .array(
      named(
        "name",
        z.strictObject({
          name: z.string().describe("Name of the group."),
          members: z
            .array(z.string())
            .describe("Sign-in names of its members. Left out: nobody knows who is in it.")
            .exactOptional(),
          externalIds,
        }),
      ),
    )
    .default([])
    .describe("Groups, by name or as { name, members }."),
  people: z
    .array(
      named(
        "userName",
        z.strictObject({
          userName: z.string().describe("What the person signs in with."),
          givenName: z.string().describe("Given name.").optional(),
          familyName: z.string().describe("Family name.").optional(),
          email: z.string().describe("E-mail address.").optional(),
          externalIds,
        }),
      ),
    )
    .default([])
    .describe("People, by sign-in name or as an object."),
  permissionSets: z
    .array(
      named(
        "name",
        z.strictObject({
          name: z.string().describe("Name of the permission set."),
          managedPolicies: z
            .array(z.string())
            .default([])
            .describe("AWS managed policies that it has, by name with path."),
        }),
      ),
    )
    .default([])
    .describe("Permission sets, by name or as { name, managedPolicies }."),
});

const nothing = { groups: [], people: [], permissionSets: [] };

const deleted = z.strictObject({
  groups: z.array(z.string()).default([]).describe("Names of groups."),
  people: z.array(z.string()).default([]).describe("Sign-in names of people."),
  permissionSets: z.array(z.string()).default([]).describe("Names of permission sets."),
});

const quotas = z.strictObject({
  policiesPerRole: policiesPerRole.default(10),
  accounts: z
    .record(z.string(), z.strictObject({ policiesPerRole }))
    .default({})
    .describe("Accounts with a quota of their own, by name or id."),
});

/** An organization file as it is written: references between its parts are not checked yet. */
export const snapshotFile = z.strictObject({
  managementAccount: accountId.describe("Id of the management account, in quotes."),
  callerAccount: accountId
    .describe("The account of the caller's credentials. Default: the management account.")
    .optional(),
  accounts: z.array(account).min(1).describe("All accounts, also those that aren't active."),
  organizationalUnits: z
    .array(unit)
    .default([])
    .describe("Organizational units; those that accounts are in needn't be listed."),
  delegatedAdministrators: z
    .array(
      z.strictObject({
        account: accountId.describe("Id of the account, in quotes."),
        service: z
          .string()
          .default("sso.amazonaws.com")
          .describe("Service principal. Default: that of Identity Center."),
      }),
    )
    .default([])
    .describe("Accounts that administer a service for the organization."),
  identityCenter: z
    .union([
      z.literal("none"),
      z.strictObject({
        region: z.string().min(1).describe("Home Region."),
        kind: z
          .enum(["organization", "account"])
          .default("organization")
          .describe("Whose instance it is: the organization's, or an account's own."),
        keyArn: z
          .string()
          .describe("ARN of the key that encrypts it, one of keys. Default: a key of AWS's.")
          .optional(),
      }),
    ])
    .describe("Identity Center's home Region; none: it was never enabled."),
  otherInstances: z
    .array(z.strictObject({ region: z.string().min(1).describe("Its Region.") }))
    .default([])
    .describe("Account instances that the caller sees beside the organization's."),
  existing: existing
    .default(nothing)
    .describe("What an identity provider, the console or Control Tower made, by name."),
  deleted: deleted
    .default(nothing)
    .describe("What somebody else deleted since the last run, by name; each entry acts once."),
  attributes: z
    .record(z.string(), z.string())
    .describe("Attributes for access control that were enabled before: key and source.")
    .optional(),
  quotas: quotas
    .default({ policiesPerRole: 10, accounts: {} })
    .describe("Quotas of IAM that were raised."),
  awsManagedPolicies: z
    .array(z.string())
    .default([])
    .describe("AWS managed policies that are newer than this project's list, by name with path."),
  customerManagedPolicies: z
    .array(
      z.strictObject({
        name: z.string().describe("Name of the policy, without its path."),
        path: z
          .string()
          .regex(/^\/(.*\/)?$/, slashes)
          .meta({ patternErrorMessage: slashes })
          .default("/")
          .describe("Path of the policy. Default: /."),
        accounts: z
          .array(z.string())
          .min(1)
          .describe("Accounts that have it, by name or id, or all."),
      }),
    )
    .default([])
    .describe("Customer managed policies, and in which accounts they exist."),
  ...facts,
  complete: z
    .boolean()
    .default(true)
    .describe("false: neither tree, tags nor customer managed policies are known."),
});

export type SnapshotFile = z.infer<typeof snapshotFile>;

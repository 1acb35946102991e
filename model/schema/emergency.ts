import { z } from "zod";
import { accountIdSchema } from "./accountId.ts";
import { accountSelectorSchema } from "./accountSelector.ts";
import { inlinePolicy, managedPolicyOfRole, permissionsBoundary } from "./attachedPolicies.ts";
import { entryKeySchema } from "./entries.ts";
import { day, distinct, list, patterned, tags, text } from "./field.ts";
import { regionForm } from "./identityCenter.ts";
import { mailbox } from "./mailbox.ts";

/** Name of a user of IAM (IAM API, CreateUser). */
const userName = patterned(
  64,
  /^[\w+=,.@-]+$/,
  "letters, digits and _ + = , . @ - are allowed in the name of a user",
);

/** Member accounts have the role from a StackSet of its name. */
const roleName = patterned(
  64,
  /^[A-Za-z0-9-]+$/,
  "letters, digits and - are allowed in the name of a role for emergencies",
);

const role = z.strictObject({
  accounts: z
    .array(accountSelectorSchema)
    .min(1)
    .describe(
      "Accounts that have the role. all, and { ou } without except, take in new accounts by themselves; every other selector at the next update.",
    ),
  except: list(accountSelectorSchema).describe("Accounts that are left out. Default: none."),
  managedPolicies: distinct(managedPolicyOfRole).describe(
    "AWS managed policies, by name with path (job-function/ViewOnlyAccess) or ARN. IAM takes 10 for a role unless its quota was raised.",
  ),
  inlinePolicy: inlinePolicy.exactOptional(),
  permissionsBoundary: permissionsBoundary
    .describe("The most that the role can allow: managedPolicy or customerManagedPolicy.")
    .exactOptional(),
});

/** What stands under access:emergency in a stack file of emergency/. */
export const emergencySchema = z.strictObject({
  accountId: accountIdSchema
    .describe("Account where people come in. Default: the management account.")
    .exactOptional(),
  deploymentRole: patterned(
    512,
    /^(?!\/)[\w+=,.@/-]+$/,
    "the name of a role is wanted, with its path if it has one",
  )
    .describe(
      "Role with which that account is worked in, by name with path. Default: OrganizationAccountAccessRole.",
    )
    .exactOptional(),
  saml: z
    .strictObject({
      metadataFile: text(1024).describe(
        "The identity provider's metadata document (XML), by the path of its file beside the stack file.",
      ),
      regions: distinct(patterned(32, regionForm, "a Region such as eu-west-1 is wanted")).describe(
        "Regions whose sign-in is accepted beside the global one. Default: none.",
      ),
    })
    .describe("Federation from the identity provider, past Identity Center.")
    .exactOptional(),
  users: distinct(userName).describe(
    "Names of IAM users, who get password and hardware key by hand. Default: none.",
  ),
  emails: distinct(mailbox).describe("Who is told of every use. Default: nobody."),
  roles: z
    .record(roleName, role)
    .describe("Roles by name, which people go on to from where they come in."),
  drilledOn: day.describe("Day of the last drill, YYYY-MM-DD.").exactOptional(),
  drilledBy: text(128).describe("Who did it.").exactOptional(),
  tags: tags.describe("Tags of all that takes tags."),
});

/** What stands after `access:` in a stack file of emergency/, before defaults are applied. */
export const emergencyConfigurationSchema = z.strictObject({
  accounts: z
    .record(entryKeySchema, accountIdSchema)
    .exactOptional()
    .describe("Short names of accounts and their 12-digit ids, in quotes."),
  emergency: emergencySchema.describe(
    "Access for when Identity Center or the identity provider doesn't work.",
  ),
});

/** Names of the sections of such a file. */
export const emergencySections = Object.keys(emergencyConfigurationSchema.shape);

/** The section, defaults applied. */
export type Emergency = z.output<typeof emergencySchema>;

/** One of its roles. */
export type EmergencyRole = z.output<typeof role>;

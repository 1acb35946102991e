import { z } from "zod";
import { unitNames, unitPath } from "../model/schema/unitPath.ts";

const twelveDigits = "an account id has 12 digits; write it in quotes";
const accountId = z.string(twelveDigits).regex(/^\d{12}$/, twelveDigits);
/** Managed policies that IAM takes per role: 10 until the quota is raised, 25 at most (IAM User Guide, "IAM and AWS STS quotas"). */
const policiesPerRole = z.int().min(10).max(25);
const states = ["ACTIVE", "SUSPENDED", "PENDING_CLOSURE", "PENDING_ACTIVATION", "CLOSED"] as const;

/** An organizational unit by its path, or by the list of its names where one of them holds a slash. */
const unit = z
  .union([z.string(), z.array(z.string().min(1)).min(1)])
  .transform((given) => unitPath(typeof given === "string" ? unitNames(given) : given));

const account = z.strictObject({
  id: accountId,
  name: z.string().min(1),
  email: z.string().optional(),
  state: z.enum(states).default("ACTIVE"),
  organizationalUnit: unit.optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

/** A name alone, or an object with more. */
const named = <T extends z.ZodType>(key: string, object: T) =>
  z.preprocess((value) => (typeof value === "string" ? { [key]: value } : value), object);

const existing = z.strictObject({
  groups: z
    .array(
      named(
        "name",
        z.strictObject({ name: z.string(), members: z.array(z.string()).exactOptional() }),
      ),
    )
    .default([]),
  people: z
    .array(
      named(
        "userName",
        z.strictObject({
          userName: z.string(),
          givenName: z.string().optional(),
          familyName: z.string().optional(),
          email: z.string().optional(),
        }),
      ),
    )
    .default([]),
  permissionSets: z
    .array(
      named(
        "name",
        z.strictObject({
          name: z.string(),
          managedPolicies: z.array(z.string()).default([]),
        }),
      ),
    )
    .default([]),
});

const nothing = { groups: [], people: [], permissionSets: [] };

const deleted = z.strictObject({
  groups: z.array(z.string()).default([]),
  people: z.array(z.string()).default([]),
  permissionSets: z.array(z.string()).default([]),
});

const quotas = z.strictObject({
  policiesPerRole: policiesPerRole.default(10),
  accounts: z.record(z.string(), z.strictObject({ policiesPerRole })).default({}),
});

/** An organization file as it is written: references between its parts are not checked yet. */
export const snapshotFile = z.strictObject({
  managementAccount: accountId,
  callerAccount: accountId.optional(),
  accounts: z.array(account).min(1),
  organizationalUnits: z.array(unit).default([]),
  delegatedAdministrators: z
    .array(z.strictObject({ account: accountId, service: z.string().default("sso.amazonaws.com") }))
    .default([]),
  identityCenter: z.union([
    z.literal("none"),
    z.strictObject({
      region: z.string().min(1),
      kind: z.enum(["organization", "account"]).default("organization"),
    }),
  ]),
  otherInstances: z.array(z.strictObject({ region: z.string().min(1) })).default([]),
  existing: existing.default(nothing),
  deleted: deleted.default(nothing),
  attributes: z.record(z.string(), z.string()).optional(),
  quotas: quotas.default({ policiesPerRole: 10, accounts: {} }),
  awsManagedPolicies: z.array(z.string()).default([]),
  customerManagedPolicies: z
    .array(
      z.strictObject({
        name: z.string(),
        path: z
          .string()
          .regex(/^\/(.*\/)?$/, "a path starts and ends with /")
          .default("/"),
        accounts: z.array(z.string()).min(1),
      }),
    )
    .default([]),
  /** `false`: neither tree, tags nor customer managed policies are known. */
  complete: z.boolean().default(true),
});

export type SnapshotFile = z.infer<typeof snapshotFile>;

/** Every key that the file knows, to suggest the nearest one for a misspelt key. */
export const snapshotKeys = [
  ...Object.keys(snapshotFile.shape),
  ...Object.keys(account.shape),
  ...Object.keys(existing.shape),
  ...["region", "kind", "path", "members", "userName", "givenName", "familyName", "service"],
  ...["account", "managedPolicies", "policiesPerRole"],
];

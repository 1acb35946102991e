import { z } from "zod";
import { accountIdSchema } from "./accountId.ts";
import { type Alarms, alarmsSchema } from "./alarms.ts";
import { type AuditTrail, auditTrailSchema } from "./auditTrail.ts";
import {
  type DelegatedAdministration,
  delegatedAdministrationSchema,
} from "./delegatedAdministration.ts";
import { type Detection, detectionSchema } from "./detection.ts";
import { type Doctor, doctorSchema } from "./doctor.ts";
import { entryKeySchema } from "./entries.ts";
import { existingGroupSchema, type Group, groupSchema } from "./group.ts";
import { type IdentityCenter, identityCenterSchema } from "./identityCenter.ts";
import { type Limits, limitsSchema } from "./limits.ts";
import {
  existingPermissionSetSchema,
  type PermissionSet,
  permissionSetSchema,
} from "./permissionSet.ts";
import { existingPersonSchema, type Person, personSchema } from "./person.ts";
import { type RootGuardrails, rootGuardrailsSchema } from "./rootGuardrails.ts";

function section<Value extends z.ZodType>(value: Value, description: string) {
  return z.record(entryKeySchema, value).exactOptional().describe(description);
}

/** What stands after `access:` in a stack file, section by section, before defaults are applied. */
export const configurationSchema = z.strictObject({
  identityCenter: identityCenterSchema
    .exactOptional()
    .describe("Settings of the Identity Center instance."),
  accounts: section(
    accountIdSchema,
    "Short names of accounts and their 12-digit ids, in quotes. Optional: names of the organization and ids work as they are.",
  ),
  people: section(
    z.union([personSchema, existingPersonSchema]),
    "People by key. The key is the person's identity in this file; userName is data.",
  ),
  permissionSets: section(
    z.union([permissionSetSchema, existingPermissionSetSchema]),
    "Permission sets by key.",
  ),
  groups: section(
    z.union([groupSchema, existingGroupSchema]),
    "Groups by key: who is in them, and what they get where.",
  ),
  auditTrail: auditTrailSchema
    .exactOptional()
    .describe("A CloudTrail trail of the organization, which records who used which access."),
  delegatedAdministration: delegatedAdministrationSchema
    .exactOptional()
    .describe(
      "The member account that administers Identity Center beside the management account, and which of the two stacks this is.",
    ),
  alarms: alarmsSchema
    .exactOptional()
    .describe(
      "E-mail within minutes about what hardly ever should happen, such as use of a root user.",
    ),
  detection: detectionSchema
    .exactOptional()
    .describe(
      "What AWS looks for: external and unused access, root users and users of IAM, passwords; and whom it writes to.",
    ),
  rootGuardrails: rootGuardrailsSchema
    .exactOptional()
    .describe(
      "Central root access, and a service control policy that seals the root users of member accounts.",
    ),
  limits: limitsSchema
    .exactOptional()
    .describe(
      "What one update may do at most, so that a mistake elsewhere can't delete everybody.",
    ),
  doctor: doctorSchema
    .exactOptional()
    .describe("What npm run doctor is told; updates don't depend on it."),
});

/** Names of the sections, as they stand after `access:`. */
export const sectionNames = Object.keys(configurationSchema.shape);

/** The whole configuration: defaults applied, every section present. */
export interface Configuration {
  identityCenter: IdentityCenter;
  /** Short name → 12-digit id. */
  accounts: Record<string, string>;
  people: Record<string, Person>;
  permissionSets: Record<string, PermissionSet>;
  groups: Record<string, Group>;
  auditTrail: AuditTrail;
  /** Absent: Identity Center is administered by this stack alone. */
  delegatedAdministration?: DelegatedAdministration | undefined;
  alarms: Alarms;
  detection: Detection;
  rootGuardrails: RootGuardrails;
  limits: Limits;
  doctor: Doctor;
  /** Sections that are there and can't be read, and short names of accounts (`accounts.KEY`): what refers to them can't be judged. */
  unread: ReadonlySet<string>;
}

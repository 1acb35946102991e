import { z } from "zod";
import { day, list, text } from "./field.ts";

/** What `npm run doctor` checks, in the order in which it tells them. */
export const checkIds = [
  "root-not-used",
  "root-mfa",
  "root-no-access-keys",
  "central-root-access",
  "member-root-credentials",
  "member-root-denied",
  "iam-no-passwords",
  "iam-mfa",
  "iam-no-access-keys",
  "iam-access-keys-fresh",
  "iam-password-policy",
  "identity-center-instance",
  "identity-center-permission-sets",
  "identity-center-key",
  "identity-center-regions",
  "identity-center-trusted",
  "delegated-administrator",
  "mfa-attested",
  "portal",
  "administrators",
  "management-account-sets",
  "no-direct-assignments",
  "groups-with-members",
  "people-in-groups",
  "sets-assigned",
  "sets-provisioned",
  "all-features",
  "control-policies",
  "organization-trail",
  "trail-validation",
  "external-access-analyzer",
  "unused-access-analyzer",
  "config-recorder",
  "alternate-contacts",
] as const;

export type CheckId = (typeof checkIds)[number];

/** The longest that an exemption lasts, in days: a year. */
export const longestExemption = 366;

const exemptionSchema = z.strictObject({
  check: z.enum(checkIds).describe("The check: docs/doctor.md lists them."),
  what: text(256)
    .default("*")
    .describe(
      "Only what the check finds under this name, such as a user of IAM; * and ? allowed. Default: all that it finds.",
    ),
  reason: text(1024).describe("Why it is lived with, for whoever reads this later."),
  until: day.describe(
    `Last day on which it counts, in UTC, YYYY-MM-DD; at most ${longestExemption} days ahead.`,
  ),
});

export const doctorSchema = z.strictObject({
  exemptions: list(exemptionSchema).describe(
    "What npm run doctor finds and somebody decided to live with for a while.",
  ),
});

/** A finding of the doctor that somebody decided to live with for a while. */
export type DoctorExemption = z.output<typeof exemptionSchema>;

/** What the doctor is told, defaults applied. */
export type Doctor = z.output<typeof doctorSchema>;

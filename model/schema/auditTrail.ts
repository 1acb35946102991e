import { z } from "zod";
import { patterned } from "./field.ts";

export const auditTrailSchema = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .describe("Whether a CloudTrail trail of the whole organization is made. Default: false."),
  name: patterned(
    128,
    /^[A-Za-z0-9](?!.*[._-]{2})[A-Za-z0-9._-]+[A-Za-z0-9]$/,
    "3 to 128 letters, digits and single . _ - between them are allowed in a trail's name",
  )
    .describe("Name of the trail, 3 to 128 characters. Default: the name of the resource.")
    .exactOptional(),
  retentionDays: z
    .int()
    .min(1)
    .max(36_500)
    .describe("Days after which log files are deleted. Default: never.")
    .exactOptional(),
});

/** The audit trail as the stack file gives it. */
export type AuditTrailInput = z.input<typeof auditTrailSchema>;

/** The audit trail, defaults applied. */
export type AuditTrail = z.output<typeof auditTrailSchema>;

import { z } from "zod";
import { patterned, switchOf } from "./field.ts";

/** Days for which CloudWatch Logs keeps events (CloudWatch Logs API Reference, PutRetentionPolicy). */
const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
] as const;

const logGroup = z.strictObject({
  retentionDays: z
    .literal([...logRetentionDays])
    .describe(
      "Days after which CloudWatch Logs deletes events, such as 365; the bucket keeps them beside.",
    ),
});

/** Name of a trail (CloudTrail API Reference, CreateTrail). */
const trailName = patterned(
  128,
  /^(?!\d{1,3}(\.\d{1,3}){3}$)[A-Za-z0-9](?!.*[._-]{2})[A-Za-z0-9._-]+[A-Za-z0-9]$/,
  "3 to 128 letters, digits and single . _ - between them are allowed in a trail's name, and no IP address",
);

export const auditTrailSchema = z.strictObject({
  enabled: switchOf("Whether a CloudTrail trail of the whole organization is made."),
  name: trailName
    .describe(
      "Name of the trail, 3 to 128 characters. Another name makes another trail and log group, and the former go once the new trail records: for that, one of the five trails of a Region must be free. Default: the name of the resource.",
    )
    .exactOptional(),
  retentionDays: z
    .int()
    .min(1)
    .max(36_500)
    .describe("Days after which log files are deleted. Default: never.")
    .exactOptional(),
  logGroup: logGroup
    .describe(
      "A log group of CloudWatch Logs to which the trail delivers, too: alarms then watch every account and Region. Charged by what arrives. Default: none.",
    )
    .exactOptional(),
});

/** Name of the component, and of its trail unless it is given another. */
export const AUDIT_TRAIL = "audit-trail";

/** Log group of a trail, as CloudTrail's console begins it. */
export function logGroupName(trailName: string): string {
  return `aws-cloudtrail-logs-${trailName}`;
}

/** The audit trail as the stack file gives it. */
export type AuditTrailInput = z.input<typeof auditTrailSchema>;

/** The audit trail, defaults applied. */
export type AuditTrail = z.output<typeof auditTrailSchema>;

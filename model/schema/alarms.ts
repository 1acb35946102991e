import { z } from "zod";
import { distinct, list, patterned, switchOf } from "./field.ts";
import { mailbox } from "./mailbox.ts";

/** What is told of, by name. */
export const alarmNames = [
  "root-activity",
  "root-credentials",
  "mfa-deactivated",
  "long-term-credentials",
  "console-without-mfa",
  "administrators",
  "emergency-access",
  "audit-trail",
  "central-root-access",
  "control-policies",
  "delegated-administrators",
  "identity-center",
] as const;

export type AlarmName = (typeof alarmNames)[number];

const identity = patterned(
  512,
  /^(?!\/)(?=.*[A-Za-z0-9])[\w+=,.@/-]+$/,
  "the name of a role or user is wanted, with its path if it has one, such as security/administrator",
);

/** Name of a log group; AWS keeps those that begin with `aws/` for itself (CloudWatch Logs API Reference, CreateLogGroup). */
const logGroupName = patterned(
  512,
  /^(?!aws\/)[\w./#-]+$/,
  "the name of a log group is wanted: letters, digits and . _ / # - without aws/ at its beginning",
);

export const alarmsSchema = z
  .strictObject({
    enabled: switchOf("Whether what hardly ever should happen is told by e-mail."),
    emails: distinct(mailbox).describe(
      "E-mail addresses that are told. Each gets a message of AWS, and hears nothing until the link in it is followed.",
    ),
    without: list(z.enum(alarmNames)).describe("Alarms that are left out. Default: none."),
    logGroup: logGroupName
      .exactOptional()
      .describe(
        "Name of the CloudWatch Logs log group, in the home Region, to which a trail of the organization delivers: metric alarms then watch every account and Region. Default: that of access:auditTrail; without one only the management account is watched.",
      ),
    emergencyRoles: list(identity).describe(
      "Roles whose every use is told, in any account: by name, with path. Default: none.",
    ),
    emergencyUsers: list(identity).describe(
      "IAM users whose every sign-in is told: by name. Default: none.",
    ),
  })
  .refine(({ enabled, emails }) => !enabled || emails.length > 0, {
    path: ["emails"],
    error: "nobody would be told; name an e-mail address, or set enabled to false",
  });

/** The alarms as the stack file gives them. */
export type AlarmsInput = z.input<typeof alarmsSchema>;

/** The alarms, defaults applied. */
export type Alarms = z.output<typeof alarmsSchema>;

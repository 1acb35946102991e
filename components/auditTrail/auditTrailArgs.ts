import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../tags.ts";

/** A log group of CloudWatch Logs, `aws-cloudtrail-logs-` and the trail's name, to which it delivers beside its bucket. */
export interface TrailLogGroupArgs {
  /** Days after which events are deleted there, such as 365: of those that CloudWatch Logs takes. */
  readonly retentionDays: number;
}

export interface AuditTrailArgs {
  /** 12-digit id of the account that owns the organization's trail. */
  readonly managementAccountId: pulumi.Input<string>;
  /** ARN of the Identity Center instance; tells the partition. */
  readonly instanceArn: pulumi.Input<string>;
  /** Home Region of the trail; it records all Regions. */
  readonly region: pulumi.Input<string>;
  /** Name of the trail. Another name makes another trail and log group, and the former go once the new trail records: for that, one of the five trails of a Region must be free. @default the component's name */
  readonly trailName?: string;
  /** Days after which log files are deleted. @default never */
  readonly retentionDays?: number;
  /** Where alarms see the events of all accounts. CloudWatch charges for what arrives there. @default none */
  readonly logGroup?: TrailLogGroupArgs;
  /** Tags of trail, bucket, key, log group and role. @default none */
  readonly tags?: Tags;
  /** Whether the organization trusts CloudTrail already; otherwise trusted access is turned on, and stays on when the trail goes. @default false */
  readonly trustedElsewhere?: boolean;
  /** Whether an update ended before the trail was seen to record, and nobody has looked at it since. @default false */
  readonly halfMade?: boolean;
}

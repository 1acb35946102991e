import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../tags.ts";

export interface AlarmsArgs {
  /** 12-digit id of the account that is watched, whose credentials this needs: the management account, or the one of emergency access. */
  readonly accountId: pulumi.Input<string>;
  /** Home Region of Identity Center. Events of IAM, Organizations and root users are watched in us-east-1, too. */
  readonly region: string;
  /** E-mail addresses that are told. Each is told nothing before somebody follows the link that AWS sends. */
  readonly emails: pulumi.Input<string>[];
  /** Alarms by name, such as `root-activity`. @default all for which there is something to watch */
  readonly alarms?: string[];
  /** Ids of administrators' groups, for the alarm `administrators`. @default none */
  readonly administratorGroupIds?: pulumi.Input<string>[];
  /** ARNs of administrators' permission sets, likewise. @default none */
  readonly administratorPermissionSetArns?: pulumi.Input<string>[];
  /** Roles whose every use is told, by name with path, for the alarm `emergency-access`. @default none */
  readonly emergencyRoles?: pulumi.Input<string>[];
  /** IAM users whose every sign-in is told, by name, likewise. @default none */
  readonly emergencyUsers?: pulumi.Input<string>[];
  /** Log group in `region` to which a trail delivers the events of all accounts and Regions. @default none: only this account is watched */
  readonly logGroupName?: pulumi.Input<string>;
  /** Tags of topics, keys, rules and alarms. @default none */
  readonly tags?: Tags;
}

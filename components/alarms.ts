import * as pulumi from "@pulumi/pulumi";
import { type AlarmName, alarmNames } from "../model/schema/alarms.ts";
import { partitionOfRegion } from "../model/schema/partition.ts";
import { alarmDefinitions } from "./alarms/alarmDefinitions.ts";
import type { AlarmsArgs } from "./alarms/alarmsArgs.ts";
import { createTopic } from "./alarms/createTopic.ts";
import { globalRegion } from "./alarms/globalRegion.ts";
import { createMetricAlarm } from "./alarms/metricAlarm.ts";
import { createRule } from "./alarms/rule.ts";
import type { AlarmsPlace } from "./alarms/told.ts";
import { inManagementAccount } from "./managementAccount.ts";
import { plainError } from "./plainError.ts";
import { wording } from "./wording.ts";

export type { AlarmsArgs } from "./alarms/alarmsArgs.ts";

/**
 * E-mail within minutes about what hardly ever should happen. EventBridge tells of the account itself, in a sentence;
 * where a trail delivers to CloudWatch Logs, a metric alarm tells of every account and Region.
 */
export class Alarms extends pulumi.ComponentResource {
  /** ARNs of the topics by Region. */
  public readonly topicArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: AlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("identity-center:index:Alarms", name, {}, opts);
    this.#check(name, args);
    const account = this.#account(name, args);
    const { region: home, emails, logGroupName, tags } = args;
    const place = (region: string): AlarmsPlace => ({
      ...{ parent: this, region, tags },
      failure: (child, message) => this.#failure(child, message),
    });
    const topics = new Map(
      [...new Set([globalRegion(home), home])].map((region) => {
        const partition = partitionOfRegion(region);
        const of = { region, partition, account, emails, tags, parent: this };
        return [region, createTopic(`${name}-${region}`, of)];
      }),
    );
    const watched = pulumi.output({
      groupIds: args.administratorGroupIds ?? [],
      permissionSetArns: args.administratorPermissionSetArns ?? [],
      emergencyRoles: args.emergencyRoles ?? [],
      emergencyUsers: args.emergencyUsers ?? [],
    });
    for (const { alarm, count } of wantedAlarms(args)) {
      const events = watched.apply((known) => alarmDefinitions[alarm].events(known));
      for (const [region, topicArn] of topics) {
        createRule(`${name}-${region}-${alarm}`, { alarm, events, topicArn }, place(region));
      }
      const topicArn = topics.get(home);
      if (logGroupName !== undefined && topicArn) {
        const logged = { namespace: `Alarms/${name}`, logGroupName, count };
        createMetricAlarm(`${name}-${alarm}`, { alarm, events, topicArn, ...logged }, place(home));
      }
    }
    this.topicArns = pulumi.output(Object.fromEntries(topics));
    this.registerOutputs({ topicArns: this.topicArns });
  }

  #check(name: string, { alarms, emails }: AlarmsArgs): void {
    const unknown = alarms?.find((one) => !alarmNames.some((known) => known === one));
    if (unknown !== undefined) {
      const message = `there is no alarm "${unknown}"; write ${alarmNames.join(", ")}`;
      throw this.#failure(name, message, ["alarms"]);
    }
    if (emails.length === 0) {
      throw this.#failure(name, "nobody would be told; give an e-mail address", ["emails"]);
    }
  }

  #account(name: string, { accountId }: AlarmsArgs): pulumi.Output<string> {
    return inManagementAccount(accountId, this, (owner, caller) => {
      const message = `alarms watch account ${owner}, and these credentials are of account ${caller}; deploy them with those of account ${owner}, or ${wording().noAlarms}`;
      return this.#failure(name, message);
    });
  }

  #failure(name: string, message: string, path: string[] = []): pulumi.ResourceError {
    const argument = { component: "Alarms", name, path };
    return plainError(wording().told({ argument, message }), this);
  }
}

/** Those that were asked for, with how many kinds of events each has; without those that would watch nothing. */
function wantedAlarms(args: AlarmsArgs): readonly { alarm: AlarmName; count: number }[] {
  const some = (all: readonly unknown[] | undefined) => (all?.length ? ["any"] : []);
  const watched = {
    groupIds: some(args.administratorGroupIds),
    permissionSetArns: some(args.administratorPermissionSetArns),
    emergencyRoles: some(args.emergencyRoles),
    emergencyUsers: some(args.emergencyUsers),
  };
  return alarmNames
    .filter((alarm) => args.alarms?.includes(alarm) ?? true)
    .map((alarm) => ({ alarm, count: alarmDefinitions[alarm].events(watched).length }))
    .filter(({ count }) => count > 0);
}

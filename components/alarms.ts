import type { LogMetricFilter } from "@pulumi/aws/cloudwatch/logMetricFilter.js";
import * as pulumi from "@pulumi/pulumi";
import { alarmNames } from "../model/schema/alarms.ts";
import { partitionOfRegion } from "../model/schema/partition.ts";
import type { AlarmsArgs } from "./alarms/alarmsArgs.ts";
import { createTopic } from "./alarms/createTopic.ts";
import { globalRegions } from "./alarms/globalRegions.ts";
import { createMetricAlarm } from "./alarms/metricAlarm.ts";
import { partsOf } from "./alarms/parts.ts";
import { createRule } from "./alarms/rule.ts";
import { type AlarmsPlace, numbered } from "./alarms/told.ts";
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
      [...new Set([...globalRegions(home), home])].map((region) => {
        const partition = partitionOfRegion(region);
        const of = { region, partition, account, emails, tags, parent: this };
        return [region, createTopic(`${name}-${region}`, of)];
      }),
    );
    const filters: LogMetricFilter[] = [];
    for (const alarm of alarmNames.filter((one) => args.alarms?.includes(one) ?? true)) {
      const parts = partsOf(alarm, args);
      for (const [region, topicArn] of topics) {
        parts.forEach(({ events }, index) => {
          const rule = numbered(`${name}-${region}-${alarm}`, index);
          createRule(rule, { alarm, events, topicArn }, place(region));
        });
      }
      const topicArn = topics.get(home);
      if (logGroupName !== undefined && topicArn && parts.length > 0) {
        const dependsOn = filters.slice(0, 1);
        const logged = { namespace: `Alarms/${name}`, logGroupName, parts, dependsOn };
        filters.push(
          ...createMetricAlarm(`${name}-${alarm}`, { alarm, topicArn, ...logged }, place(home)),
        );
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

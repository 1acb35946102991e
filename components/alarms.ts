import * as cloudwatch from "@pulumi/aws/cloudwatch/index.js";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmName, alarmNames } from "../model/schema/alarms.ts";
import { partitionOfRegion } from "../model/schema/partition.ts";
import { alarmDefinitions, type Watched } from "./alarms/alarmDefinitions.ts";
import { createTopic } from "./alarms/createTopic.ts";
import { type Events, eventPattern, filterPattern } from "./alarms/events.ts";
import { globalRegion } from "./alarms/globalRegion.ts";
import { messageOf } from "./alarms/message.ts";
import { fail } from "./fail.ts";
import { inManagementAccount } from "./managementAccount.ts";
import { plainError } from "./plainError.ts";
import { secretTagOptions, type Tags } from "./tags.ts";
import { wording } from "./wording.ts";

/** Characters of an event pattern ("Amazon EventBridge quotas") and of a filter pattern (PutMetricFilter), at most. */
const MAX_EVENT_PATTERN = 2048;
const MAX_FILTER_PATTERN = 1024;

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
  readonly emergencyRoles?: string[];
  /** IAM users whose every sign-in is told, by name, likewise. @default none */
  readonly emergencyUsers?: string[];
  /** Log group in `region` to which a trail delivers the events of all accounts and Regions. @default none: only this account is watched */
  readonly logGroupName?: pulumi.Input<string>;
  /** Tags of topics, keys, rules and alarms. @default none */
  readonly tags?: Tags;
}

/**
 * E-mail within minutes about what hardly ever should happen. EventBridge tells of the account itself, in a sentence;
 * where a trail delivers to CloudWatch Logs, a metric alarm tells of every account and Region.
 */
export class Alarms extends pulumi.ComponentResource {
  /** ARNs of the topics by Region. */
  public readonly topicArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: AlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("identity-center:index:Alarms", name, {}, opts);
    const unknown = args.alarms?.find((one) => !alarmNames.some((known) => known === one));
    if (unknown !== undefined) {
      const message = `there is no alarm "${unknown}"; write ${alarmNames.join(", ")}`;
      throw this.#failure(name, message, ["alarms"]);
    }
    if (args.emails.length === 0) {
      throw this.#failure(name, "nobody would be told; give an e-mail address", ["emails"]);
    }
    const account = inManagementAccount(args.accountId, this, (owner, caller) => {
      const message = `alarms watch account ${owner}, and these credentials are of account ${caller}; deploy them with those of account ${owner}, or ${wording().noAlarms}`;
      return this.#failure(name, message);
    });
    const regions = [...new Set([globalRegion(args.region), args.region])];
    const topics = new Map(
      regions.map((region) => [region, this.#topic(name, args, region, account)]),
    );
    const watched = pulumi.all([
      pulumi.all(args.administratorGroupIds ?? []),
      pulumi.all(args.administratorPermissionSetArns ?? []),
    ]);
    for (const { alarm, count } of wantedAlarms(args)) {
      const events = watched.apply(([groupIds, permissionSetArns]) =>
        alarmDefinitions[alarm].events({ ...of(args), groupIds, permissionSetArns }),
      );
      for (const [region, topicArn] of topics) {
        this.#rule(`${name}-${region}-${alarm}`, args, { alarm, region, topicArn, events });
      }
      const topicArn = topics.get(args.region);
      if (args.logGroupName !== undefined && topicArn) {
        const { logGroupName } = args;
        this.#metric(`${name}-${alarm}`, args, { alarm, topicArn, events, logGroupName, count });
      }
    }
    this.topicArns = pulumi.output(Object.fromEntries(topics));
    this.registerOutputs({ topicArns: this.topicArns });
  }

  #topic(
    name: string,
    args: AlarmsArgs,
    region: string,
    account: pulumi.Output<string>,
  ): pulumi.Output<string> {
    return createTopic(`${name}-${region}`, {
      region,
      partition: partitionOfRegion(region),
      account,
      emails: args.emails,
      tags: args.tags,
      parent: this,
    });
  }

  #rule(child: string, args: AlarmsArgs, { alarm, region, topicArn, events }: Told): void {
    const { title, readsOnly } = alarmDefinitions[alarm];
    const rule = new cloudwatch.EventRule(
      child,
      {
        description: title,
        eventPattern: events.apply((all) =>
          this.#checked(eventPattern(all), MAX_EVENT_PATTERN, child),
        ),
        region,
        // Assuming a role reads only: rules see it where they ask for such events.
        ...(readsOnly ? { state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" } : {}),
        tags: args.tags,
      },
      { parent: this, ...secretTagOptions(args.tags) },
    );
    new cloudwatch.EventTarget(
      child,
      { rule: rule.name, arn: topicArn, region, inputTransformer: messageOf(title) },
      { parent: this },
    );
  }

  #metric(
    child: string,
    args: AlarmsArgs,
    told: Omit<Told, "region"> & { logGroupName: pulumi.Input<string>; count: number },
  ): void {
    const { alarm, topicArn, events, logGroupName, count } = told;
    const { region, tags } = args;
    const metric = { name: alarm, namespace: `Alarms/${child.slice(0, -alarm.length - 1)}` };
    // Several of one metric: a filter pattern is shorter than an event pattern may be.
    for (let index = 0; index < count; index++) {
      new cloudwatch.LogMetricFilter(
        index === 0 ? child : `${child}-${index + 1}`,
        {
          logGroupName,
          pattern: events.apply((all) =>
            this.#checked(filterPattern(all.slice(index, index + 1)), MAX_FILTER_PATTERN, child),
          ),
          metricTransformation: { ...metric, value: "1" },
          region,
        },
        { parent: this },
      );
    }
    const { title } = alarmDefinitions[alarm];
    new cloudwatch.MetricAlarm(
      child,
      {
        alarmDescription: pulumi.interpolate`${title}, in some account and Region of the organization. Who, what and where is in log group ${logGroupName}.`,
        metricName: metric.name,
        namespace: metric.namespace,
        statistic: "Sum",
        period: 60,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        treatMissingData: "notBreaching",
        alarmActions: [topicArn],
        region,
        tags,
      },
      { parent: this, ...secretTagOptions(tags) },
    );
  }

  async #checked(pattern: string, most: number, child: string): Promise<string> {
    if (pattern.length <= most) return pattern;
    const message = `the pattern would have ${pattern.length} characters, and AWS takes ${most}; watch fewer groups, permission sets, roles or users in one Alarms`;
    return await fail(this.#failure(child, message));
  }

  #failure(name: string, message: string, path: string[] = []): pulumi.ResourceError {
    return plainError(
      wording().told({ argument: { component: "Alarms", name, path }, message }),
      this,
    );
  }
}

interface Told {
  readonly alarm: AlarmName;
  readonly region: string;
  readonly topicArn: pulumi.Output<string>;
  readonly events: pulumi.Output<readonly Events[]>;
}

/** Those that were asked for, with how many kinds of events each has; without those that would watch nothing. */
function wantedAlarms(args: AlarmsArgs): readonly { alarm: AlarmName; count: number }[] {
  const some = (ids: readonly unknown[] | undefined) => (ids?.length ? ["any"] : []);
  const watched: Watched = {
    groupIds: some(args.administratorGroupIds),
    permissionSetArns: some(args.administratorPermissionSetArns),
    ...of(args),
  };
  return alarmNames
    .filter((alarm) => args.alarms?.includes(alarm) ?? true)
    .map((alarm) => ({ alarm, count: alarmDefinitions[alarm].events(watched).length }))
    .filter(({ count }) => count > 0);
}

function of({ emergencyRoles = [], emergencyUsers = [] }: AlarmsArgs) {
  return { emergencyRoles, emergencyUsers };
}

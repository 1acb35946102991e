import * as cloudwatch from "@pulumi/aws/cloudwatch/index.js";
import * as pulumi from "@pulumi/pulumi";
import { retriedBelow } from "../retry.ts";
import { secretTagOptions } from "../tags.ts";
import { alarmDefinitions } from "./alarmDefinitions.ts";
import { filterPattern } from "./events.ts";
import { type AlarmsPlace, fitting, type Told } from "./told.ts";

/** Characters of a filter pattern, at most (CloudWatch Logs API Reference, PutMetricFilter). */
const MAX_FILTER_PATTERN = 1024;

interface Logged extends Told {
  /** Of the metric. */
  readonly namespace: string;
  readonly logGroupName: pulumi.Input<string>;
  /** How many kinds of events it tells of. */
  readonly count: number;
}

/** Tells of events in all accounts and Regions, from the log group to which a trail delivers. */
export function createMetricAlarm(
  name: string,
  { alarm, events, topicArn, namespace, logGroupName, count }: Logged,
  place: AlarmsPlace,
): void {
  const { parent, region, tags } = place;
  // Several of one metric: a filter pattern is shorter than an event pattern may be.
  for (let index = 0; index < count; index++) {
    new cloudwatch.LogMetricFilter(
      index === 0 ? name : `${name}-${index + 1}`,
      {
        logGroupName,
        pattern: events.apply((all) =>
          fitting(filterPattern(all.slice(index, index + 1)), MAX_FILTER_PATTERN, name, place),
        ),
        metricTransformation: { name: alarm, namespace, value: "1" },
        region,
      },
      retriedBelow(parent),
    );
  }
  const { title } = alarmDefinitions[alarm];
  new cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: pulumi.interpolate`${title}, in some account and Region of the organization. Who, what and where is in log group ${logGroupName}.`,
      metricName: alarm,
      namespace,
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      ...{ region, tags },
    },
    { ...retriedBelow(parent), ...secretTagOptions(tags) },
  );
}

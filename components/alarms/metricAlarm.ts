import * as cloudwatch from "@pulumi/aws/cloudwatch/index.js";
import * as pulumi from "@pulumi/pulumi";
import { retriedBelow } from "../retry.ts";
import { secretTagOptions } from "../tags.ts";
import { alarmDefinitions } from "./alarmDefinitions.ts";
import { filterPattern, MAX_FILTER_PATTERN } from "./events.ts";
import type { Part } from "./parts.ts";
import { type AlarmsPlace, fitting, numbered, type Told } from "./told.ts";

interface Logged extends Told {
  /** Of the metric. */
  readonly namespace: string;
  readonly logGroupName: pulumi.Input<string>;
  readonly parts: readonly Part[];
  /** A filter of the log group: where that can't be used, it fails alone. */
  readonly dependsOn: readonly cloudwatch.LogMetricFilter[];
}

/**
 * Tells of events in all accounts and Regions, from the log group to which a trail delivers.
 *
 * @returns its filters
 */
export function createMetricAlarm(
  name: string,
  { alarm, topicArn, namespace, logGroupName, parts, dependsOn }: Logged,
  place: AlarmsPlace,
): cloudwatch.LogMetricFilter[] {
  const { parent, region, tags } = place;
  // Several of one metric: a filter pattern is shorter than an event pattern may be.
  const patterns = parts.flatMap(({ events, kinds }) =>
    Array.from({ length: kinds }, (_, kind) =>
      events.apply((all) =>
        fitting(filterPattern(all.slice(kind, kind + 1)), MAX_FILTER_PATTERN, name, place),
      ),
    ),
  );
  const metricTransformation = { name: alarm, namespace, value: "1" };
  const filters: cloudwatch.LogMetricFilter[] = [];
  for (const [index, pattern] of patterns.entries()) {
    const [first] = [...dependsOn, ...filters];
    filters.push(
      new cloudwatch.LogMetricFilter(
        numbered(name, index),
        { logGroupName, pattern, metricTransformation, region },
        { ...retriedBelow(parent), ...(first && { dependsOn: [first] }) },
      ),
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
  return filters;
}

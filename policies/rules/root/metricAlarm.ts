import { numberOf } from "../../resources/number.ts";
import { property, type Resource } from "../../resources/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { list, object, UNKNOWN, type Value } from "../../value.ts";

export const METRIC_ALARMS = ["aws:cloudwatch/metricAlarm:MetricAlarm", "AWS::CloudWatch::Alarm"];
export const COMPOSITE_ALARMS = [
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  "AWS::CloudWatch::CompositeAlarm",
];

/** A CloudWatch alarm on one metric. */
export interface MetricAlarm {
  readonly resource: Resource;
  readonly name: Value | undefined;
  readonly namespace: Value | undefined;
  /** Whether anything happens when it goes off; of a part of a composite alarm that is taken for granted. */
  readonly hasActions: boolean;
  /** Whether one data point of that value sets it off, as far as is known. */
  firesOn(value: number): boolean;
}

const COMPARISONS: ReadonlyMap<unknown, (value: number, threshold: number) => boolean> = new Map([
  ["GreaterThanOrEqualToThreshold", (value, threshold) => value >= threshold],
  ["GreaterThanThreshold", (value, threshold) => value > threshold],
  ["LessThanOrEqualToThreshold", (value, threshold) => value <= threshold],
  ["LessThanThreshold", (value, threshold) => value < threshold],
]);

/** The alarms of a stack, one for each metric that an alarm is on. */
export function metricAlarms(stack: Stack): readonly MetricAlarm[] {
  const isPart = stack.declared(...COMPOSITE_ALARMS).length > 0;
  return stack.declared(...METRIC_ALARMS).flatMap((resource) => {
    const { inputs } = resource;
    const hasActions = isPart || acts(resource);
    const firesOn = (value: number) => fires(resource, value);
    const own: MetricAlarm = {
      resource,
      hasActions,
      firesOn,
      name: property(inputs, "MetricName"),
      namespace: property(inputs, "Namespace"),
    };
    const others = queried(resource).map(
      (metric): MetricAlarm => ({ ...own, ...metric, firesOn: () => true }),
    );
    return [own, ...others];
  });
}

function acts({ inputs }: Resource): boolean {
  if (property(inputs, "ActionsEnabled") === false) return false;
  const actions = list(property(inputs, "AlarmActions"));
  return actions === UNKNOWN || actions.length > 0;
}

/** The count of an event in a period is judged as the metric's value: what others compare isn't known. */
function fires({ inputs }: Resource, value: number): boolean {
  const [threshold, comparison, periods = 1, datapoints] = [
    "Threshold",
    "ComparisonOperator",
    "EvaluationPeriods",
    "DatapointsToAlarm",
  ].map((name) => property(inputs, name));
  const needed = numberOf(datapoints ?? periods) ?? 1;
  if (needed > 1) return false;
  const compare = COMPARISONS.get(comparison);
  const limit = numberOf(threshold);
  return !compare || limit === undefined || compare(value, limit);
}

/** Metrics of an alarm that computes with several. */
function queried({ inputs, type }: Resource): readonly Pick<MetricAlarm, "name" | "namespace">[] {
  const isAws = type.startsWith("aws:");
  const queries = list(property(inputs, isAws ? "metricQueries" : "Metrics"));
  if (queries === UNKNOWN) return [{ name: UNKNOWN, namespace: UNKNOWN }];
  return queries.flatMap((one) => {
    const query = object(one);
    if (query === UNKNOWN) return [{ name: UNKNOWN, namespace: UNKNOWN }];
    const given = object(query && property(query, isAws ? "metric" : "MetricStat"));
    const nested = isAws || given === UNKNOWN ? given : object(given && property(given, "Metric"));
    if (nested === UNKNOWN) return [{ name: UNKNOWN, namespace: UNKNOWN }];
    if (nested === undefined) return [];
    return [{ name: property(nested, "MetricName"), namespace: property(nested, "Namespace") }];
  });
}

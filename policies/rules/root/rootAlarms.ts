import { numberOf } from "../../resources/number.ts";
import { property, type Resource } from "../../resources/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { list, object, UNKNOWN, type Value } from "../../value.ts";
import { type MetricAlarm, metricAlarms } from "./metricAlarm.ts";
import { eventWatch, filterWatch, type Watch } from "./rootEvents.ts";

export const METRIC_FILTERS = [
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "AWS::Logs::MetricFilter",
];
export const EVENT_RULES = ["aws:cloudwatch/eventRule:EventRule", "AWS::Events::Rule"];
export const EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget";

/** Something that watches for the root user, and what follows. */
export interface RootAlarm {
  readonly resource: Resource;
  readonly watch: Watch | "unknown";
  /** Why nobody hears of it; none when somebody does. */
  readonly problems: readonly AlarmProblem[];
}

export interface AlarmProblem {
  readonly id: string;
  readonly seen: string;
  readonly wanted: string;
  readonly resource: Resource;
}

/** Metric filters with their alarms, and event rules with their targets. */
export function rootAlarms(stack: Stack): readonly RootAlarm[] {
  const filters = stack
    .declared(...METRIC_FILTERS)
    .map((resource) => metricFilter(resource, stack));
  return [...filters, ...stack.declared(...EVENT_RULES).map((rule) => eventRule(rule, stack))];
}

function metricFilter(resource: Resource, stack: Stack): RootAlarm {
  const { inputs, type } = resource;
  const pattern = property(inputs, type.startsWith("aws:") ? "pattern" : "FilterPattern");
  const watch = typeof pattern === "string" ? filterWatch(pattern) : "unknown";
  if (watch !== "root") return { resource, watch, problems: [] };
  const metrics = metricsOf(resource);
  const alarms = metricAlarms(stack).filter((alarm) =>
    metrics.some(
      (metric) => isSame(alarm.name, metric.name) && isSame(alarm.namespace, metric.namespace),
    ),
  );
  if (alarms.length === 0) {
    const seen = "a metric filter for what the root user does, with no alarm on its metric";
    const wanted = "an alarm on the same metric name and namespace, with an action";
    return { resource, watch, problems: [{ id: "no-alarm-on-metric", seen, wanted, resource }] };
  }
  const values = metrics.map(({ value }) => value);
  const problems = alarms.map((alarm) => mute(alarm, values));
  const isHeard = problems.some((problem) => problem === undefined);
  return { resource, watch, problems: isHeard ? [] : problems.filter((one) => one !== undefined) };
}

interface Metric {
  readonly name: Value | undefined;
  readonly namespace: Value | undefined;
  readonly value: Value | undefined;
}

function metricsOf({ inputs, type }: Resource): readonly Metric[] {
  const isAws = type.startsWith("aws:");
  const given = isAws ? inputs.metricTransformation : property(inputs, "MetricTransformations");
  const all: readonly Value[] | typeof UNKNOWN = isAws ? [given ?? null] : list(given);
  const known: readonly Value[] = all === UNKNOWN ? [UNKNOWN] : all;
  return known.map((one) => {
    const metric = object(one);
    if (metric === UNKNOWN) return { name: UNKNOWN, namespace: UNKNOWN, value: UNKNOWN };
    const get = (name: string) => metric && property(metric, isAws ? name : `Metric${name}`);
    return { name: get("Name"), namespace: get("Namespace"), value: get("Value") };
  });
}

/** Why nobody hears of an alarm when the root user does one thing; `undefined` when somebody does. */
function mute(
  { resource, hasActions, firesOn }: MetricAlarm,
  values: readonly (Value | undefined)[],
): AlarmProblem | undefined {
  if (!hasActions) {
    const seen = "an alarm on what the root user does, without an action in the ALARM state";
    return { id: "no-action", seen, wanted: "alarmActions, with actionsEnabled", resource };
  }
  const isLate = values.map(numberOf).every((value) => value !== undefined && !firesOn(value));
  if (!isLate) return undefined;
  return {
    id: "late-alarm",
    seen: "an alarm that one use of the root user doesn't set off",
    wanted: "a threshold that one event reaches, such as Sum >= 1, in one period",
    resource,
  };
}

function eventRule(resource: Resource, stack: Stack): RootAlarm {
  const { inputs } = resource;
  const pattern = property(inputs, "EventPattern");
  const watch =
    pattern === UNKNOWN ? "unknown" : pattern === undefined ? "other" : eventWatch(pattern);
  if (watch !== "root") return { resource, watch, problems: [] };
  const isOff = property(inputs, "State") === "DISABLED" || inputs.isEnabled === false;
  if (isOff) {
    const seen = "an event rule for what the root user does that is disabled";
    const wanted = "an enabled rule";
    return { resource, watch, problems: [{ id: "rule-disabled", seen, wanted, resource }] };
  }
  if (hasTarget(resource, stack)) return { resource, watch, problems: [] };
  const seen = "an event rule for what the root user does, without a target";
  const wanted = "a target, such as an SNS topic";
  return { resource, watch, problems: [{ id: "no-target", seen, wanted, resource }] };
}

function hasTarget(resource: Resource, stack: Stack): boolean {
  if (!resource.type.startsWith("aws:")) {
    const targets = list(property(resource.inputs, "Targets"));
    return targets === UNKNOWN || targets.length > 0;
  }
  const rule = stack.at(resource);
  const names = [rule?.output("name"), rule?.output("id"), resource.inputs.name];
  return stack.ofType(EVENT_TARGET).some((target) => {
    const name = target.output("rule");
    const origins = target.propertyDependencies.rule ?? [];
    return (
      (typeof name === "string" && names.includes(name)) ||
      origins.some(({ urn }) => urn === resource.urn)
    );
  });
}

/** Names that aren't known yet may be the same. */
function isSame(a: Value | undefined, b: Value | undefined): boolean {
  return a === b || a === UNKNOWN || b === UNKNOWN;
}

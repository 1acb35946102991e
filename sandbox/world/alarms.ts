import {
  type GivenRecord,
  hasRecord,
  type OfRecord,
  putRecord,
  record,
  recordsOf,
  removeRecord,
} from "./records.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

/** Topics, event rules, log groups and metric alarms: what their services refuse, and otherwise as they were given. */

/** Rules that a bus has, and targets that a rule has ("Amazon EventBridge quotas"). */
const MAXIMUM_RULES = 300;
const MAXIMUM_TARGETS = 5;
/** Characters of an event pattern (likewise), and of a filter pattern (PutMetricFilter). */
const MAXIMUM_EVENT_PATTERN = 2048;
const MAXIMUM_FILTER_PATTERN = 1024;
const MAXIMUM_FILTERS = 100;
const NOT_FOUND = "ResourceNotFoundException";

function put(tx: Transaction, type: string, { Id, Properties }: GivenRecord) {
  return { Properties: putRecord(tx, type, Id, Properties) };
}

function refuse(code: string, message: string): never {
  throw new ServiceError(code, message);
}

/** One of the same name and attributes is the same topic. */
export function CreateTopic(tx: Transaction, request: GivenRecord) {
  return put(tx, "Topic", request);
}

export function GetTopicAttributes(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, "Topic", Id, "NotFoundException") };
}

export function SetTopicAttributes(tx: Transaction, request: GivenRecord) {
  GetTopicAttributes(tx, request);
  return put(tx, "Topic", request);
}

/** Its subscriptions go with it. */
export function DeleteTopic(tx: Transaction, { Id }: OfRecord) {
  removeRecord(tx, "Topic", Id);
  return {};
}

/** A policy is an attribute of its topic, and goes with it. */
export function SetTopicPolicy(tx: Transaction, request: GivenRecord) {
  GetTopicAttributes(tx, request);
  return put(tx, "TopicPolicy", request);
}

export function GetTopicPolicy(tx: Transaction, { Id }: OfRecord) {
  GetTopicAttributes(tx, { Id });
  return { Properties: record(tx, "TopicPolicy", Id, "NotFoundException") };
}

/** The policy becomes that of a new topic: its owner's. */
export function ResetTopicPolicy(tx: Transaction, { Id }: OfRecord) {
  GetTopicAttributes(tx, { Id });
  removeRecord(tx, "TopicPolicy", Id);
  return {};
}

/** An e-mail address waits until somebody follows the link. */
export function Subscribe(tx: Transaction, request: GivenRecord) {
  GetTopicAttributes(tx, { Id: String(request.Properties.topic) });
  return put(tx, "Subscription", request);
}

export function GetSubscriptionAttributes(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, "Subscription", Id, "NotFoundException") };
}

export function Unsubscribe(tx: Transaction, { Id }: OfRecord) {
  GetSubscriptionAttributes(tx, { Id });
  removeRecord(tx, "Subscription", Id);
  return {};
}

/** Makes a rule, or changes it. */
export function PutRule(tx: Transaction, request: GivenRecord) {
  const pattern = String(request.Properties.eventPattern ?? "");
  if (pattern.length > MAXIMUM_EVENT_PATTERN) {
    refuse("ValidationException", `Event pattern is longer than ${MAXIMUM_EVENT_PATTERN}`);
  }
  if (pattern !== "") {
    try {
      JSON.parse(pattern);
    } catch {
      refuse("InvalidEventPatternException", "Event pattern is not valid. Reason: not JSON");
    }
  }
  if (!hasRecord(tx, "Rule", request.Id) && recordsOf(tx, "Rule").length >= MAXIMUM_RULES) {
    refuse("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
  }
  return put(tx, "Rule", request);
}

export function DescribeRule(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, "Rule", Id, NOT_FOUND) };
}

export function DeleteRule(tx: Transaction, { Id }: OfRecord) {
  DescribeRule(tx, { Id });
  if (recordsOf(tx, "Target", `${Id}-`).some(({ rule }) => rule === Id)) {
    refuse("ValidationException", "Rule can't be deleted since it has targets.");
  }
  removeRecord(tx, "Rule", Id);
  return {};
}

export function PutTargets(tx: Transaction, request: GivenRecord) {
  const { rule } = request.Properties;
  DescribeRule(tx, { Id: String(rule) });
  const others = recordsOf(tx, "Target").filter((one) => one.rule === rule);
  if (!hasRecord(tx, "Target", request.Id) && others.length >= MAXIMUM_TARGETS) {
    refuse("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
  }
  return put(tx, "Target", request);
}

export function ListTargetsByRule(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, "Target", Id, NOT_FOUND) };
}

export function RemoveTargets(tx: Transaction, { Id }: OfRecord) {
  ListTargetsByRule(tx, { Id });
  removeRecord(tx, "Target", Id);
  return {};
}

export function CreateLogGroup(tx: Transaction, request: GivenRecord) {
  if (hasRecord(tx, "LogGroup", request.Id)) {
    refuse("ResourceAlreadyExistsException", "The specified log group already exists");
  }
  return put(tx, "LogGroup", request);
}

export function DescribeLogGroups(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, "LogGroup", Id, NOT_FOUND) };
}

export function PutRetentionPolicy(tx: Transaction, request: GivenRecord) {
  DescribeLogGroups(tx, request);
  return put(tx, "LogGroup", request);
}

/** Its metric filters go with it. */
export function DeleteLogGroup(tx: Transaction, { Id }: OfRecord) {
  DescribeLogGroups(tx, { Id });
  removeRecord(tx, "LogGroup", Id);
  for (const { name, logGroupName } of recordsOf(tx, "MetricFilter", `${Id}:`)) {
    removeRecord(tx, "MetricFilter", `${logGroupName}:${name}`);
  }
  return {};
}

export function PutMetricFilter(tx: Transaction, request: GivenRecord) {
  const group = String(request.Properties.logGroupName);
  DescribeLogGroups(tx, { Id: group });
  if (String(request.Properties.pattern).length > MAXIMUM_FILTER_PATTERN) {
    refuse("InvalidParameterException", `Filter pattern is longer than ${MAXIMUM_FILTER_PATTERN}`);
  }
  const isNew = !hasRecord(tx, "MetricFilter", request.Id);
  if (isNew && recordsOf(tx, "MetricFilter", `${group}:`).length >= MAXIMUM_FILTERS) {
    refuse("LimitExceededException", "Resource limit exceeded.");
  }
  return put(tx, "MetricFilter", request);
}

export function DescribeMetricFilters(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, "MetricFilter", Id, NOT_FOUND) };
}

export function DeleteMetricFilter(tx: Transaction, { Id }: OfRecord) {
  DescribeMetricFilters(tx, { Id });
  removeRecord(tx, "MetricFilter", Id);
  return {};
}

/** Makes an alarm, or changes it. */
export function PutMetricAlarm(tx: Transaction, request: GivenRecord) {
  return put(tx, "MetricAlarm", request);
}

export function DescribeAlarms(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, "MetricAlarm", Id, NOT_FOUND) };
}

export function DeleteAlarms(tx: Transaction, { Id }: OfRecord) {
  DescribeAlarms(tx, { Id });
  removeRecord(tx, "MetricAlarm", Id);
  return {};
}

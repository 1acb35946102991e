import { uuid } from "../world/identifiers.ts";
import { ownArn } from "./arns.ts";
import { recordResource } from "./record.ts";
import { type Property, type ResourceDefinition, text } from "./resource.ts";

/** Topics, event rules, log groups and metric alarms (terraform-provider-aws internal/service/sns, events, logs, cloudwatch). */

const replaces: Property = { replaces: true };
const named: Property = { replaces: true, length: [1, 512] };
const wanted: Property = { required: true };
const boolean: Property = { kind: "boolean" };
const number: Property = { kind: "number" };
const object: Property = { kind: "object" };
const strings: Property = { kind: "list" };
const tags: Property = { kind: "map" };

export const alarmResources: readonly ResourceDefinition[] = [
  recordResource({
    type: "aws:sns/topic:Topic",
    inputs: {
      displayName: { length: [0, 100] },
      kmsMasterKeyId: {},
      name: { ...named, length: [1, 256], pattern: /^[\w-]+$/ },
      policy: { kind: "json" },
      tags,
    },
    computed: ["arn", "owner"],
    nameProperty: "name",
    tagged: true,
    operations: {
      create: "CreateTopic",
      read: "GetTopicAttributes",
      update: "SetTopicAttributes",
      delete: "DeleteTopic",
    },
    id: (context, inputs) => ownArn(context, "sns", text(inputs, "name")),
    outputs: (_context, id) => ({ arn: id, owner: id.split(":")[4] }),
    goneCodes: ["NotFoundException"],
  }),
  recordResource({
    type: "aws:sns/topicPolicy:TopicPolicy",
    inputs: { arn: { required: true, replaces: true }, policy: { required: true, kind: "json" } },
    computed: ["owner"],
    operations: {
      create: "SetTopicPolicy",
      read: "GetTopicPolicy",
      update: "SetTopicPolicy",
      delete: "ResetTopicPolicy",
    },
    id: (_context, inputs) => text(inputs, "arn"),
    outputs: (_context, id) => ({ owner: id.split(":")[4] }),
    goneCodes: ["NotFoundException"],
  }),
  recordResource({
    type: "aws:sns/topicSubscription:TopicSubscription",
    inputs: {
      endpoint: { required: true, replaces: true },
      protocol: { required: true, replaces: true },
      topic: { required: true, replaces: true },
    },
    computed: ["arn", "pendingConfirmation"],
    operations: {
      create: "Subscribe",
      read: "GetSubscriptionAttributes",
      delete: "Unsubscribe",
    },
    id: (_context, inputs) =>
      `${text(inputs, "topic")}:${uuid(`subscription ${text(inputs, "topic")} ${text(inputs, "endpoint")}`)}`,
    outputs: (_context, id) => ({ arn: id, pendingConfirmation: true }),
    goneCodes: ["NotFoundException"],
  }),
  recordResource({
    type: "aws:cloudwatch/eventRule:EventRule",
    inputs: {
      description: { length: [0, 512] },
      eventBusName: replaces,
      eventPattern: { kind: "json" },
      name: { ...named, length: [1, 64], pattern: /^[\w.-]+$/ },
      scheduleExpression: {},
      state: {
        values: ["DISABLED", "ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"],
      },
      tags,
    },
    computed: ["arn"],
    nameProperty: "name",
    tagged: true,
    operations: {
      create: "PutRule",
      read: "DescribeRule",
      update: "PutRule",
      delete: "DeleteRule",
    },
    id: (_context, inputs) => text(inputs, "name"),
    outputs: (context, id) => ({ arn: ownArn(context, "events", `rule/${id}`) }),
  }),
  recordResource({
    type: "aws:cloudwatch/eventTarget:EventTarget",
    inputs: {
      arn: wanted,
      inputTransformer: object,
      rule: { required: true, replaces: true },
      targetId: replaces,
    },
    computed: ["targetId"],
    operations: {
      create: "PutTargets",
      read: "ListTargetsByRule",
      update: "PutTargets",
      delete: "RemoveTargets",
    },
    id: (_context, inputs) =>
      `${text(inputs, "rule")}-${text(inputs, "targetId") || `terraform-${uuid(text(inputs, "rule"))}`}`,
    outputs: (_context, id, inputs) => ({ targetId: id.slice(text(inputs, "rule").length + 1) }),
  }),
  recordResource({
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: {
      kmsKeyId: {},
      name: { ...named, pattern: /^[\w./#-]+$/ },
      retentionInDays: number,
      skipDestroy: boolean,
      tags,
    },
    computed: ["arn"],
    nameProperty: "name",
    tagged: true,
    operations: {
      create: "CreateLogGroup",
      read: "DescribeLogGroups",
      update: "PutRetentionPolicy",
      delete: "DeleteLogGroup",
    },
    id: (_context, inputs) => text(inputs, "name"),
    outputs: (context, id) => ({ arn: ownArn(context, "logs", `log-group:${id}`) }),
  }),
  recordResource({
    type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    inputs: {
      logGroupName: { required: true, replaces: true },
      metricTransformation: { ...object, required: true },
      name: { ...named, pattern: /^[^:*]+$/ },
      pattern: { required: true, length: [0, 1024] },
    },
    computed: [],
    nameProperty: "name",
    operations: {
      create: "PutMetricFilter",
      read: "DescribeMetricFilters",
      update: "PutMetricFilter",
      delete: "DeleteMetricFilter",
    },
    id: (_context, inputs) => `${text(inputs, "logGroupName")}:${text(inputs, "name")}`,
  }),
  recordResource({
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    inputs: {
      alarmActions: strings,
      alarmDescription: { length: [0, 1024] },
      comparisonOperator: wanted,
      evaluationPeriods: { ...number, required: true },
      metricName: { length: [1, 255] },
      name: { ...named, length: [1, 255] },
      namespace: {},
      period: number,
      statistic: {},
      tags,
      threshold: number,
      treatMissingData: {},
    },
    computed: ["arn"],
    nameProperty: "name",
    tagged: true,
    operations: {
      create: "PutMetricAlarm",
      read: "DescribeAlarms",
      update: "PutMetricAlarm",
      delete: "DeleteAlarms",
    },
    id: (_context, inputs) => text(inputs, "name"),
    outputs: (context, id) => ({ arn: ownArn(context, "cloudwatch", `alarm:${id}`) }),
  }),
];

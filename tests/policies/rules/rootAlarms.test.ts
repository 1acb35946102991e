import assert from "node:assert/strict";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { Pack, resource } from "../stack.ts";

const RULE = "root-activity-alarmed";
const CIS =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:alarms";

const trail = resource("aws:cloudtrail/trail:Trail", "audit", {
  s3BucketName: "logs",
  cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:audit:*",
});
const quietTrail = resource("aws:cloudtrail/trail:Trail", "quiet", { s3BucketName: "logs" });
const filter = (pattern: unknown) =>
  resource("aws:cloudwatch/logMetricFilter:LogMetricFilter", "filter", {
    pattern,
    logGroupName: "audit",
    metricTransformation: { name: "RootUse", namespace: "CIS", value: "1" },
  });
const alarm = (inputs: Record<string, unknown> = {}) =>
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
    metricName: "RootUse",
    namespace: "CIS",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    evaluationPeriods: 1,
    alarmActions: [TOPIC],
    ...inputs,
  });
const ROOT_EVENTS = JSON.stringify({ detail: { userIdentity: { type: ["Root"] } } });
const rule = (inputs: Record<string, unknown> = {}) =>
  resource("aws:cloudwatch/eventRule:EventRule", "rule", {
    name: "root",
    eventPattern: ROOT_EVENTS,
    ...inputs,
  });
const target = resource("aws:cloudwatch/eventTarget:EventTarget", "target", {
  rule: "root",
  arn: TOPIC,
});

describe("alarms on the root user", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  const stacks: readonly [string, readonly AnalyzedResource[], ...string[]][] = [
    ["a trail that isn't in CloudWatch Logs", [quietTrail]],
    ["a trail without any", [trail], "advisory not-alarmed audit"],
    ["a filter and its alarm", [trail, filter(CIS), alarm()]],
    [
      "an alarm whose actions aren't known yet",
      [filter(CIS), alarm({ alarmActions: NOT_KNOWN_YET })],
    ],
    ["Sum > 0", [filter(CIS), alarm({ comparisonOperator: "GreaterThanThreshold", threshold: 0 })]],
    ["one data point of two", [filter(CIS), alarm({ evaluationPeriods: 2, datapointsToAlarm: 1 })]],
    [
      "an alarm that computes with the metric",
      [
        filter(CIS),
        alarm({
          metricName: undefined,
          namespace: undefined,
          metricQueries: [{ id: "m", metric: { metricName: "RootUse", namespace: "CIS" } }],
        }),
      ],
    ],
    [
      "an alarm that a composite alarm acts on",
      [
        filter(CIS),
        alarm({ alarmActions: [] }),
        resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "all", {
          alarmRule: "ALARM(alarm)",
          alarmActions: [TOPIC],
        }),
      ],
    ],
    ["a filter without an alarm", [filter(CIS)], "advisory no-alarm-on-metric filter"],
    [
      "an alarm on another metric",
      [filter(CIS), alarm({ metricName: "Other" })],
      "advisory no-alarm-on-metric filter",
    ],
    [
      "an alarm in another namespace",
      [filter(CIS), alarm({ namespace: "Other" })],
      "advisory no-alarm-on-metric filter",
    ],
    [
      "an alarm without an action",
      [filter(CIS), alarm({ alarmActions: [] })],
      "advisory no-action alarm",
    ],
    [
      "an alarm with actions turned off",
      [filter(CIS), alarm({ actionsEnabled: false })],
      "advisory no-action alarm",
    ],
    [
      "an alarm at the second event",
      [filter(CIS), alarm({ comparisonOperator: "GreaterThanThreshold" })],
      "advisory late-alarm alarm",
    ],
    [
      "an alarm after many periods",
      [filter(CIS), alarm({ evaluationPeriods: 3 })],
      "advisory late-alarm alarm",
    ],
    [
      "one alarm of two that works",
      [
        filter(CIS),
        alarm({ alarmActions: [] }),
        { ...alarm(), urn: `${alarm().urn}-2`, name: "alarm-2" },
      ],
    ],
    [
      "a filter that misspells the root user",
      [trail, filter(CIS.replace("Root", "root")), alarm()],
      "advisory never-matches filter",
    ],
    [
      "a filter for something else",
      [trail, filter("{ $.eventName = DeleteTrail }"), alarm()],
      "advisory not-alarmed audit",
    ],
    ["a filter not known yet", [trail, filter(NOT_KNOWN_YET), alarm()], "advisory unknown filter"],
    ["a rule and its target", [trail, rule(), target]],
    [
      "a target of a rule whose name isn't known yet",
      [
        rule({ name: NOT_KNOWN_YET }),
        resource(
          "aws:cloudwatch/eventTarget:EventTarget",
          "target",
          { rule: NOT_KNOWN_YET, arn: TOPIC },
          { from: { rule: [rule()] } },
        ),
      ],
    ],
    ["a rule without a target", [rule()], "advisory no-target rule"],
    ["a rule that is off", [rule({ state: "DISABLED" }), target], "advisory rule-disabled rule"],
    ["a rule for something else", [rule({ eventPattern: '{"source":["aws.ec2"]}' })]],
    [
      "aws-native's filter and alarm",
      [
        resource("aws-native:logs:MetricFilter", "f", {
          filterPattern: CIS,
          logGroupName: "audit",
          metricTransformations: [
            { metricName: "RootUse", metricNamespace: "CIS", metricValue: "1" },
          ],
        }),
        resource("aws-native:cloudwatch:Alarm", "a", {
          metricName: "RootUse",
          namespace: "CIS",
          threshold: 1,
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          evaluationPeriods: 1,
          alarmActions: [],
        }),
      ],
      "advisory no-action a",
    ],
    [
      "a template's rule",
      [
        resource("aws:cloudformation/stack:Stack", "t", {
          templateBody: [
            "Resources:",
            "  Trail: {Type: AWS::CloudTrail::Trail, Properties: {CloudWatchLogsLogGroupArn: !GetAtt Logs.Arn}}",
            "  Logs: {Type: AWS::Logs::LogGroup}",
            "  Rule:",
            "    Type: AWS::Events::Rule",
            "    Properties:",
            "      EventPattern: {detail: {userIdentity: {type: [Root]}}}",
            "      Targets: [{Id: t, Arn: !Ref Topic}]",
            "  Topic: {Type: AWS::SNS::Topic}",
          ].join("\n"),
        }),
      ],
    ],
    [
      "a template's trail alone",
      [
        resource("aws:cloudformation/stack:Stack", "t", {
          templateBody: JSON.stringify({
            Resources: {
              Trail: {
                Type: "AWS::CloudTrail::Trail",
                Properties: { CloudWatchLogsLogGroupArn: "arn:aws:logs:x" },
              },
            },
          }),
        }),
      ],
      "advisory Trail.not-alarmed t",
    ],
  ];
  for (const [title, resources, ...expected] of stacks) {
    it(`${expected.length === 0 ? "accepts" : "points at"} ${title}`, async () => {
      assert.deepEqual(await pack.short(RULE, resources), expected);
    });
  }
});

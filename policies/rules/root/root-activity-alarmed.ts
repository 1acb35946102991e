import { property } from "../../resources/resource.ts";
import type { Rule } from "../../rule.ts";
import { COMPOSITE_ALARMS, METRIC_ALARMS } from "./metricAlarm.ts";
import { EVENT_RULES, EVENT_TARGET, METRIC_FILTERS, rootAlarms } from "./rootAlarms.ts";

const TRAILS = ["aws:cloudtrail/trail:Trail", "AWS::CloudTrail::Trail"];

export const rootActivityAlarmed: Rule = {
  id: "root-activity-alarmed",
  severity: "medium",
  level: "advisory",
  title: "Root user activity raises an alarm",
  why: "the root user is for emergencies, so whatever it does is an emergency or an intrusion",
  fix: 'add a metric filter `{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }` on the trail\'s log group with an alarm and an action, or an EventBridge rule on detail.userIdentity.type Root with a target',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-1",
  controls: {
    cis: { "3.0.0": "4.3", "4.0.0": "4.3", "5.0.0": "4.3", "6.0.0": "5.3", "7.0.0": "5.3" },
    securityHub: ["CloudWatch.1"],
    bestPractice: "Follow best practices to protect your root user credentials",
  },
  limits:
    "alarms of other stacks and of a security team's tools (GuardDuty, a SIEM), and whether anybody reads what a topic sends; a rule of EventBridge sees sign-ins of its Region only",
  settings: {},
  stack: {
    types: [
      ...TRAILS,
      ...METRIC_FILTERS,
      ...METRIC_ALARMS,
      ...COMPOSITE_ALARMS,
      ...EVENT_RULES,
      EVENT_TARGET,
    ],
    *check(stack) {
      const alarms = rootAlarms(stack);
      if (alarms.some(({ watch, problems }) => watch === "root" && problems.length === 0)) return;
      const problems = alarms.flatMap((alarm) => alarm.problems);
      yield* problems;
      for (const { watch, resource } of alarms) {
        if (watch !== "root-in-vain") continue;
        yield {
          id: "never-matches",
          seen: "a pattern for what the root user does that none of its events matches",
          wanted: '$.userIdentity.type = "Root", in that spelling',
          resource,
        };
      }
      if (problems.length > 0 || alarms.some(({ watch }) => watch === "root-in-vain")) return;
      // Where a trail's events go to CloudWatch Logs, alarms on them belong.
      const [trail] = stack
        .declared(...TRAILS)
        .filter(
          ({ inputs }) =>
            (property(inputs, "CloudWatchLogsGroupArn") ??
              property(inputs, "CloudWatchLogsLogGroupArn")) !== undefined,
        );
      if (!trail) return;
      const [open] = alarms.filter(({ watch }) => watch === "unknown");
      if (open) {
        const doubt =
          "whether the pattern watches for the root user: not known in preview; will be checked at update";
        yield { id: "unknown", doubt, resource: open.resource };
        return;
      }
      yield {
        id: "not-alarmed",
        seen: "a trail in CloudWatch Logs, and nothing in this stack that tells of the root user's actions",
        wanted: "an alarm on them",
        resource: trail,
      };
    },
  },
};

import type { ErrorForm } from "./errorForm.ts";
import { importCommand, inputsOf } from "./failure.ts";
import { wording } from "./wording.ts";

/** What CloudTrail, CloudWatch Logs and EventBridge refuse of the audit trail and of alarms. */
export const trailErrors: readonly ErrorForm[] = [
  {
    form: /CloudTrailAccessNotEnabledException/,
    // Trusted access may just have been turned on.
    passes: true,
    advice: () =>
      "the organization doesn't let CloudTrail in: call aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com, then run pulumi up again",
  },
  {
    form: /TrailAlreadyExistsException/,
    operation: "create",
    isTaken: true,
    advice: (args, _, taken) => {
      const { name, region } = inputsOf(args);
      const id = taken?.id ?? `arn:aws:cloudtrail:${region}:ACCOUNT:trail/${name}`;
      return `the account has a trail of this name in this Region already: give this one another name, or leave it out where that one records the organization; where an update whose answer was lost has made it, import it and run pulumi up again, which starts it where it is stopped: ${importCommand(args, id)}`;
    },
  },
  {
    form: /MaximumNumberOfTrailsExceededException/,
    advice: () =>
      "an account has five trails in a Region, those of the organization among them, and a trail that gets another name is two for a while: delete one that nobody needs (aws cloudtrail list-trails)",
  },
  {
    form: /CloudTrail Trail \((\S*)\) logging/,
    advice: (_, [, arn]) =>
      `the trail is there, and records nothing yet: ${wording().startTrail}, which notices it and starts it; aws cloudtrail start-logging --name ${arn} starts it at once`,
  },
  // A role, or its rights, that CloudTrail doesn't know of yet.
  { form: /InvalidCloudWatchLogs(Role|LogGroup)ArnException: Access denied/, passes: true },
  {
    form: /ResourceAlreadyExistsException/,
    of: ":LogGroup",
    operation: "create",
    isTaken: true,
    advice: (args) => {
      const { name, region } = inputsOf(args);
      return `there is a log group of this name already: give the trail another name, or, where an update whose answer was lost has made it, import it and run pulumi up again: ${importCommand(args, `${name}@${region}`)}`;
    },
  },
  {
    form: /ResourceNotFoundException/,
    of: ":LogMetricFilter",
    operation: "create",
    advice: () =>
      "there is no log group of this name in this Region: name the one to which a trail of the organization delivers here, or have the audit trail deliver to one of its own",
  },
  {
    form: /LimitExceededException/,
    of: ":EventRule",
    advice: () =>
      "a bus of EventBridge has 300 rules unless its quota was raised: raise it (Service Quotas), or leave some alarms out (without)",
  },
  {
    form: /LimitExceededException/,
    of: ":LogMetricFilter",
    advice: () =>
      "a log group has 100 metric filters: delete some that nobody needs, or leave some alarms out (without)",
  },
];

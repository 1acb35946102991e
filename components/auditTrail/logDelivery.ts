import * as cloudwatch from "@pulumi/aws/cloudwatch/index.js";
import * as iam from "@pulumi/aws/iam/index.js";
import * as pulumi from "@pulumi/pulumi";
import { logGroupName } from "../../model/schema/auditTrail.ts";
import { retriedBelow } from "../retry.ts";
import { secretTagOptions } from "../tags.ts";
import type { AuditTrailArgs, TrailLogGroupArgs } from "./auditTrailArgs.ts";
import { resourceName } from "./resourceName.ts";

export interface LogDelivery {
  readonly logGroup: cloudwatch.LogGroup;
  readonly roleArn: pulumi.Output<string>;
  /** What CloudTrail may do with the role, which it tries when the trail is made. */
  readonly rights: pulumi.Resource;
}

/** Log groups of any name of the trail, which the key's policy names: where it gets another, both deliver for a while. */
export const LOG_GROUPS = `log-group:${logGroupName("*")}`;

interface LoggedTrail {
  readonly logGroup: TrailLogGroupArgs;
  readonly trailName: string;
  /** ARN of `LOG_GROUPS`. */
  readonly logGroupsArn: pulumi.Output<string>;
}

/**
 * A log group, and the role with which CloudTrail delivers to it. What the log group holds is in the bucket, too: it goes
 * with the program.
 */
export function createLogDelivery(
  name: string,
  args: AuditTrailArgs,
  of: LoggedTrail,
  keyArn: pulumi.Output<string>,
  parent: pulumi.Resource,
): LogDelivery {
  const { region, tags } = args;
  const child = { ...retriedBelow(parent), ...secretTagOptions(tags) };
  const logGroup = new cloudwatch.LogGroup(
    resourceName(name, of.trailName),
    {
      name: logGroupName(of.trailName),
      retentionInDays: of.logGroup.retentionDays,
      kmsKeyId: keyArn,
      ...{ region, tags },
    },
    { ...child, deleteBeforeReplace: false },
  );
  const role = new iam.Role(
    `${name}-logs`,
    {
      description: "CloudTrail delivers events to CloudWatch Logs with it",
      assumeRolePolicy: pulumi.jsonStringify(trust),
      tags,
    },
    child,
  );
  const rights = new iam.RolePolicy(
    `${name}-logs`,
    {
      name: `${name}-logs`,
      role: role.name,
      policy: pulumi.jsonStringify(rightsOn(of.logGroupsArn)),
    },
    retriedBelow(parent),
  );
  return { logGroup, roleArn: role.arn, rights };
}

/**
 * Without a condition: "The role policy doesn't support the use of aws:SourceArn and aws:SourceAccount" (CloudTrail User
 * Guide, "Role policy document for CloudTrail to use CloudWatch Logs for monitoring").
 */
const trust = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
};

/** Streams are named after the account, and after the organization (likewise). */
function rightsOn(logGroupsArn: pulumi.Output<string>) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TrailDelivers",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${logGroupsArn}:log-stream:*`,
      },
    ],
  };
}

import * as pulumi from "@pulumi/pulumi";
import { accountAdministersKey, onlyEncryptedTransport } from "../policyStatements.ts";

/** CloudWatch Logs in a Region, as policies name it (aws.getServicePrincipal tells the same). */
function logsService(region: string): string {
  return `logs.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}

interface KeyOwner {
  readonly partition: pulumi.Output<string>;
  readonly accountId: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
}

/**
 * Who may use the trail's key: as the CloudTrail guide asks, "Configure AWS KMS key policies for CloudTrail", and for the
 * log group as the CloudWatch Logs guide does, "Encrypt log data in CloudWatch Logs using AWS Key Management Service".
 *
 * @param trailsArn of the account's trails in the Region, whatever they are called: where this one gets another name, both
 *   record for a while
 * @param logGroupsArn of their log groups
 */
export function keyPolicy(
  { partition, accountId, region }: KeyOwner,
  trailsArn: pulumi.Output<string>,
  logGroupsArn: pulumi.Output<string> | undefined,
): pulumi.Output<string> {
  const logs = logGroupsArn && {
    Sid: "LogGroupEncrypts",
    Effect: "Allow",
    Principal: { Service: pulumi.output(region).apply(logsService) },
    Action: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
      "kms:DescribeKey",
    ],
    Resource: "*",
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroupsArn } },
  };
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      accountAdministersKey(partition, accountId),
      {
        Sid: "TrailEncrypts",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: { ArnLike: { "aws:SourceArn": trailsArn } },
      },
      ...(logs ? [logs] : []),
    ],
  });
}

/** Who may use the trail's bucket: as the CloudTrail guide asks, "Amazon S3 bucket policy for CloudTrail". @param trailsArn as above */
export function bucketPolicy(
  bucketArn: pulumi.Output<string>,
  trailsArn: pulumi.Output<string>,
): pulumi.Output<string> {
  const fromTrail = { ArnLike: { "aws:SourceArn": trailsArn } };
  const cloudTrail = { Service: "cloudtrail.amazonaws.com" };
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TrailLooksAtBucket",
        Effect: "Allow",
        Principal: cloudTrail,
        Action: "s3:GetBucketAcl",
        Resource: bucketArn,
        Condition: fromTrail,
      },
      {
        Sid: "TrailWritesLogFiles",
        Effect: "Allow",
        Principal: cloudTrail,
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${bucketArn}/AWSLogs/*`,
        Condition: fromTrail,
      },
      onlyEncryptedTransport("s3:*", [bucketArn, pulumi.interpolate`${bucketArn}/*`]),
    ],
  });
}

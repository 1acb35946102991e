import * as pulumi from "@pulumi/pulumi";
import { accountAdministersKey, onlyEncryptedTransport } from "./policyStatements.ts";

/** Who may use the trail's key: as the CloudTrail guide asks, "Configure AWS KMS key policies for CloudTrail". */
export function keyPolicy(
  partition: pulumi.Output<string>,
  accountId: pulumi.Input<string>,
  trailArn: pulumi.Output<string>,
): pulumi.Output<string> {
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
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
      },
    ],
  });
}

/** Who may use the trail's bucket: as the CloudTrail guide asks, "Amazon S3 bucket policy for CloudTrail". */
export function bucketPolicy(
  bucketArn: pulumi.Output<string>,
  trailArn: pulumi.Output<string>,
): pulumi.Output<string> {
  const fromTrail = { StringEquals: { "aws:SourceArn": trailArn } };
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

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** A CloudTrail trail with its key, its bucket and CloudWatch Logs, as the CloudTrail guide has their policies. */
export default async function auditTrail() {
  const { accountId } = await aws.getCallerIdentity();
  const { partition } = await aws.getPartition();
  const trailArn = `arn:${partition}:cloudtrail:eu-west-1:${accountId}:trail/audit`;

  const keyPolicy = await aws.iam.getPolicyDocument({
    statements: [
      {
        sid: "Enable IAM policies",
        principals: [{ type: "AWS", identifiers: [`arn:${partition}:iam::${accountId}:root`] }],
        actions: ["kms:*"],
        resources: ["*"],
      },
      {
        sid: "Allow CloudTrail to encrypt logs",
        principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
        actions: ["kms:GenerateDataKey*"],
        resources: ["*"],
        conditions: [
          { test: "StringEquals", variable: "aws:SourceArn", values: [trailArn] },
          {
            test: "StringLike",
            variable: "kms:EncryptionContext:aws:cloudtrail:arn",
            values: [`arn:${partition}:cloudtrail:*:${accountId}:trail/*`],
          },
        ],
      },
      {
        sid: "Allow CloudTrail to describe the key",
        principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
        actions: ["kms:DescribeKey"],
        resources: ["*"],
        conditions: [{ test: "StringEquals", variable: "aws:SourceArn", values: [trailArn] }],
      },
      {
        sid: "Allow auditors to decrypt",
        principals: [{ type: "AWS", identifiers: ["*"] }],
        actions: ["kms:Decrypt", "kms:ReEncryptFrom"],
        resources: ["*"],
        conditions: [
          { test: "StringEquals", variable: "kms:CallerAccount", values: [accountId] },
          {
            test: "StringLike",
            variable: "kms:EncryptionContext:aws:cloudtrail:arn",
            values: [`arn:${partition}:cloudtrail:*:${accountId}:trail/*`],
          },
        ],
      },
    ],
  });
  const key = new aws.kms.Key("audit", { enableKeyRotation: true, policy: keyPolicy.json });

  const bucket = new aws.s3.Bucket("audit", {}, { protect: true });
  const bucketPolicy = new aws.s3.BucketPolicy("audit", {
    bucket: bucket.id,
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AWSCloudTrailAclCheck",
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "s3:GetBucketAcl",
          Resource: bucket.arn,
          Condition: { StringEquals: { "aws:SourceArn": trailArn } },
        },
        {
          Sid: "AWSCloudTrailWrite",
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: pulumi.interpolate`${bucket.arn}/AWSLogs/${accountId}/*`,
          Condition: {
            StringEquals: {
              "s3:x-amz-acl": "bucket-owner-full-control",
              "aws:SourceArn": trailArn,
            },
          },
        },
        {
          Sid: "DenyDeletion",
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
          Resource: pulumi.interpolate`${bucket.arn}/*`,
        },
      ],
    },
  });

  const logs = new aws.cloudwatch.LogGroup("audit", { retentionInDays: 365 });
  const delivery = new aws.iam.Role("audit-delivery", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "cloudtrail.amazonaws.com" }),
  });
  new aws.iam.RolePolicy("audit-delivery", {
    role: delivery.id,
    policy: logs.arn.apply((arn) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: `${arn}:log-stream:${accountId}_CloudTrail_eu-west-1*`,
          },
        ],
      }),
    ),
  });
  new aws.cloudtrail.Trail(
    "audit",
    {
      name: "audit",
      s3BucketName: bucket.bucket,
      kmsKeyId: key.arn,
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      cloudWatchLogsGroupArn: pulumi.interpolate`${logs.arn}:*`,
      cloudWatchLogsRoleArn: delivery.arn,
    },
    { dependsOn: [bucketPolicy] },
  );
}

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** A Kinesis stream that Firehose delivers to S3, encrypted with a key of the stack. */
export default async function clickstream() {
  const { accountId } = await aws.getCallerIdentity();
  const key = new aws.kms.Key("clicks", {
    enableKeyRotation: true,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Id: "clicks",
      Statement: [
        {
          Sid: "Enable IAM User Permissions",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${accountId}:root` },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    }),
  });
  const bucket = new aws.s3.Bucket("clicks");
  const stream = new aws.kinesis.Stream("clicks", {
    streamModeDetails: { streamMode: "ON_DEMAND" },
    encryptionType: "KMS",
    kmsKeyId: key.arn,
  });
  const logs = new aws.cloudwatch.LogGroup("clicks", { retentionInDays: 14 });

  const role = new aws.iam.Role("firehose", {
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "firehose.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": accountId } },
        },
      ],
    },
  });
  const policy = new aws.iam.RolePolicy("firehose", {
    role: role.id,
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "s3:AbortMultipartUpload",
            "s3:GetBucketLocation",
            "s3:GetObject",
            "s3:ListBucket",
            "s3:ListBucketMultipartUploads",
            "s3:PutObject",
          ],
          Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
        },
        {
          Effect: "Allow",
          Action: [
            "kinesis:DescribeStream",
            "kinesis:GetShardIterator",
            "kinesis:GetRecords",
            "kinesis:ListShards",
          ],
          Resource: stream.arn,
        },
        {
          Effect: "Allow",
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: [key.arn],
          Condition: {
            StringEquals: {
              "kms:ViaService": ["s3.eu-west-1.amazonaws.com", "kinesis.eu-west-1.amazonaws.com"],
            },
          },
        },
        {
          Effect: "Allow",
          Action: ["logs:PutLogEvents"],
          Resource: [pulumi.interpolate`${logs.arn}:log-stream:*`],
        },
      ],
    },
  });
  new aws.kinesis.FirehoseDeliveryStream(
    "clicks",
    {
      destination: "extended_s3",
      kinesisSourceConfiguration: { kinesisStreamArn: stream.arn, roleArn: role.arn },
      extendedS3Configuration: {
        bucketArn: bucket.arn,
        roleArn: role.arn,
        kmsKeyArn: key.arn,
        compressionFormat: "GZIP",
      },
    },
    { dependsOn: [policy] },
  );

  // Producers in other stacks attach this one.
  const producer = new aws.iam.Policy("click-producer", {
    policy: stream.arn.apply((arn) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: ["kinesis:PutRecord", "kinesis:PutRecords"], Resource: arn },
        ],
      }),
    ),
  });
  return { producerPolicy: producer.arn };
}

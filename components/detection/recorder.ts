import * as cfg from "@pulumi/aws/cfg/index.js";
import * as iam from "@pulumi/aws/iam/index.js";
import * as s3 from "@pulumi/aws/s3/index.js";
import * as pulumi from "@pulumi/pulumi";
import { closeBucket } from "../closeBucket.ts";
import { onlyEncryptedTransport } from "../policyStatements.ts";
import { retriedBelow, retryTransientErrors } from "../retry.ts";
import { secretTagOptions } from "../tags.ts";
import type { DetectionPlace } from "./place.ts";

/** What rules about users of IAM look at. Recorded in one Region only, since each would record the same. */
const RECORDED = ["AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User"];

/**
 * A configuration recorder for resources of IAM. AWS Config starts a recorder only once it has a delivery channel, and
 * an account has one recorder and one channel in a Region. The bucket stays when this program lets go of it: AWS Config
 * writes to it as soon as it may, and what it wrote is history.
 *
 * @returns what rules wait for
 */
export function createRecorder(place: DetectionPlace): pulumi.Resource {
  const { parent, name, region, tags } = place;
  const onError = { hooks: { onError: [retryTransientErrors()] } };
  const role = new iam.ServiceLinkedRole(
    `${name}/config`,
    { awsServiceName: place.owner.apply(() => "config.amazonaws.com"), tags },
    { parent, ...secretTagOptions(tags), ...onError },
  );
  const { bucket, policy } = createBucket(place);
  const recorder = new cfg.Recorder(
    `${name}/recorder`,
    {
      // AWS overwrites a recorder of the same name, and refuses another: the console calls its own "default".
      name,
      region,
      roleArn: role.arn,
      recordingGroup: {
        allSupported: false,
        includeGlobalResourceTypes: false,
        recordingStrategies: [{ useOnly: "INCLUSION_BY_RESOURCE_TYPES" }],
        resourceTypes: RECORDED,
      },
    },
    { parent, ...onError },
  );
  const channel = new cfg.DeliveryChannel(
    `${name}/channel`,
    { name, region, s3BucketName: bucket.bucket },
    // AWS Config tries the bucket when the channel is made.
    { parent, dependsOn: [recorder, policy], ...onError },
  );
  return new cfg.RecorderStatus(
    `${name}/recording`,
    { name: recorder.name, region, isEnabled: true },
    { parent, dependsOn: [channel], ...onError },
  );
}

function createBucket({ parent, name, region, owner, tags }: DetectionPlace) {
  const child = { ...retriedBelow(parent), retainOnDelete: true };
  const bucket = new s3.Bucket(
    `${name}-config-history`,
    { forceDestroy: false, region, tags },
    { ...child, ...secretTagOptions(tags) },
  );
  const of = { bucket: bucket.bucket, region };
  const blocked = closeBucket(`${name}-config-history`, of, child);
  new s3.BucketServerSideEncryptionConfiguration(
    `${name}-config-history`,
    { ...of, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    child,
  );
  const policy = new s3.BucketPolicy(
    `${name}-config-history`,
    { ...of, policy: bucketPolicy(bucket.arn, owner) },
    { ...child, dependsOn: [blocked] },
  );
  return { bucket, policy };
}

/**
 * What AWS Config needs (AWS Config Developer Guide, "Permissions for the Amazon S3 Bucket for the AWS Config Delivery
 * Channel"), for this account alone.
 */
function bucketPolicy(
  bucketArn: pulumi.Output<string>,
  account: pulumi.Output<string>,
): pulumi.Output<string> {
  const ofAccount = { "aws:SourceAccount": account };
  const config = { Service: "config.amazonaws.com" };
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ConfigLooksAtBucket",
        Effect: "Allow",
        Principal: config,
        Action: ["s3:GetBucketAcl", "s3:ListBucket"],
        Resource: bucketArn,
        Condition: { StringEquals: ofAccount },
      },
      {
        Sid: "ConfigWritesHistory",
        Effect: "Allow",
        Principal: config,
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${bucketArn}/AWSLogs/${account}/Config/*`,
        Condition: {
          StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", ...ofAccount },
        },
      },
      onlyEncryptedTransport("s3:*", [bucketArn, pulumi.interpolate`${bucketArn}/*`]),
    ],
  });
}

import * as s3 from "@pulumi/aws/s3/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { closeBucket } from "../closeBucket.ts";
import { retriedBelow } from "../retry.ts";
import { secretTagOptions } from "../tags.ts";
import type { AuditTrailArgs } from "./auditTrailArgs.ts";

/** A closed, versioned and encrypted bucket, which stays when the program lets go of it. */
export function createBucket(
  name: string,
  args: AuditTrailArgs,
  keyArn: pulumi.Output<string>,
  parent: pulumi.Resource,
): { readonly bucket: s3.Bucket; readonly settings: readonly pulumi.Resource[] } {
  const child = { ...retriedBelow(parent), retainOnDelete: true };
  const bucket = new s3.Bucket(
    name,
    { forceDestroy: false, region: args.region, tags: args.tags },
    { ...child, ...secretTagOptions(args.tags) },
  );
  const of = { bucket: bucket.bucket, region: args.region };
  const settings: pulumi.Resource[] = [
    closeBucket(name, of, child),
    new s3.BucketVersioning(name, { ...of, versioningConfiguration: { status: "Enabled" } }, child),
    new s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        ...of,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
            bucketKeyEnabled: true,
          },
        ],
      },
      child,
    ),
  ];
  const { retentionDays } = args;
  if (retentionDays !== undefined) {
    const rule = {
      id: "retention",
      status: "Enabled",
      filter: {},
      expiration: { days: retentionDays },
      noncurrentVersionExpiration: { noncurrentDays: retentionDays },
    };
    // Not kept: what is left of the trail is kept for ever, and so is all once nobody says how long any more.
    const options = { ...child, retainOnDelete: false };
    settings.push(new s3.BucketLifecycleConfiguration(name, { ...of, rules: [rule] }, options));
  }
  return { bucket, settings };
}

import * as cloudtrail from "@pulumi/awsx/cloudtrail/index.js";
import * as pulumi from "@pulumi/pulumi";
import { retryTransientErrors } from "../retry.ts";
import type { AuditTrailArgs } from "./auditTrailArgs.ts";
import type { LogDelivery } from "./logDelivery.ts";
import { resourceName } from "./resourceName.ts";

interface TrailParts {
  readonly trailName: string;
  readonly bucketArn: pulumi.Output<string>;
  readonly bucketPolicy: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;
  readonly delivery: LogDelivery | undefined;
  /** Trusted access that is made with it. */
  readonly trusted: readonly pulumi.Resource[];
  readonly dependsOn: readonly pulumi.Resource[];
}

/**
 * The trail of awsx, with two of its own resources set right, which it takes no argument for (pulumi-awsx
 * awsx/cloudtrail/trail.ts, 3.9): it gives each bucket a policy without conditions and TLS, also one that is there, and a
 * role only to log groups that it makes itself, without a key.
 */
export function createTrail(
  name: string,
  args: AuditTrailArgs,
  { trailName, bucketArn, bucketPolicy, keyArn, delivery, trusted, dependsOn }: TrailParts,
  parent: pulumi.Resource,
): cloudtrail.Trail {
  const hooks = { onError: [retryTransientErrors()] };
  const setRight: pulumi.ResourceTransform = ({ type, props, opts }) => {
    if (type === "aws:s3/bucketPolicy:BucketPolicy") {
      return {
        props: { ...props, policy: bucketPolicy, region: args.region },
        // Before, it was a part of the component itself.
        opts: pulumi.mergeOptions(opts, { retainOnDelete: true, aliases: [{ parent }], hooks }),
      };
    }
    if (type === "aws:cloudtrail/trail:Trail") {
      return {
        props: delivery ? { ...props, cloudWatchLogsRoleArn: delivery.roleArn } : props,
        opts: pulumi.mergeOptions(opts, {
          dependsOn: delivery ? [...trusted, delivery.rights, delivery.logGroup] : [...trusted],
          // Where it is made anew, the former records until then. The provider would delete it first.
          deleteBeforeReplace: false,
          hooks,
        }),
      };
    }
    return undefined;
  };
  return new cloudtrail.Trail(
    resourceName(name, trailName),
    {
      name: trailName,
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      kmsKeyId: keyArn,
      region: args.region,
      // By its ARN: from a name awsx makes one that isn't a bucket's.
      s3Bucket: { existing: { arn: bucketArn } },
      ...(delivery && {
        cloudWatchLogsGroup: { enable: true, existing: { arn: delivery.logGroup.arn } },
      }),
      tags: args.tags,
    },
    // CloudTrail tries bucket, key and role when the trail is made.
    { parent, dependsOn: [...trusted, ...dependsOn], transforms: [setRight] },
  );
}

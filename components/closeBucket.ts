import * as s3 from "@pulumi/aws/s3/index.js";
import type * as pulumi from "@pulumi/pulumi";

/** Where a bucket's settings belong. */
interface OfBucket {
  readonly bucket: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
}

/**
 * Closes a bucket to the public, and has its owner own what services write there.
 *
 * @returns what a bucket policy waits for
 */
export function closeBucket(
  name: string,
  of: OfBucket,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const blocked = new s3.BucketPublicAccessBlock(
    name,
    {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    options,
  );
  new s3.BucketOwnershipControls(
    name,
    { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
    options,
  );
  return blocked;
}

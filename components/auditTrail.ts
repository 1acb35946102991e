import * as kms from "@pulumi/aws/kms/index.js";
import * as s3 from "@pulumi/aws/s3/index.js";
import * as cloudtrail from "@pulumi/awsx/cloudtrail/index.js";
import * as pulumi from "@pulumi/pulumi";
import { bucketPolicy, keyPolicy } from "./auditTrailPolicies.ts";
import { closeBucket } from "./closeBucket.ts";
import { inManagementAccount } from "./managementAccount.ts";
import { partitionOf } from "./partition.ts";
import { plainError } from "./plainError.ts";
import { secretTagOptions, type Tags } from "./tags.ts";
import { wording } from "./wording.ts";

export interface AuditTrailArgs {
  /** 12-digit id of the account that owns the organization's trail. */
  readonly managementAccountId: pulumi.Input<string>;
  /** ARN of the Identity Center instance; tells the partition. */
  readonly instanceArn: pulumi.Input<string>;
  /** Home Region of the trail; it records all Regions. */
  readonly region: pulumi.Input<string>;
  /** Name of the trail. @default the component's name */
  readonly trailName?: string;
  /** Days after which log files are deleted. @default never */
  readonly retentionDays?: number;
  /** Tags of trail, bucket and key. @default none */
  readonly tags?: Tags;
}

/**
 * The organization's audit trail: every change of access, in every account and Region, in an encrypted
 * bucket with log file validation. Bucket and key stay when this program lets go of them: it has no way
 * to empty the record of what it did.
 */
export class AuditTrail extends pulumi.ComponentResource {
  /** Name of the bucket that holds the log files. */
  public readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("identity-center:index:AuditTrail", name, { region: args.region }, opts);
    const trailName = args.trailName ?? name;
    const trailArn = pulumi.interpolate`arn:${partitionOf(args.instanceArn)}:cloudtrail:${args.region}:${this.#owner(name, args)}:trail/${trailName}`;

    const key = this.#createKey(name, args, trailArn);
    const bucket = new s3.Bucket(
      name,
      { forceDestroy: false, region: args.region, tags: args.tags },
      {
        parent: this,
        retainOnDelete: true,
        ...secretTagOptions(args.tags),
      },
    );
    this.bucketName = bucket.bucket;
    const policy = this.#secureBucket(name, args, bucket, key, trailArn);

    new cloudtrail.Trail(
      name,
      {
        name: trailName,
        isOrganizationTrail: true,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        kmsKeyId: key.arn,
        region: args.region,
        s3Bucket: { existing: { name: bucket.bucket } },
        tags: args.tags,
      },
      // CloudTrail tries the bucket and the key when the trail is made.
      { parent: this, dependsOn: [policy] },
    );
    this.registerOutputs({ bucketName: this.bucketName });
  }

  /** The management account's id, once it is sure that it is where bucket, key and trail are made. */
  #owner(name: string, args: AuditTrailArgs): pulumi.Output<string> {
    return inManagementAccount(args.managementAccountId, this, (owner, account) => {
      const argument = { component: "AuditTrail", name, path: [] };
      const message = `the organization's trail belongs to the management account (${owner}), and these credentials are of account ${account}; deploy it with those of the management account, or ${wording().noAuditTrail}`;
      return plainError(wording().told({ argument, message }), this);
    });
  }

  #createKey(name: string, args: AuditTrailArgs, trailArn: pulumi.Output<string>): kms.Key {
    const key = new kms.Key(
      name,
      {
        description: "Encrypts the log files of the organization's audit trail",
        enableKeyRotation: true,
        region: args.region,
        tags: args.tags,
        policy: keyPolicy(partitionOf(args.instanceArn), args.managementAccountId, trailArn),
      },
      {
        parent: this,
        retainOnDelete: true,
        ...secretTagOptions(args.tags),
      },
    );
    new kms.Alias(
      name,
      { name: `alias/${name}`, targetKeyId: key.keyId, region: args.region },
      { parent: this },
    );
    return key;
  }

  #secureBucket(
    name: string,
    args: AuditTrailArgs,
    bucket: s3.Bucket,
    key: kms.Key,
    trailArn: pulumi.Output<string>,
  ): s3.BucketPolicy {
    const of = { bucket: bucket.bucket, region: args.region };
    const child = { parent: this, retainOnDelete: true };
    const blocked = closeBucket(name, of, child);
    new s3.BucketVersioning(name, { ...of, versioningConfiguration: { status: "Enabled" } }, child);
    new s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        ...of,
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: "aws:kms",
              kmsMasterKeyId: key.arn,
            },
            bucketKeyEnabled: true,
          },
        ],
      },
      child,
    );
    if (args.retentionDays !== undefined) {
      new s3.BucketLifecycleConfiguration(
        name,
        {
          ...of,
          rules: [
            {
              id: "retention",
              status: "Enabled",
              filter: {},
              expiration: { days: args.retentionDays },
              noncurrentVersionExpiration: { noncurrentDays: args.retentionDays },
            },
          ],
        },
        child,
      );
    }
    return new s3.BucketPolicy(
      name,
      { ...of, policy: bucketPolicy(bucket.arn, trailArn) },
      { ...child, dependsOn: [blocked] },
    );
  }
}

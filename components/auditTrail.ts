import * as kms from "@pulumi/aws/kms/index.js";
import * as organizations from "@pulumi/aws/organizations/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { AuditTrailArgs } from "./auditTrail/auditTrailArgs.ts";
import { createTrail } from "./auditTrail/awsxTrail.ts";
import { createBucket } from "./auditTrail/bucket.ts";
import { createLogDelivery, LOG_GROUPS } from "./auditTrail/logDelivery.ts";
import { isMade, trailUrn } from "./auditTrail/madeTrail.ts";
import { bucketPolicy, keyPolicy } from "./auditTrail/policies.ts";
import { inManagementAccount } from "./managementAccount.ts";
import { partitionOf } from "./partition.ts";
import { plainError } from "./plainError.ts";
import { retriedBelow } from "./retry.ts";
import { secretTagOptions } from "./tags.ts";
import { wording } from "./wording.ts";

export type { AuditTrailArgs } from "./auditTrail/auditTrailArgs.ts";

/**
 * The organization's audit trail: every change of access, in every account and Region, in an encrypted
 * bucket with log file validation. Bucket and key stay when this program lets go of them: it has no way
 * to empty the record of what it did.
 */
export class AuditTrail extends pulumi.ComponentResource {
  /** Name of the bucket that holds the log files. */
  public readonly bucketName: pulumi.Output<string>;
  /** Name of the log group to which the trail delivers, too; empty without one. */
  public readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    const { region, trailName = name, halfMade = false } = args;
    // Where these change, the engine empties the outputs until all is done.
    super("identity-center:index:AuditTrail", name, { region, trailName }, opts);
    const arnOf = (service: string, resource: string) =>
      pulumi.interpolate`arn:${partitionOf(args.instanceArn)}:${service}:${args.region}:${owner}:${resource}`;
    const owner = this.#owner(name, args);
    const trailsArn = arnOf("cloudtrail", "trail/*");
    const { logGroup } = args;
    const logGroupsArn = arnOf("logs", LOG_GROUPS);

    const key = this.#createKey(name, args, trailsArn, logGroup && logGroupsArn);
    const { bucket, settings } = createBucket(name, args, key.arn, this);
    const delivery =
      logGroup &&
      createLogDelivery(name, args, { logGroup, trailName, logGroupsArn }, key.arn, this);
    const trail = createTrail(
      name,
      args,
      {
        trailName,
        bucketArn: bucket.arn,
        bucketPolicy: bucketPolicy(bucket.arn, trailsArn),
        keyArn: key.arn,
        delivery,
        trusted: args.trustedElsewhere ? [] : [this.#trust(name, owner)],
        dependsOn: delivery ? [...settings, delivery.rights] : settings,
      },
      this,
    );
    this.bucketName = bucket.bucket;
    // What watches it waits for the trail that delivers there: until then the former log group is watched.
    this.logGroupName = delivery
      ? pulumi.all([delivery.logGroup.name, trail.urn]).apply(([known]) => known)
      : pulumi.output("");
    // Known once the trail records: for the next update, which finds here the trail that was seen to.
    const isRecording = pulumi
      .all([this.urn, trail.urn])
      .apply(([urn]) => isMade(trailUrn(urn, trailName)));
    const bucketName = pulumi
      .all([this.bucketName, isRecording])
      .apply(([known, isKnown]) => (isKnown ? known : undefined));
    const { logGroupName } = this;
    this.registerOutputs({
      ...{ bucketName, logGroupName },
      trailName: isRecording.apply((isKnown) => (isKnown ? trailName : undefined)),
      ...(halfMade ? { halfMade } : {}),
    });
  }

  /** The management account's id, once it is sure that it is where bucket, key and trail are made. */
  #owner(name: string, args: AuditTrailArgs): pulumi.Output<string> {
    return inManagementAccount(args.managementAccountId, this, (owner, account) => {
      const message = `the organization's trail belongs to the management account (${owner}), and these credentials are of account ${account}; deploy it with those of the management account, or ${wording().noAuditTrail}`;
      const argument = { component: "AuditTrail", name, path: [] };
      return plainError(wording().told({ argument, message }), this);
    });
  }

  /** CloudTrail makes a trail of an organization that trusts it. Another trail of the organization may rest on that by now. */
  #trust(name: string, owner: pulumi.Output<string>): organizations.AwsServiceAccess {
    return new organizations.AwsServiceAccess(
      `${name}-cloudtrail`,
      { servicePrincipal: owner.apply(() => "cloudtrail.amazonaws.com") },
      { ...retriedBelow(this), retainOnDelete: true },
    );
  }

  #createKey(
    name: string,
    args: AuditTrailArgs,
    trailsArn: pulumi.Output<string>,
    logGroupsArn: pulumi.Output<string> | undefined,
  ): kms.Key {
    const { managementAccountId: accountId, region } = args;
    const partition = partitionOf(args.instanceArn);
    const key = new kms.Key(
      name,
      {
        description: "Encrypts the log files of the organization's audit trail",
        enableKeyRotation: true,
        region,
        tags: args.tags,
        policy: keyPolicy({ partition, accountId, region }, trailsArn, logGroupsArn),
      },
      {
        ...retriedBelow(this),
        retainOnDelete: true,
        ...secretTagOptions(args.tags),
      },
    );
    new kms.Alias(
      name,
      { name: `alias/${name}`, targetKeyId: key.keyId, region },
      retriedBelow(this),
    );
    return key;
  }
}

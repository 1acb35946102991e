import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** AWS Backup with a locked vault, and a bucket replicated into another Region. */
export default function dataProtection() {
  const { accountId } = aws.getCallerIdentityOutput();
  const vault = new aws.backup.Vault("nightly");
  new aws.backup.VaultLockConfiguration("nightly", {
    backupVaultName: vault.name,
    minRetentionDays: 7,
    changeableForDays: 3,
  });
  new aws.backup.VaultPolicy("nightly", {
    backupVaultName: vault.name,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: ["backup:DeleteRecoveryPoint", "backup:PutBackupVaultAccessPolicy"],
          Resource: "*",
          Condition: {
            ArnNotLike: {
              "aws:PrincipalArn": pulumi.interpolate`arn:aws:iam::${accountId}:role/backup-admin`,
            },
          },
        },
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::210987654321:root" },
          Action: "backup:CopyIntoBackupVault",
          Resource: "*",
        },
      ],
    }),
  });
  const backup = new aws.iam.Role("backup", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "backup.amazonaws.com" }),
  });
  for (const task of ["Backup", "Restores"]) {
    new aws.iam.RolePolicyAttachment(`backup-${task.toLowerCase()}`, {
      role: backup.name,
      policyArn: `arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor${task}`,
    });
  }
  const plan = new aws.backup.Plan("nightly", {
    rules: [{ ruleName: "nightly", targetVaultName: vault.name, schedule: "cron(0 2 * * ? *)" }],
  });
  new aws.backup.Selection("tagged", {
    planId: plan.id,
    iamRoleArn: backup.arn,
    selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "nightly" }],
  });

  const frankfurt = new aws.Provider("frankfurt", { region: "eu-central-1" });
  const source = new aws.s3.Bucket("documents");
  const copy = new aws.s3.Bucket("documents-copy", {}, { provider: frankfurt });
  const versions = [
    new aws.s3.BucketVersioning("documents", {
      bucket: source.id,
      versioningConfiguration: { status: "Enabled" },
    }),
    new aws.s3.BucketVersioning(
      "documents-copy",
      { bucket: copy.id, versioningConfiguration: { status: "Enabled" } },
      { provider: frankfurt },
    ),
  ];
  const replication = new aws.iam.Role("replication", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Action: "sts:AssumeRole",
          Principal: { Service: "s3.amazonaws.com" },
          Effect: "Allow",
          Sid: "",
        },
      ],
    }),
  });
  new aws.iam.RolePolicy("replication", {
    role: replication.id,
    policy: aws.iam.getPolicyDocumentOutput({
      statements: [
        { actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"], resources: [source.arn] },
        {
          actions: [
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionTagging",
          ],
          resources: [pulumi.interpolate`${source.arn}/*`],
        },
        {
          actions: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
          resources: [pulumi.interpolate`${copy.arn}/*`],
        },
      ],
    }).json,
  });
  new aws.s3.BucketReplicationConfig(
    "documents",
    {
      bucket: source.id,
      role: replication.arn,
      rules: [
        {
          id: "all",
          status: "Enabled",
          destination: { bucket: copy.arn, storageClass: "STANDARD_IA" },
        },
      ],
    },
    { dependsOn: versions },
  );
}

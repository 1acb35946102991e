import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** Raw and curated buckets, a Glue crawler and job, and a role for analysts' tools on Athena. */
export default function dataLake() {
  const key = new aws.kms.Key("lake", { enableKeyRotation: true, deletionWindowInDays: 30 });
  new aws.kms.Alias("lake", { targetKeyId: key.keyId });
  const [raw, curated, results] = ["raw", "curated", "results"].map((name) => {
    const bucket = new aws.s3.Bucket(name);
    new aws.s3.BucketServerSideEncryptionConfiguration(name, {
      bucket: bucket.id,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          bucketKeyEnabled: true,
        },
      ],
    });
    return bucket;
  });
  if (!raw || !curated || !results) throw new Error("no buckets");

  const glueRole = new aws.iam.Role("glue", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "glue.amazonaws.com" }),
  });
  new aws.iam.RolePolicyAttachment("glue-service", {
    role: glueRole.name,
    policyArn: aws.iam.ManagedPolicy.AWSGlueServiceRole,
  });
  const lake = aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        sid: "ReadRaw",
        actions: ["s3:GetObject", "s3:ListBucket"],
        resources: [raw.arn, pulumi.interpolate`${raw.arn}/*`],
      },
      {
        sid: "WriteCurated",
        actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"],
        resources: [curated.arn, pulumi.interpolate`${curated.arn}/*`],
      },
      {
        sid: "UseKey",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: [key.arn],
      },
    ],
  });
  new aws.iam.RolePolicy("glue", { role: glueRole.name, policy: lake.json });

  const database = new aws.glue.CatalogDatabase("events", { name: "events" });
  new aws.glue.Crawler("raw", {
    databaseName: database.name,
    role: glueRole.arn,
    s3Targets: [{ path: pulumi.interpolate`s3://${raw.bucket}/events` }],
  });
  new aws.glue.Job("curate", {
    roleArn: glueRole.arn,
    glueVersion: "5.0",
    command: { scriptLocation: pulumi.interpolate`s3://${raw.bucket}/jobs/curate.py` },
  });

  const workgroup = new aws.athena.Workgroup("analysts", {
    configuration: {
      enforceWorkgroupConfiguration: true,
      resultConfiguration: { outputLocation: pulumi.interpolate`s3://${results.bucket}/` },
    },
  });
  const { accountId } = aws.getCallerIdentityOutput();
  const catalog = pulumi.interpolate`arn:aws:glue:eu-west-1:${accountId}`;
  new aws.iam.Policy("athena", {
    path: "/analytics/",
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["athena:StartQueryExecution", "athena:StopQueryExecution", "athena:GetQuery*"],
          Resource: workgroup.arn,
        },
        {
          Effect: "Allow",
          Action: ["glue:GetDatabase*", "glue:GetTable*", "glue:GetPartition*"],
          Resource: [
            pulumi.interpolate`${catalog}:catalog`,
            pulumi.interpolate`${catalog}:database/${database.name}`,
            pulumi.interpolate`${catalog}:table/${database.name}/*`,
          ],
        },
        {
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:ListBucket", "s3:GetBucketLocation"],
          Resource: [curated.arn, pulumi.interpolate`${curated.arn}/*`],
        },
        {
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:GetBucketLocation"],
          Resource: [results.arn, pulumi.interpolate`${results.arn}/*`],
        },
        {
          Effect: "Allow",
          Action: ["athena:ListWorkGroups", "athena:ListDataCatalogs"],
          Resource: "*",
        },
      ],
    }),
  });
}

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** Redshift that loads from S3 and reads the Glue catalogue, and Kafka that a function reads. */
export default function warehouse() {
  const landing = new aws.s3.Bucket("landing");
  const { accountId } = aws.getCallerIdentityOutput();
  const copy = new aws.iam.Role("redshift-copy", {
    assumeRolePolicy: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: ["redshift.amazonaws.com"] }],
          conditions: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
          ],
        },
      ],
    }).json,
  });
  const glue = pulumi.interpolate`arn:aws:glue:eu-west-1:${accountId}`;
  new aws.iam.RolePolicy("redshift-copy", {
    role: copy.id,
    policy: aws.iam.getPolicyDocumentOutput({
      statements: [
        { actions: ["s3:GetObject"], resources: [pulumi.interpolate`${landing.arn}/*`] },
        { actions: ["s3:ListBucket", "s3:GetBucketLocation"], resources: [landing.arn] },
        {
          actions: [
            "glue:GetDatabase",
            "glue:GetDatabases",
            "glue:GetTable",
            "glue:GetTables",
            "glue:GetPartitions",
          ],
          resources: [
            pulumi.interpolate`${glue}:catalog`,
            pulumi.interpolate`${glue}:database/landing`,
            pulumi.interpolate`${glue}:table/landing/*`,
          ],
        },
      ],
    }).json,
  });
  const cluster = new aws.redshift.Cluster("warehouse", {
    clusterIdentifier: "warehouse",
    nodeType: "ra3.large",
    masterUsername: "admin",
    manageMasterPassword: true,
    encrypted: "true",
    iamRoles: [copy.arn],
    skipFinalSnapshot: false,
  });

  const subnets = aws.ec2.getSubnetsOutput();
  const kafka = new aws.msk.Cluster("events", {
    clusterName: "events",
    kafkaVersion: "3.8.x",
    numberOfBrokerNodes: 3,
    brokerNodeGroupInfo: {
      instanceType: "kafka.m7g.large",
      clientSubnets: subnets.ids,
      securityGroups: [new aws.ec2.SecurityGroup("kafka").id],
    },
    clientAuthentication: { sasl: { iam: true } },
  });
  const role = new aws.iam.Role("loader", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  });
  new aws.iam.RolePolicyAttachment("loader", {
    role: role.name,
    policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole",
  });
  new aws.iam.RolePolicy("loader", {
    role: role.name,
    policy: pulumi.all([kafka.arn, landing.arn]).apply(([cluster, bucket]) => {
      const topics = cluster.replace(":cluster/", ":topic/");
      const groups = cluster.replace(":cluster/", ":group/");
      return JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"],
            Resource: cluster,
          },
          {
            Effect: "Allow",
            Action: ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"],
            Resource: `${topics}/*`,
          },
          {
            Effect: "Allow",
            Action: ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"],
            Resource: `${groups}/*`,
          },
          { Effect: "Allow", Action: "s3:PutObject", Resource: `${bucket}/*` },
        ],
      });
    }),
  });
  const loader = new aws.lambda.Function("loader", {
    runtime: "java21",
    handler: "acme.Loader",
    role: role.arn,
    code: new pulumi.asset.FileArchive("./loader.jar"),
  });
  new aws.lambda.EventSourceMapping("loader", {
    eventSourceArn: kafka.arn,
    functionName: loader.arn,
    topics: ["clicks"],
    startingPosition: "LATEST",
  });
  return { warehouse: cluster.endpoint };
}

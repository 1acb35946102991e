import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** A VPC with flow logs, endpoints with policies, and instances that Systems Manager looks after. */
export default async function network() {
  const zones = await aws.getAvailabilityZones({ state: "available" });
  const { accountId } = await aws.getCallerIdentity();
  const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.20.0.0/16", enableDnsHostnames: true });
  const subnets = zones.names.slice(0, 2).map(
    (availabilityZone, index) =>
      new aws.ec2.Subnet(`private-${index}`, {
        vpcId: vpc.id,
        availabilityZone,
        cidrBlock: `10.20.${index}.0/24`,
      }),
  );

  const logs = new aws.cloudwatch.LogGroup("flow-logs", { retentionInDays: 90 });
  const flow = new aws.iam.Role("flow-logs", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnLike: { "aws:SourceArn": `arn:aws:ec2:eu-west-1:${accountId}:vpc-flow-log/*` },
          },
        },
      ],
    }),
  });
  // As the VPC guide has it.
  new aws.iam.RolePolicy("flow-logs", {
    role: flow.id,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "logs:DescribeLogGroups",
            "logs:DescribeLogStreams",
          ],
          Resource: "*",
        },
      ],
    }),
  });
  new aws.ec2.FlowLog("main", {
    vpcId: vpc.id,
    trafficType: "ALL",
    iamRoleArn: flow.arn,
    logDestination: logs.arn,
  });
  new aws.ec2.VpcEndpoint("s3", {
    vpcId: vpc.id,
    serviceName: "com.amazonaws.eu-west-1.s3",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "s3:*",
          Resource: "*",
          Condition: { StringEquals: { "aws:ResourceAccount": accountId } },
        },
        {
          Sid: "AmazonLinuxRepositories",
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*",
        },
      ],
    }),
  });

  const role = new aws.iam.Role("instance", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
    tags: { team: "platform" },
  });
  for (const policyArn of [
    aws.iam.ManagedPolicy.AmazonSSMManagedInstanceCore,
    aws.iam.ManagedPolicy.CloudWatchAgentServerPolicy,
  ]) {
    new aws.iam.RolePolicyAttachment(`instance-${policyArn.split("/").at(-1)}`, {
      role,
      policyArn,
    });
  }
  const packages = new aws.s3.Bucket("packages");
  new aws.iam.RolePolicy("instance", {
    role,
    policy: pulumi.all([packages.arn]).apply(([arn]) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "s3:GetObject", Resource: [`${arn}/*`] },
          {
            Effect: "Allow",
            Action: ["ec2:DescribeTags", "ec2:DescribeInstances"],
            Resource: ["*"],
          },
        ],
      }),
    ),
  });
  const profile = new aws.iam.InstanceProfile("instance", { role: role.name });
  const image = await aws.ssm.getParameter({
    name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
  });
  subnets.forEach((subnet, index) => {
    new aws.ec2.Instance(`app-${index}`, {
      ami: image.value,
      instanceType: "t4g.small",
      subnetId: subnet.id,
      iamInstanceProfile: profile.name,
      metadataOptions: { httpTokens: "required" },
    });
  });
}

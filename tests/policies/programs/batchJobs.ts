import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** AWS Batch on EC2 Spot, and an EMR Serverless application. */
export default function batchJobs() {
  const roleFor = (name: string, service: string, ...policies: string[]) => {
    const role = new aws.iam.Role(name, {
      assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: service }),
    });
    policies.forEach((policyArn, index) => {
      new aws.iam.RolePolicyAttachment(`${name}-${index}`, { role: role.name, policyArn });
    });
    return role;
  };

  const service = roleFor(
    "batch",
    "batch.amazonaws.com",
    aws.iam.ManagedPolicy.AWSBatchServiceRole,
  );
  const instance = roleFor(
    "batch-instance",
    "ec2.amazonaws.com",
    aws.iam.ManagedPolicy.AmazonEC2ContainerServiceforEC2Role,
    aws.iam.ManagedPolicy.AmazonSSMManagedInstanceCore,
  );
  const profile = new aws.iam.InstanceProfile("batch-instance", { role: instance.name });
  const fleet = roleFor(
    "spot-fleet",
    "spotfleet.amazonaws.com",
    "arn:aws:iam::aws:policy/service-role/AmazonEC2SpotFleetTaggingRole",
  );
  const environment = new aws.batch.ComputeEnvironment("spot", {
    type: "MANAGED",
    serviceRole: service.arn,
    computeResources: {
      type: "SPOT",
      maxVcpus: 64,
      instanceTypes: ["m7i", "m7a"],
      instanceRole: profile.arn,
      spotIamFleetRole: fleet.arn,
      subnets: aws.ec2.getSubnetsOutput().ids,
      securityGroupIds: [new aws.ec2.SecurityGroup("batch").id],
    },
  });
  const queue = new aws.batch.JobQueue("jobs", {
    priority: 1,
    state: "ENABLED",
    computeEnvironmentOrders: [{ order: 1, computeEnvironment: environment.arn }],
  });

  const data = new aws.s3.Bucket("job-data");
  const job = roleFor("job", "ecs-tasks.amazonaws.com");
  new aws.iam.RolePolicy("job", {
    role: job.name,
    policy: pulumi.interpolate`{
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "${data.arn}/*"},
        {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "${data.arn}"},
        {"Effect": "Allow", "Action": "cloudwatch:PutMetricData", "Resource": "*"}
      ]
    }`,
  });
  new aws.batch.JobDefinition("simulate", {
    type: "container",
    containerProperties: pulumi.jsonStringify({
      image: "public.ecr.aws/acme/simulate:9",
      jobRoleArn: job.arn,
      resourceRequirements: [{ type: "VCPU", value: "4" }],
    }),
  });

  new aws.emrserverless.Application("spark", { type: "spark", releaseLabel: "emr-7.5.0" });
  const spark = roleFor("spark", "emr-serverless.amazonaws.com");
  new aws.iam.RolePolicy("spark", {
    role: spark.name,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"],
          Resource: [data.arn, pulumi.interpolate`${data.arn}/*`],
        },
        {
          Effect: "Allow",
          Action: ["glue:GetDatabase", "glue:GetTable", "glue:GetPartitions"],
          Resource: "arn:aws:glue:eu-west-1:123456789012:*",
        },
      ],
    }),
  });
  return { queue: queue.arn };
}

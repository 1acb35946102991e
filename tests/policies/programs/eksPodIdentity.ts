import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";
import { karpenterController } from "./shared/karpenterController.ts";

export const faults: readonly Fault[] = [];

/** Karpenter and an application on an existing cluster, by EKS Pod Identity. */
export default async function eksPodIdentity() {
  const cluster = "main";
  const region = "eu-west-1";
  const { accountId } = await aws.getCallerIdentity();
  const trust = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
      },
    ],
  });
  const nodeRole = new aws.iam.Role("karpenter-node", {
    name: `KarpenterNodeRole-${cluster}`,
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
    managedPolicyArns: [
      aws.iam.ManagedPolicy.AmazonEKSWorkerNodePolicy,
      aws.iam.ManagedPolicy.AmazonEKS_CNI_Policy,
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      aws.iam.ManagedPolicy.AmazonSSMManagedInstanceCore,
    ],
  });
  const queue = new aws.sqs.Queue("karpenter", { sqsManagedSseEnabled: true });
  new aws.sqs.QueuePolicy("karpenter", {
    queueUrl: queue.url,
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: ["events.amazonaws.com", "sqs.amazonaws.com"] },
          Action: "sqs:SendMessage",
          Resource: queue.arn,
          Condition: { StringEquals: { "aws:SourceAccount": accountId } },
        },
      ],
    },
  });

  const karpenter = new aws.iam.Role("karpenter", { assumeRolePolicy: trust });
  new aws.iam.RolePolicy("karpenter", {
    role: karpenter.name,
    policy: pulumi.jsonStringify(
      karpenterController({
        cluster,
        region,
        account: accountId,
        queue: queue.arn,
        nodeRole: nodeRole.arn,
      }),
    ),
  });
  new aws.eks.PodIdentityAssociation("karpenter", {
    clusterName: cluster,
    namespace: "karpenter",
    serviceAccount: "karpenter",
    roleArn: karpenter.arn,
  });

  const invoices = new aws.s3.Bucket("invoices");
  const application = new aws.iam.Role("invoices", { assumeRolePolicy: trust });
  // Each namespace its own prefix, by the session tags that Pod Identity sets.
  new aws.iam.RolePolicy("invoices", {
    role: application.name,
    policy: invoices.arn.apply((arn) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["s3:GetObject", "s3:PutObject"],
            Resource: `${arn}/\${aws:PrincipalTag/kubernetes-namespace}/*`,
          },
        ],
      }),
    ),
  });
  new aws.eks.PodIdentityAssociation("invoices", {
    clusterName: cluster,
    namespace: "billing",
    serviceAccount: "invoices",
    roleArn: application.arn,
  });
}

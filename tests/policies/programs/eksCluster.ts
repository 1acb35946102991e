import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";
import { loadBalancerController } from "./shared/loadBalancerController.ts";

export const faults: readonly Fault[] = [];

/** An EKS cluster with a node group, and roles for service accounts (IRSA) with the policies of their projects. */
export default function eksCluster() {
  const control = new aws.iam.Role("eks-control", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "eks.amazonaws.com" }),
  });
  new aws.iam.RolePolicyAttachment("eks-control", {
    role: control.name,
    policyArn: aws.iam.ManagedPolicy.AmazonEKSClusterPolicy,
  });
  const subnets = aws.ec2.getSubnetsOutput();
  const cluster = new aws.eks.Cluster("main", {
    roleArn: control.arn,
    version: "1.33",
    vpcConfig: { subnetIds: subnets.ids, endpointPublicAccess: false, endpointPrivateAccess: true },
    enabledClusterLogTypes: ["audit"],
  });

  const nodes = new aws.iam.Role("nodes", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
  });
  const attached = (
    [
      "AmazonEKSWorkerNodePolicy",
      "AmazonEKS_CNI_Policy",
      "AmazonEC2ContainerRegistryReadOnly",
    ] as const
  ).map(
    (policy) =>
      new aws.iam.RolePolicyAttachment(`nodes-${policy}`, {
        role: nodes.name,
        policyArn: aws.iam.ManagedPolicy[policy],
      }),
  );
  new aws.eks.NodeGroup(
    "general",
    {
      clusterName: cluster.name,
      nodeRoleArn: nodes.arn,
      subnetIds: subnets.ids,
      scalingConfig: { desiredSize: 3, minSize: 3, maxSize: 9 },
    },
    { dependsOn: attached },
  );

  const issuer = cluster.identities.apply(([identity]) => identity?.oidcs?.[0]?.issuer ?? "");
  const provider = new aws.iam.OpenIdConnectProvider("eks", {
    url: issuer,
    clientIdLists: ["sts.amazonaws.com"],
  });
  const serviceAccountRole = (name: string, namespace: string) =>
    new aws.iam.Role(name, {
      assumeRolePolicy: pulumi.all([provider.arn, provider.url]).apply(([arn, url]) =>
        JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Federated: arn },
              Action: "sts:AssumeRoleWithWebIdentity",
              Condition: {
                StringEquals: {
                  [`${url}:aud`]: "sts.amazonaws.com",
                  [`${url}:sub`]: `system:serviceaccount:${namespace}:${name}`,
                },
              },
            },
          ],
        }),
      ),
    });
  const policyOf = (role: aws.iam.Role, name: string, policy: aws.iam.PolicyDocument | string) => {
    const made = new aws.iam.Policy(name, { policy });
    new aws.iam.RolePolicyAttachment(name, { role: role.name, policyArn: made.arn });
  };

  const balancers = serviceAccountRole("aws-load-balancer-controller", "kube-system");
  policyOf(balancers, "load-balancer-controller", loadBalancerController);

  const dns = serviceAccountRole("external-dns", "external-dns");
  policyOf(dns, "external-dns", {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: [
          "route53:ChangeResourceRecordSets",
          "route53:ListResourceRecordSets",
          "route53:ListTagsForResources",
        ],
        Resource: ["arn:aws:route53:::hostedzone/*"],
      },
      { Effect: "Allow", Action: ["route53:ListHostedZones"], Resource: ["*"] },
    ],
  });

  const autoscaler = serviceAccountRole("cluster-autoscaler", "kube-system");
  new aws.iam.RolePolicy("cluster-autoscaler", {
    role: autoscaler.name,
    policy: cluster.name.apply((name) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: [
              "autoscaling:DescribeAutoScalingGroups",
              "autoscaling:DescribeAutoScalingInstances",
              "autoscaling:DescribeLaunchConfigurations",
              "autoscaling:DescribeScalingActivities",
              "ec2:DescribeImages",
              "ec2:DescribeInstanceTypes",
              "ec2:DescribeLaunchTemplateVersions",
              "ec2:GetInstanceTypesFromInstanceRequirements",
              "eks:DescribeNodegroup",
            ],
            Resource: ["*"],
          },
          {
            Effect: "Allow",
            Action: [
              "autoscaling:SetDesiredCapacity",
              "autoscaling:TerminateInstanceInAutoScalingGroup",
            ],
            Resource: ["*"],
            Condition: {
              StringEquals: {
                "aws:ResourceTag/k8s.io/cluster-autoscaler/enabled": "true",
                [`aws:ResourceTag/k8s.io/cluster-autoscaler/${name}`]: "owned",
              },
            },
          },
        ],
      }),
    ),
  });

  const csi = serviceAccountRole("ebs-csi-controller-sa", "kube-system");
  new aws.iam.RolePolicyAttachment("ebs-csi", {
    role: csi.name,
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
  });
  new aws.eks.Addon("ebs-csi", {
    clusterName: cluster.name,
    addonName: "aws-ebs-csi-driver",
    serviceAccountRoleArn: csi.arn,
  });
  return { cluster: cluster.name };
}

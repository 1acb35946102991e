import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

const GITHUB = "token.actions.githubusercontent.com";

/** Roles for GitHub Actions: pull requests read, the main branch pushes images and deploys one service. */
export default function githubDeploy() {
  const provider = new aws.iam.OpenIdConnectProvider("github", {
    url: `https://${GITHUB}`,
    clientIdLists: ["sts.amazonaws.com"],
  });
  const workflowRole = (name: string, subject: string) =>
    new aws.iam.Role(name, {
      maxSessionDuration: 3600,
      assumeRolePolicy: aws.iam.getPolicyDocumentOutput({
        statements: [
          {
            actions: ["sts:AssumeRoleWithWebIdentity"],
            principals: [{ type: "Federated", identifiers: [provider.arn] }],
            conditions: [
              { test: "StringEquals", variable: `${GITHUB}:aud`, values: ["sts.amazonaws.com"] },
              { test: "StringLike", variable: `${GITHUB}:sub`, values: [subject] },
            ],
          },
        ],
      }).json,
    });

  const check = workflowRole("check", "repo:acme/shop:pull_request");
  new aws.iam.RolePolicyAttachment("check", {
    role: check.name,
    policyArn: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly",
  });

  const repository = new aws.ecr.Repository("shop", { imageTagMutability: "IMMUTABLE" });
  const tasks = aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" });
  const execution = new aws.iam.Role("shop-execution", { assumeRolePolicy: tasks });
  const task = new aws.iam.Role("shop-task", { assumeRolePolicy: tasks });
  const site = new aws.s3.Bucket("shop-assets");

  const deploy = workflowRole("deploy", "repo:acme/shop:ref:refs/heads/main");
  const service = pulumi.interpolate`arn:aws:ecs:eu-west-1:${aws.getCallerIdentityOutput().accountId}:service/shop/shop`;
  new aws.iam.RolePolicy("deploy", {
    role: deploy.name,
    policy: aws.iam.getPolicyDocumentOutput({
      statements: [
        { sid: "Login", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
        {
          sid: "Push",
          actions: [
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:CompleteLayerUpload",
            "ecr:InitiateLayerUpload",
            "ecr:PutImage",
            "ecr:UploadLayerPart",
          ],
          resources: [repository.arn],
        },
        {
          sid: "TaskDefinitions",
          actions: ["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition"],
          resources: ["*"],
        },
        {
          sid: "Deploy",
          actions: ["ecs:UpdateService", "ecs:DescribeServices"],
          resources: [service],
        },
        {
          sid: "PassTaskRoles",
          actions: ["iam:PassRole"],
          resources: [execution.arn, task.arn],
          conditions: [
            {
              test: "StringEquals",
              variable: "iam:PassedToService",
              values: ["ecs-tasks.amazonaws.com"],
            },
          ],
        },
        {
          sid: "Assets",
          actions: ["s3:ListBucket", "s3:PutObject", "s3:DeleteObject"],
          resources: [site.arn, pulumi.interpolate`${site.arn}/*`],
        },
      ],
    }).json,
  });
  return { role: deploy.arn };
}

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [
  { resource: "terraform-deploy", why: "passes any role to any service" },
  { resource: "buildkite", why: "any pipeline of any Buildkite organization may assume it" },
];

/** Roles for GitLab, Pulumi Cloud, Buildkite and an old Terraform pipeline. */
export default function deploymentRoles() {
  const issuer = (name: string, url: string, audience: string) =>
    new aws.iam.OpenIdConnectProvider(name, { url: `https://${url}`, clientIdLists: [audience] });
  const role = (
    name: string,
    provider: aws.iam.OpenIdConnectProvider,
    condition: pulumi.Input<Record<string, Record<string, string>>>,
    boundary?: pulumi.Input<string>,
  ) =>
    new aws.iam.Role(name, {
      ...(boundary && { permissionsBoundary: boundary }),
      assumeRolePolicy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Federated: provider.arn },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: condition,
          },
        ],
      }),
    });

  const gitlab = role("gitlab", issuer("gitlab", "gitlab.com", "https://gitlab.com"), {
    StringEquals: {
      "gitlab.com:aud": "https://gitlab.com",
      "gitlab.com:sub": "project_path:acme/shop:ref_type:branch:ref:main",
    },
  });
  new aws.iam.RolePolicy("gitlab", {
    role: gitlab.name,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["lambda:UpdateFunctionCode", "lambda:PublishVersion", "lambda:GetFunction"],
          Resource: "arn:aws:lambda:eu-west-1:123456789012:function:shop-*",
        },
      ],
    }),
  });

  const boundary = new aws.iam.Policy("workload-boundary", {
    path: "/boundaries/",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:*", "sqs:*", "sns:*", "dynamodb:*", "logs:*", "cloudwatch:*"],
          Resource: "*",
        },
      ],
    }),
  });
  const cloud = role(
    "pulumi-cloud",
    issuer("pulumi-cloud", "api.pulumi.com/oidc", "aws:acme"),
    {
      StringEquals: { "api.pulumi.com/oidc:aud": "aws:acme" },
      StringLike: {
        "api.pulumi.com/oidc:sub":
          "pulumi:deploy:org:acme:project:shop:stack:*:operation:*:scope:write",
      },
    },
    boundary.arn,
  );
  new aws.iam.RolePolicyAttachment("pulumi-cloud", {
    role: cloud.name,
    policyArn: "arn:aws:iam::aws:policy/AmazonSQSFullAccess",
  });

  // fault: the audience is the same for everybody's pipelines, and no subject is asked for
  const buildkite = role(
    "buildkite",
    issuer("buildkite", "agent.buildkite.com", "sts.amazonaws.com"),
    {
      StringEquals: { "agent.buildkite.com:aud": "sts.amazonaws.com" },
    },
  );
  new aws.iam.RolePolicyAttachment("buildkite", {
    role: buildkite.name,
    policyArn: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly",
  });

  const terraform = new aws.iam.Role("terraform", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "codebuild.amazonaws.com" }),
  });
  new aws.iam.RolePolicy("terraform-deploy", {
    role: terraform.name,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["ecs:*", "lambda:*"], Resource: "*" },
        // fault: whoever deploys can pass any role, an administrator's too
        { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
      ],
    }),
  });
}

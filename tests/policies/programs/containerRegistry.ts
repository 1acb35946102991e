import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

const pull = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"];

/** A registry that the organization's accounts pull from, and one account's functions. */
export default function containerRegistry() {
  const organization = aws.organizations.getOrganizationOutput();
  for (const name of ["base", "shop", "search"]) {
    const repository = new aws.ecr.Repository(name, {
      name: `acme/${name}`,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS" }],
    });
    new aws.ecr.RepositoryPolicy(name, {
      repository: repository.name,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "PullWithinOrganization",
            Effect: "Allow",
            Principal: "*",
            Action: pull,
            Condition: { StringEquals: { "aws:PrincipalOrgID": organization.id } },
          },
          {
            Sid: "PullByAccount",
            Effect: "Allow",
            Principal: { AWS: ["arn:aws:iam::210987654321:root"] },
            Action: pull,
          },
          {
            Sid: "PullByItsFunctions",
            Effect: "Allow",
            Principal: { Service: "lambda.amazonaws.com" },
            Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            Condition: {
              StringLike: { "aws:sourceArn": "arn:aws:lambda:eu-west-1:210987654321:function:*" },
            },
          },
        ],
      }),
    });
    new aws.ecr.LifecyclePolicy(name, {
      repository: repository.name,
      policy: {
        rules: [
          {
            rulePriority: 1,
            selection: { tagStatus: "untagged", countType: "imageCountMoreThan", countNumber: 5 },
            action: { type: "expire" },
          },
        ],
      },
    });
  }
  new aws.ecr.RegistryPolicy("replication", {
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReplicateFromBuildAccount",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::109876543210:root" },
          Action: ["ecr:CreateRepository", "ecr:ReplicateImage"],
          Resource: "arn:aws:ecr:eu-west-1:123456789012:repository/acme/*",
        },
      ],
    }),
  });
}

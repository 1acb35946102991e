import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** CodePipeline and CodeBuild that build an image and push it. */
export default function codePipeline() {
  const { accountId } = aws.getCallerIdentityOutput();
  const repository = new aws.ecr.Repository("app", { imageTagMutability: "IMMUTABLE" });
  const key = new aws.kms.Key("artifacts", { enableKeyRotation: true });
  const artifacts = new aws.s3.Bucket("artifacts");
  const connection = new aws.codestarconnections.Connection("github", { providerType: "GitHub" });

  const buildRole = new aws.iam.Role("build", {
    assumeRolePolicy: accountId.apply((account) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "codebuild.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": account } },
          },
        ],
      }),
    ),
  });
  const artifactAccess = [
    {
      Effect: "Allow" as const,
      Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:GetBucketVersioning"],
      Resource: [artifacts.arn, pulumi.interpolate`${artifacts.arn}/*`],
    },
    {
      Effect: "Allow" as const,
      Action: [
        "kms:Decrypt",
        "kms:Encrypt",
        "kms:ReEncrypt*",
        "kms:GenerateDataKey*",
        "kms:DescribeKey",
      ],
      Resource: key.arn,
    },
  ];
  new aws.iam.RolePolicy("build", {
    role: buildRole.id,
    policy: {
      Version: "2012-10-17",
      Statement: [
        ...artifactAccess,
        {
          Effect: "Allow",
          Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: "*",
        },
        { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
        {
          Effect: "Allow",
          Action: [
            "ecr:BatchCheckLayerAvailability",
            "ecr:CompleteLayerUpload",
            "ecr:InitiateLayerUpload",
            "ecr:PutImage",
            "ecr:UploadLayerPart",
          ],
          Resource: repository.arn,
        },
        {
          Effect: "Allow",
          Action: [
            "codebuild:CreateReportGroup",
            "codebuild:CreateReport",
            "codebuild:UpdateReport",
            "codebuild:BatchPutTestCases",
          ],
          Resource: pulumi.interpolate`arn:aws:codebuild:eu-west-1:${accountId}:report-group/app-*`,
        },
      ],
    },
  });
  const build = new aws.codebuild.Project("app", {
    serviceRole: buildRole.arn,
    artifacts: { type: "CODEPIPELINE" },
    source: { type: "CODEPIPELINE" },
    environment: {
      type: "LINUX_CONTAINER",
      image: "aws/codebuild/standard:7.0",
      computeType: "BUILD_GENERAL1_SMALL",
      privilegedMode: true,
    },
  });

  const pipelineRole = new aws.iam.Role("pipeline", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
      Service: "codepipeline.amazonaws.com",
    }),
  });
  new aws.iam.RolePolicy("pipeline", {
    role: pipelineRole.id,
    policy: {
      Version: "2012-10-17",
      Statement: [
        ...artifactAccess,
        {
          Effect: "Allow",
          Action: ["codebuild:StartBuild", "codebuild:BatchGetBuilds"],
          Resource: build.arn,
        },
        { Effect: "Allow", Action: "codestar-connections:UseConnection", Resource: connection.arn },
      ],
    },
  });
  new aws.codepipeline.Pipeline("app", {
    roleArn: pipelineRole.arn,
    artifactStores: [
      { location: artifacts.bucket, type: "S3", encryptionKey: { id: key.arn, type: "KMS" } },
    ],
    stages: [
      {
        name: "Source",
        actions: [
          {
            name: "Source",
            category: "Source",
            owner: "AWS",
            provider: "CodeStarSourceConnection",
            version: "1",
            outputArtifacts: ["source"],
            configuration: {
              ConnectionArn: connection.arn,
              FullRepositoryId: "acme/app",
              BranchName: "main",
            },
          },
        ],
      },
      {
        name: "Build",
        actions: [
          {
            name: "Build",
            category: "Build",
            owner: "AWS",
            provider: "CodeBuild",
            version: "1",
            inputArtifacts: ["source"],
            configuration: { ProjectName: build.name },
          },
        ],
      },
    ],
  });
}

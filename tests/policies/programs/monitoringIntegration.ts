import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** Roles for a monitoring vendor (Datadog's account, as its documentation names it) and for the company's own audit account. */
export default function monitoringIntegration() {
  const config = new pulumi.Config();
  const externalId = config.get("datadogExternalId") ?? "9f1d2c3b4a5e6f708192a3b4c5d6e7f8";
  const datadog = new aws.iam.Role("datadog", {
    name: "DatadogIntegrationRole",
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::464622532012:root" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": externalId } },
        },
      ],
    },
  });
  const read = new aws.iam.Policy("datadog", {
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "apigateway:GET",
            "autoscaling:Describe*",
            "backup:List*",
            "cloudfront:GetDistributionConfig",
            "cloudfront:ListDistributions",
            "cloudtrail:DescribeTrails",
            "cloudtrail:GetTrailStatus",
            "cloudtrail:LookupEvents",
            "cloudwatch:Describe*",
            "cloudwatch:Get*",
            "cloudwatch:List*",
            "dynamodb:Describe*",
            "dynamodb:List*",
            "ec2:Describe*",
            "ec2:GetTransitGatewayPrefixListReferences",
            "ecs:Describe*",
            "ecs:List*",
            "elasticache:Describe*",
            "elasticache:List*",
            "elasticloadbalancing:Describe*",
            "es:DescribeElasticsearchDomains",
            "es:ListDomainNames",
            "es:ListTags",
            "health:DescribeEvents",
            "kinesis:Describe*",
            "kinesis:List*",
            "lambda:GetPolicy",
            "lambda:List*",
            "logs:DescribeLogGroups",
            "logs:DescribeSubscriptionFilters",
            "logs:FilterLogEvents",
            "organizations:Describe*",
            "organizations:List*",
            "rds:Describe*",
            "rds:List*",
            "route53:List*",
            "s3:GetBucketLocation",
            "s3:GetBucketLogging",
            "s3:GetBucketNotification",
            "s3:GetBucketTagging",
            "s3:ListAllMyBuckets",
            "sns:List*",
            "sqs:ListQueues",
            "states:DescribeStateMachine",
            "states:ListStateMachines",
            "support:DescribeTrustedAdvisor*",
            "support:RefreshTrustedAdvisorCheck",
            "tag:GetResources",
            "tag:GetTagKeys",
            "tag:GetTagValues",
            "xray:BatchGetTraces",
            "xray:GetTraceSummaries",
          ],
          Resource: "*",
        },
      ],
    }),
  });
  new aws.iam.RolePolicyAttachment("datadog", { role: datadog.name, policyArn: read.arn });
  new aws.iam.RolePolicyAttachment("datadog-audit", {
    role: datadog.name,
    policyArn: aws.iam.ManagedPolicy.SecurityAudit,
  });

  const organization = aws.organizations.getOrganizationOutput();
  const audit = new aws.iam.Role("audit", {
    path: "/audit/",
    maxSessionDuration: 3600,
    assumeRolePolicy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::210987654321:role/audit/collector" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:PrincipalOrgID": organization.id } },
        },
      ],
    }),
  });
  new aws.iam.RolePolicyAttachment("audit", {
    role: audit.name,
    policyArn: aws.iam.ManagedPolicy.SecurityAudit,
  });
  return { datadogRole: datadog.name, auditRole: audit.arn };
}

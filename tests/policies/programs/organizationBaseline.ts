import * as aws from "@pulumi/aws";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

const scp = (statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** An organization's guard rails: units, service control policies, central root access, an account's hygiene. */
export default function organizationBaseline() {
  const organization = new aws.organizations.Organization(
    "acme",
    {
      featureSet: "ALL",
      enabledPolicyTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"],
      awsServiceAccessPrincipals: [
        "cloudtrail.amazonaws.com",
        "iam.amazonaws.com",
        "sso.amazonaws.com",
      ],
    },
    { protect: true },
  );
  const root = organization.roots.apply(([first]) => first?.id ?? "");
  const workloads = new aws.organizations.OrganizationalUnit("workloads", { parentId: root });
  new aws.organizations.OrganizationalUnit("sandboxes", { parentId: root });
  new aws.iam.OrganizationsFeatures("acme", {
    enabledFeatures: ["RootCredentialsManagement", "RootSessions"],
  });

  const guard = (
    name: string,
    content: string,
    targetId = workloads.id,
    type = "SERVICE_CONTROL_POLICY",
  ) => {
    const policy = new aws.organizations.Policy(name, { type, content });
    new aws.organizations.PolicyAttachment(name, { policyId: policy.id, targetId });
  };
  guard(
    "deny-root",
    scp([
      {
        Sid: "DenyRoot",
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } },
      },
    ]),
    root,
  );
  guard(
    "protect-baseline",
    scp([
      {
        Sid: "DenyLeaving",
        Effect: "Deny",
        Action: "organizations:LeaveOrganization",
        Resource: "*",
      },
      {
        Sid: "ProtectAudit",
        Effect: "Deny",
        Action: [
          "cloudtrail:StopLogging",
          "cloudtrail:DeleteTrail",
          "config:StopConfigurationRecorder",
          "guardduty:DeleteDetector",
        ],
        Resource: "*",
        Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/baseline/*" } },
      },
      {
        Sid: "NoUsers",
        Effect: "Deny",
        Action: ["iam:CreateUser", "iam:CreateAccessKey"],
        Resource: "*",
      },
    ]),
    root,
  );
  guard(
    "regions",
    scp([
      {
        Sid: "DenyOtherRegions",
        Effect: "Deny",
        NotAction: [
          "iam:*",
          "organizations:*",
          "route53:*",
          "cloudfront:*",
          "support:*",
          "sts:*",
          "budgets:*",
        ],
        Resource: "*",
        Condition: {
          StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1", "us-east-1"] },
        },
      },
    ]),
  );
  guard(
    "own-identities-only",
    scp([
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*", "sqs:*", "kms:*", "secretsmanager:*", "sts:AssumeRole"],
        Resource: "*",
        Condition: {
          StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-exampleorg" },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ]),
    root,
    "RESOURCE_CONTROL_POLICY",
  );

  new aws.iam.AccountPasswordPolicy("strict", {
    minimumPasswordLength: 14,
    passwordReusePrevention: 24,
    requireLowercaseCharacters: true,
    requireNumbers: true,
    requireSymbols: true,
    requireUppercaseCharacters: true,
    allowUsersToChangePassword: true,
  });
  new aws.accessanalyzer.Analyzer("external", { analyzerName: "external", type: "ORGANIZATION" });
  new aws.account.AlternativeContact("security", {
    alternateContactType: "SECURITY",
    name: "Security",
    title: "Security",
    emailAddress: "security@example.com",
    phoneNumber: "+35315550100",
  });
  return { organization: organization.id };
}

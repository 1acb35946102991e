import { covers } from "../patterns/wildcard.ts";
import type { Patterns } from "../policy/statement.ts";

/**
 * What a user may do before signing in with MFA: look up one's own account, choose a password, register
 * an MFA device and get a session with it ("AWS: Allows MFA-authenticated IAM users to manage their own
 * credentials on the Security credentials page", and the sample policies that it names). Not among them:
 * to take a device away, to create keys, to assume roles.
 */
const TOLERATED = [
  "iam:Get*",
  "iam:List*",
  "iam:Simulate*",
  "iam:GenerateCredentialReport",
  "iam:GenerateServiceLastAccessedDetails",
  "iam:ChangePassword",
  "iam:UpdateLoginProfile",
  "iam:CreateVirtualMFADevice",
  "iam:DeleteVirtualMFADevice",
  "iam:EnableMFADevice",
  "iam:ResyncMFADevice",
  "iam:TagMFADevice",
  "sts:GetSessionToken",
  "sts:GetCallerIdentity",
  "sts:GetAccessKeyInfo",
  "sts:DecodeAuthorizationMessage",
  "signin:*",
  "sso:Get*",
  "sso:List*",
  "health:Describe*",
  "account:Get*",
  "account:List*",
  "organizations:DescribeOrganization",
  "aws-portal:View*",
  "billing:Get*",
  "support:*",
];

/** The actions that are more than managing one's own sign-in. */
export function beyondSelfManagement({ known }: Patterns): readonly string[] {
  return known.filter((action) => !TOLERATED.some((one) => covers(one, action)));
}

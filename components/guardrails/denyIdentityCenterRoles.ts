import type { Statement } from "./statement.ts";

/**
 * Denies changing the roles and the identity provider that Identity Center keeps in member accounts. It works with its
 * service-linked role there, which no service control policy limits (Organizations User Guide, "Tasks and entities
 * not restricted by SCPs").
 */
export function denyIdentityCenterRoles(): Statement {
  return {
    Sid: "DenyIdentityCenterRoles",
    Effect: "Deny",
    Action: [
      "iam:AttachRolePolicy",
      "iam:CreateSAMLProvider",
      "iam:DeleteRole",
      "iam:DeleteRolePermissionsBoundary",
      "iam:DeleteRolePolicy",
      "iam:DeleteSAMLProvider",
      "iam:DetachRolePolicy",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
      "iam:UpdateSAMLProvider",
    ],
    Resource: [
      "arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*",
      "arn:*:iam::*:saml-provider/AWSSSO_*",
    ],
  };
}

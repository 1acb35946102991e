import { type ExemptRoles, notRoles, notRootSession, type Statement } from "./statement.ts";

/**
 * Denies making IAM users, passwords for them, access keys, certificates and keys of single services. Users go on changing
 * their own password, and a leaked key can be deactivated (`iam:UpdateAccessKey`). A privileged session may still make a root
 * user's password: that is one of its tasks (`IAMCreateRootUserPassword`).
 */
export function denyLongTermCredentials({ credentials }: ExemptRoles): Statement {
  return {
    Sid: "DenyLongTermCredentials",
    Effect: "Deny",
    Action: [
      "iam:CreateAccessKey",
      "iam:CreateLoginProfile",
      "iam:CreateServiceSpecificCredential",
      "iam:CreateUser",
      "iam:ResetServiceSpecificCredential",
      "iam:UpdateLoginProfile",
      "iam:UploadSSHPublicKey",
      "iam:UploadSigningCertificate",
    ],
    Resource: "*",
    Condition: { ...notRoles(credentials), ...notRootSession },
  };
}

import { type ExemptRoles, notRoles, type Statement } from "./statement.ts";

/**
 * Denies deleting an Identity Center instance and changing where its people come from, who may write them by SCIM, or
 * how MFA is asked for: the first two take sign-in away from everybody (IAM Identity Center User Guide, "Considerations for changing your identity source").
 */
export function denyIdentitySourceChanges({ administrators }: ExemptRoles): Statement {
  return {
    Sid: "DenyIdentitySourceChanges",
    Effect: "Deny",
    Action: [
      "sso-directory:CreateBearerToken",
      "sso-directory:CreateExternalIdPConfigurationForDirectory",
      "sso-directory:CreateProvisioningTenant",
      "sso-directory:DeleteExternalIdPCertificate",
      "sso-directory:DeleteExternalIdPConfigurationForDirectory",
      "sso-directory:DisableExternalIdPConfigurationForDirectory",
      "sso-directory:EnableExternalIdPConfigurationForDirectory",
      "sso-directory:ImportExternalIdPCertificate",
      "sso-directory:UpdateExternalIdPConfigurationForDirectory",
      "sso:AssociateDirectory",
      "sso:DeleteInstance",
      "sso:DisassociateDirectory",
      "sso:PutMfaDeviceManagementForDirectory",
    ],
    Resource: "*",
    ...(administrators.length > 0 && { Condition: notRoles(administrators) }),
  };
}

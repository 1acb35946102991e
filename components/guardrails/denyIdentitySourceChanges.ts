import { type ExemptRoles, notRoles, type Statement } from "./statement.ts";

/**
 * Denies deleting an Identity Center instance, its identity store or the key that encrypts it, and changing where its
 * people come from, who may write them by SCIM, which of Active Directory are synced, or how MFA is asked for: most of it
 * takes sign-in away from everybody (IAM Identity Center User Guide, "Considerations for changing your identity source").
 */
export function denyIdentitySourceChanges({ administrators }: ExemptRoles): Statement {
  return {
    Sid: "DenyIdentitySourceChanges",
    Effect: "Deny",
    Action: [
      "identity-sync:DeleteSyncFilter",
      "identity-sync:DeleteSyncProfile",
      "identity-sync:DeleteSyncTarget",
      "identity-sync:StopSync",
      "identity-sync:UpdateSyncTarget",
      "identitystore:DeleteIdentityStore",
      "identitystore:UpdateIdentityStore",
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
      "sso:UpdateInstance",
      "sso:UpdateSSOConfiguration",
    ],
    Resource: "*",
    ...(administrators.length > 0 && { Condition: notRoles(administrators) }),
  };
}

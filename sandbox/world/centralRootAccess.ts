import { administered } from "./organization.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

/** What is turned on of central root access. IAM refuses to tell where its trusted access is off. */
export function ListOrganizationsFeatures(tx: Transaction, _request: Record<string, never>) {
  const { id, centralRootAccess = [], trustedServices = [] } = administered(tx);
  if (centralRootAccess.length === 0 && !trustedServices.includes("iam.amazonaws.com")) {
    throw new ServiceError(
      "ServiceAccessNotEnabledException",
      "IAM is not a trusted service of the organization: enable trusted access for iam.amazonaws.com",
    );
  }
  return { OrganizationId: id, EnabledFeatures: centralRootAccess };
}

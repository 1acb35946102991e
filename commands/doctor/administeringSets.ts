import type { LivePermissionSet } from "../../live/liveOrganization.ts";
import type { NotRead } from "../../live/notRead.ts";
import { repairs } from "../../model/access/repairs.ts";
import type { SetContent } from "../../model/access/setContent.ts";
import type { Verdict } from "../../policies/verdict.ts";

/** Whether holders of a permission set can repair everybody's access, where it is assigned in an account that administers Identity Center. */
export function administers(set: LivePermissionSet): Verdict | NotRead {
  const { managedPolicies, customerManagedPolicies, inlinePolicy, permissionsBoundary } = set;
  if (!managedPolicies.isRead) return managedPolicies;
  if (!customerManagedPolicies.isRead) return customerManagedPolicies;
  if (!inlinePolicy.isRead) return inlinePolicy;
  if (!permissionsBoundary.isRead) return permissionsBoundary;
  const boundary = permissionsBoundary.value;
  const content: SetContent = {
    managedPolicies: managedPolicies.value,
    customerManagedPolicies: customerManagedPolicies.value,
    inlinePolicy: inlinePolicy.value,
    ...(boundary && "managedPolicyArn" in boundary
      ? { managedBoundary: boundary.managedPolicyArn }
      : { customerManagedBoundary: boundary?.customerManagedPolicy }),
  };
  return repairs(content);
}

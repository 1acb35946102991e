import type * as pulumi from "@pulumi/pulumi";
import { createCustomerManagedPolicies, createManagedPolicies } from "./attachedPolicies.ts";
import { createInlinePolicy } from "./inlinePolicy.ts";
import type { PermissionSetArgs } from "./permissionSetArgs.ts";
import type { PartCreation } from "./permissionSetPart.ts";
import { createPermissionsBoundary } from "./permissionsBoundary.ts";

/** Makes the resources of each part, in the order in which they are made. */
const CREATIONS: Readonly<Record<string, (creation: PartCreation) => pulumi.Resource[]>> = {
  permissionsBoundary: createPermissionsBoundary,
  inlinePolicy: createInlinePolicy,
  customerManagedPolicies: createCustomerManagedPolicies,
  managedPolicies: createManagedPolicies,
};

/** Parts of a set in the order in which they are made. */
export const PARTS: readonly string[] = Object.keys(CREATIONS);

/** Parts that a set may do without. */
const LIMITS = ["permissionsBoundary", "inlinePolicy"] as const;

/** All policies of a set, one part after the other, so that they never conflict. */
export function createParts(
  order: readonly string[],
  creation: Omit<PartCreation, "dependsOn">,
): pulumi.Resource[] {
  const policies: pulumi.Resource[] = [];
  for (const part of order) {
    policies.push(...(CREATIONS[part]?.({ ...creation, dependsOn: [...policies] }) ?? []));
  }
  return policies;
}

/** Parts that a set has, of those that it may do without. */
export function limitsOf(args: PermissionSetArgs): string[] {
  return LIMITS.filter((limit) => args[limit] !== undefined);
}

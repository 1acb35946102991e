import { refuseMalformedPolicy } from "./inlinePolicy.ts";
import { refuseUnknownPolicy } from "./managedPolicies.ts";
import { managedSet, permissionSet, refuseWhileProvisioning } from "./permissionSets.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { PermissionsBoundary, PolicyReference, RoleContent } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

/** These change what is wanted of a permission set. No role changes before ProvisionPermissionSet. */

interface SetRequest {
  InstanceArn: string;
  PermissionSetArn: string;
}
type Managed = SetRequest & { ManagedPolicyArn: string };
type Customer = SetRequest & { CustomerManagedPolicyReference: PolicyReference };

/** Managed policies of both kinds per permission set (User Guide, "IAM Identity Center quotas"). */
const maximumPolicies = 20;

export function AttachManagedPolicyToPermissionSet(tx: Transaction, request: Managed) {
  const { ManagedPolicyArn: arn } = request;
  refuseUnknownPolicy(tx, request.InstanceArn, arn, "policy");
  return change(tx, request, (content) => {
    if (content.managedPolicies.includes(arn)) {
      throw new ServiceError("ConflictException", `Policy ${arn} is already attached`);
    }
    refuseTooMany(content);
    return { ...content, managedPolicies: [...content.managedPolicies, arn] };
  });
}

export function DetachManagedPolicyFromPermissionSet(tx: Transaction, request: Managed) {
  const { ManagedPolicyArn: arn } = request;
  return change(tx, request, (content) => {
    if (!content.managedPolicies.includes(arn)) throw notFound(`Policy ${arn}`);
    return { ...content, managedPolicies: content.managedPolicies.filter((one) => one !== arn) };
  });
}

export function ListManagedPoliciesInPermissionSet(tx: Transaction, request: SetRequest) {
  const { managedPolicies } = permissionSet(tx, request).content;
  return {
    AttachedManagedPolicies: managedPolicies.map((arn) => ({
      Arn: arn,
      Name: arn.slice(arn.lastIndexOf("/") + 1),
    })),
  };
}

export function AttachCustomerManagedPolicyReferenceToPermissionSet(
  tx: Transaction,
  request: Customer,
) {
  const reference = request.CustomerManagedPolicyReference;
  return change(tx, request, (content) => {
    if (content.customerManagedPolicies.some((one) => same(one, reference))) {
      throw new ServiceError("ConflictException", `${text(reference)} is already attached`);
    }
    refuseTooMany(content);
    return { ...content, customerManagedPolicies: [...content.customerManagedPolicies, reference] };
  });
}

export function DetachCustomerManagedPolicyReferenceFromPermissionSet(
  tx: Transaction,
  request: Customer,
) {
  const reference = request.CustomerManagedPolicyReference;
  return change(tx, request, (content) => {
    const kept = content.customerManagedPolicies.filter((one) => !same(one, reference));
    if (kept.length === content.customerManagedPolicies.length) throw notFound(text(reference));
    return { ...content, customerManagedPolicies: kept };
  });
}

export function ListCustomerManagedPolicyReferencesInPermissionSet(
  tx: Transaction,
  request: SetRequest,
) {
  const { customerManagedPolicies } = permissionSet(tx, request).content;
  return { CustomerManagedPolicyReferences: customerManagedPolicies };
}

/** Overwrites an inline policy that is there. */
export function PutInlinePolicyToPermissionSet(
  tx: Transaction,
  request: SetRequest & { InlinePolicy: string },
) {
  const { InlinePolicy: inlinePolicy } = request;
  refuseMalformedPolicy(inlinePolicy);
  return change(tx, request, (content) => ({ ...content, inlinePolicy }));
}

/** Answers an empty text when there is none. */
export function GetInlinePolicyForPermissionSet(tx: Transaction, request: SetRequest) {
  return { InlinePolicy: permissionSet(tx, request).content.inlinePolicy ?? "" };
}

export function DeleteInlinePolicyFromPermissionSet(tx: Transaction, request: SetRequest) {
  return change(tx, request, (content) => {
    if (content.inlinePolicy === null) throw notFound("inline policy");
    return { ...content, inlinePolicy: null };
  });
}

/** Overwrites a boundary that is there. */
export function PutPermissionsBoundaryToPermissionSet(
  tx: Transaction,
  request: SetRequest & { PermissionsBoundary: PermissionsBoundary },
) {
  const { PermissionsBoundary: permissionsBoundary } = request;
  const { ManagedPolicyArn, CustomerManagedPolicyReference } = permissionsBoundary;
  if (Boolean(ManagedPolicyArn) === Boolean(CustomerManagedPolicyReference)) {
    throw new ServiceError(
      "ValidationException",
      "Only ManagedPolicyArn or CustomerManagedPolicyReference should be given",
    );
  }
  if (ManagedPolicyArn) refuseUnknownPolicy(tx, request.InstanceArn, ManagedPolicyArn, "scope");
  return change(tx, request, (content) => ({ ...content, permissionsBoundary }));
}

export function GetPermissionsBoundaryForPermissionSet(tx: Transaction, request: SetRequest) {
  const { permissionsBoundary } = permissionSet(tx, request).content;
  if (!permissionsBoundary) throw notFound("permissions boundary");
  return { PermissionsBoundary: permissionsBoundary };
}

export function DeletePermissionsBoundaryFromPermissionSet(tx: Transaction, request: SetRequest) {
  return change(tx, request, (content) => {
    if (!content.permissionsBoundary) throw notFound("permissions boundary");
    return { ...content, permissionsBoundary: null };
  });
}

function change(
  tx: Transaction,
  request: SetRequest,
  make: (content: RoleContent) => RoleContent,
): Record<string, never> {
  const set = managedSet(tx, request);
  refuseWhileProvisioning(tx, set.arn);
  tx.put("permissionSets", set.arn, { ...set, content: make(set.content) });
  return {};
}

function refuseTooMany(content: RoleContent): void {
  const count = content.managedPolicies.length + content.customerManagedPolicies.length;
  if (count < maximumPolicies) return;
  throw new ServiceError(
    "ServiceQuotaExceededException",
    `a permission set holds at most ${maximumPolicies} managed policies`,
  );
}

function same(one: PolicyReference, other: PolicyReference): boolean {
  return one.Name === other.Name && one.Path === other.Path;
}

function text({ Name, Path }: PolicyReference): string {
  return `customer managed policy ${Path}${Name}`;
}

import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { formerParts } from "./formerNames.ts";
import { managedArn } from "./managedArn.ts";
import { partitionOf } from "./partition.ts";
import { type PartCreation, placeOf } from "./permissionSetPart.ts";
import { retryTransientErrors } from "./retry.ts";

const CUSTOMER_MANAGED =
  "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive";
const MANAGED = "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive";

// The two exclusive resources are always there, with an empty list where nothing is attached: deleting
// one detaches nothing. They attach, detach, then provision once, so a swap of policies is one step.

export function createCustomerManagedPolicies(creation: PartCreation): pulumi.Resource[] {
  const { component: parent, name, args, dependsOn } = creation;
  const references = (args.customerManagedPolicies ?? []).map((policy) => ({
    name: policy.name,
    path: policy.path ?? "/",
  }));
  return [
    new ssoadmin.CustomerManagedPolicyAttachmentsExclusive(
      `${name}-customer-managed`,
      { customerManagedPolicyReferences: references, ...placeOf(creation) },
      {
        parent,
        aliases: formerParts(parent, CUSTOMER_MANAGED, "-customer-managed"),
        dependsOn,
        hooks: { onError: [retryTransientErrors()] },
      },
    ),
  ];
}

export function createManagedPolicies(creation: PartCreation): pulumi.Resource[] {
  const { component: parent, name, args, dependsOn } = creation;
  const partition = partitionOf(args.instanceArn);
  const arns = (args.managedPolicies ?? []).map((policy) => managedArn(policy, partition));
  return [
    new ssoadmin.ManagedPolicyAttachmentsExclusive(
      `${name}-managed`,
      { managedPolicyArns: arns, ...placeOf(creation) },
      {
        parent,
        aliases: formerParts(parent, MANAGED, "-managed"),
        dependsOn,
        hooks: { onError: [retryTransientErrors()] },
      },
    ),
  ];
}

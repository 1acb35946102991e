import type { Held, HeldPolicy } from "../../../policies/iam/difference/held.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Value } from "../../../policies/value.ts";
import type { PermissionSet } from "../../schema/permissionSet.ts";
import { managedPolicyName } from "../../schema/policyArn.ts";

/** The document of an AWS managed policy, by its name with path; undefined where it isn't here. */
export type DocumentOf = (name: string) => Value | undefined;

/** What a permission set of this program holds. */
export function heldBy(set: PermissionSet, documentOf: DocumentOf): Held {
  const { permissionsBoundary: limit } = set;
  const boundary =
    limit === undefined
      ? undefined
      : "managedPolicy" in limit
        ? awsManaged(limit.managedPolicy, "boundary", documentOf)
        : customerManaged(limit.customerManagedPolicy);
  return {
    policies: [
      ...set.managedPolicies.map((policy) => awsManaged(policy, "identity", documentOf)),
      ...set.customerManagedPolicies.map(customerManaged),
      ...(set.inlinePolicy === undefined ? [] : [inline(set.inlinePolicy)]),
    ],
    ...(boundary && { boundary: { ...boundary, name: `permissions boundary, ${boundary.name}` } }),
  };
}

function awsManaged(
  nameOrArn: string,
  use: "identity" | "boundary",
  documentOf: DocumentOf,
): HeldPolicy {
  const policy = managedPolicyName(nameOrArn);
  const document = documentOf(policy);
  const name = `AWS managed policy ${policy}`;
  return { name, id: name, ...(document !== undefined && { policy: readPolicy(document, use) }) };
}

/** What it says is written in each account. */
function customerManaged(policy: { readonly path: string; readonly name: string }): HeldPolicy {
  const name = `customer managed policy ${policy.path}${policy.name}`;
  return { name, id: name };
}

function inline(text: string): HeldPolicy {
  return { name: "inline policy", id: text, policy: readPolicy(text, "identity") };
}

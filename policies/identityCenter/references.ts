import type { Stack, StackResource } from "../rule.ts";
import { text, UNKNOWN, type Unknown } from "../value.ts";
import { GROUP, PERMISSION_SET } from "./types.ts";

/** What an input refers to: a resource of this stack, something elsewhere by its id, or nobody knows yet. */
export type Reference =
  | { readonly resource: StackResource; readonly elsewhere?: never }
  | { readonly elsewhere: string; readonly resource?: never };

/** The permission set that an assignment or a policy belongs to. */
export function permissionSetOf(resource: StackResource, stack: Stack): Reference | Unknown {
  return referenceOf(resource, "permissionSetArn", stack, PERMISSION_SET, "arn");
}

/** The group that a membership belongs to. */
export function groupOf(membership: StackResource, stack: Stack): Reference | Unknown {
  return referenceOf(membership, "groupId", stack, GROUP, "groupId");
}

/** The group that an assignment is for. */
export function principalOf(assignment: StackResource, stack: Stack): Reference | Unknown {
  return referenceOf(assignment, "principalId", stack, GROUP, "groupId");
}

/** Whether two references mean the same thing. */
export function isSame(one: Reference, other: Reference): boolean {
  return one.resource ? one.resource === other.resource : one.elsewhere === other.elsewhere;
}

/**
 * Before its creation a resource has no ARN or id, but Pulumi records which resources an input's value
 * came from, and that is known in preview, too.
 */
function referenceOf(
  from: StackResource,
  input: string,
  stack: Stack,
  type: string,
  output: string,
): Reference | Unknown {
  const value = text(from.outputs[input]);
  if (typeof value === "string") {
    const resource = stack.ofType(type).find((one) => one.outputs[output] === value);
    return resource ? { resource } : { elsewhere: value };
  }
  const origins = (from.propertyDependencies[input] ?? []).filter((one) => one.type === type);
  const [resource, ...others] = new Set(origins);
  return resource && others.length === 0 ? { resource } : UNKNOWN;
}

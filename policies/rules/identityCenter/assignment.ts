import { memoize } from "../../memoize.ts";
import type { PrincipalFact, References } from "../../resources/fact.ts";
import { references } from "../../resources/factBuilders.ts";
import { property, type Resource } from "../../resources/resource.ts";
import { type Holder, holdersIn } from "../../stack/holder.ts";
import { resolverOf } from "../../stack/resolver.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Value } from "../../value.ts";
import { ACCOUNT_ASSIGNMENTS } from "./types.ts";

/** A permission set given to a group or a person in an account. */
export interface Assignment {
  readonly resource: Resource;
  readonly set: References;
  readonly principalType: Value | undefined;
  /** Id of the account. */
  readonly account: Value | undefined;
}

/** All assignments of a stack to accounts. */
export function accountAssignments(stack: Stack): readonly Assignment[] {
  return stack.declared(...ACCOUNT_ASSIGNMENTS).map(assignment);
}

function assignment(resource: Resource): Assignment {
  const { inputs } = resource;
  const input = resource.type.startsWith("aws:") ? "permissionSetArn" : "PermissionSetArn";
  return {
    resource,
    set: references("permission-set", nativeInput(resource, input), property(inputs, input)),
    principalType: property(inputs, "PrincipalType"),
    account: property(inputs, "TargetId"),
  };
}

/** aws-native spells inputs in camel case; Pulumi records under that name which resources they came from. */
export function nativeInput({ logicalId }: Resource, input: string): string {
  return logicalId === undefined ? input.charAt(0).toLowerCase() + input.slice(1) : input;
}

/** The permission set of an assignment with all that it holds; `undefined` when it isn't of this stack, or nobody knows yet. */
export function setOf({ set, resource }: Assignment, stack: Stack): Holder | undefined {
  const [principal] = resolverOf(stack).principals(set, resource).here;
  return principal && holders(stack).get(principal);
}

/** All permission sets of a stack. */
export function permissionSets(stack: Stack): readonly Holder[] {
  return holdersIn(stack).filter(({ principal }) => principal.principal === "permission-set");
}

const holders = memoize(
  (stack: Stack): ReadonlyMap<PrincipalFact, Holder> =>
    new Map(permissionSets(stack).map((one) => [one.principal, one])),
);

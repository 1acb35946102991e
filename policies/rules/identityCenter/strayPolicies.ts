import { resolverOf } from "../../stack/resolver.ts";
import type { Stack } from "../../stack/stack.ts";

/** Whether some policy is attached to a permission set of this stack, nobody knows which: any may hold more than it shows. */
export function hasStrayPolicies(stack: Stack): boolean {
  return [...stack.facts("attachment"), ...stack.facts("policy")].some(({ holders, resource }) =>
    holders.some(
      (one) =>
        one.target === "permission-set" && resolverOf(stack).principals(one, resource).mayBeHere,
    ),
  );
}

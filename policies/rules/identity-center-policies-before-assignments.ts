import { isSame, permissionSetOf, type Reference } from "../identityCenter/references.ts";
import { ACCOUNT_ASSIGNMENT, POLICY_TYPES } from "../identityCenter/types.ts";
import { componentChildren, predecessors } from "../order.ts";
import { notKnownYet, type Rule, type StackResource } from "../rule.ts";
import { UNKNOWN, type Unknown } from "../value.ts";

interface Attached {
  readonly policy: StackResource;
  readonly set: Reference | Unknown;
}

export const identityCenterPoliciesBeforeAssignments: Rule = {
  id: "identity-center-policies-before-assignments",
  severity: "high",
  level: "mandatory",
  title: "Nobody gets a permission set that is half made",
  why: "an assignment made first gives the role before its boundary and denials, and is removed after them; and each policy attached later is provisioned to every account again, in conflict with other calls",
  fix: "let the assignment depend on all policies and the boundary of its permission set (dependsOn)",
  url: "https://github.com/hashicorp/terraform-provider-aws/issues/35158",
  controls: {},
  settings: {},
  stack: {
    *check(stack) {
      const policies: readonly Attached[] = stack
        .ofType(...POLICY_TYPES)
        .map((policy) => ({ policy, set: permissionSetOf(policy, stack) }));
      const children = componentChildren(stack);
      for (const assignment of stack.ofType(ACCOUNT_ASSIGNMENT)) {
        const { urn } = assignment;
        const before = predecessors(assignment, children);
        const others = policies.filter(({ policy }) => !before.has(policy));
        if (others.length === 0) continue;
        const set = permissionSetOf(assignment, stack);
        const late = others.filter(
          (one) => set !== UNKNOWN && one.set !== UNKNOWN && isSame(one.set, set),
        );
        if (late.length > 0) {
          const names = late.map(({ policy }) => `${policy.type.split(":")[2]} ${policy.name}`);
          const seen = `the assignment doesn't wait for ${names.join(", ")}`;
          yield {
            id: "not-ordered",
            seen,
            wanted: "all policies attached before the assignment",
            urn,
          };
        } else if (set === UNKNOWN) {
          yield notKnownYet("permissionSetArn", urn);
        } else if (others.some((one) => one.set === UNKNOWN)) {
          yield notKnownYet("permissionSetArn of a policy", urn);
        }
      }
    },
  },
};

import { notKnownYet, type Report, type Rule } from "../../rule.ts";
import { type PrincipalKey, principalKeys } from "../../stack/attached.ts";
import { componentChildren, predecessors } from "../../stack/order.ts";
import type { Stack, StackResource } from "../../stack/stack.ts";
import { accountAssignments } from "./assignment.ts";
import { ACCOUNT_ASSIGNMENTS } from "./types.ts";

export const identityCenterPoliciesBeforeAssignments: Rule = {
  id: "identity-center-policies-before-assignments",
  severity: "high",
  level: "mandatory",
  title: "Policies are attached before permission sets are assigned",
  why: "an assignment made first gives the role before its boundary and denials, and is removed after them; and each policy attached later is provisioned to every account again, in conflict with other calls",
  fix: "let the assignment depend on all policies and the boundary of its permission set (dependsOn)",
  url: "https://github.com/hashicorp/terraform-provider-aws/issues/35158",
  controls: {},
  settings: {},
  stack: {
    types: ACCOUNT_ASSIGNMENTS,
    *check(stack) {
      const { bySet, stray } = policiesOf(stack);
      const children = componentChildren(stack);
      for (const { resource, set } of accountAssignments(stack)) {
        const assignment = stack.at(resource);
        if (!assignment) continue;
        const sets = principalKeys([set], resource, undefined, stack);
        const own = sets.flatMap((one) => [...(bySet.get(one) ?? [])]);
        const isUnknown = sets.length === 0;
        if (own.length === 0 && stray.size === 0 && (!isUnknown || bySet.size === 0)) continue;
        const before = predecessors(assignment, children);
        const isLate = (policy: StackResource) => policy !== assignment && !before.has(policy);
        yield* judge(assignment, own.filter(isLate), () =>
          isUnknown
            ? [...bySet.values()].some((some) => [...some].some(isLate)) && "permissionSetArn"
            : [...stray].some(isLate) && "permissionSetArn of a policy",
        );
      }
    },
  },
};

function* judge(
  assignment: StackResource,
  late: readonly StackResource[],
  unknown: () => string | false,
): Iterable<Report> {
  if (late.length > 0) {
    const names = late.map(({ type, name }) => `${type.split(":")[2]} ${name}`);
    const seen = `the assignment doesn't wait for ${names.join(", ")}`;
    const wanted = "all policies attached before the assignment";
    yield { id: "not-ordered", seen, wanted, resource: assignment };
    return;
  }
  const input = unknown();
  if (input) yield notKnownYet(input, assignment);
}

/** Resources that change what a permission set allows, by set; `stray` are those of nobody knows which. */
function policiesOf(stack: Stack) {
  const bySet = new Map<PrincipalKey, Set<StackResource>>();
  const stray = new Set<StackResource>();
  const facts = [
    ...stack.facts("policy"),
    ...stack.facts("attachment"),
    ...stack.facts("boundary"),
  ];
  for (const { resource, holders } of facts) {
    const policy = stack.at(resource);
    for (const one of policy ? holders : []) {
      if (one.target !== "permission-set" || !policy) continue;
      const keys = principalKeys([one], resource, undefined, stack);
      if (keys.length === 0) stray.add(policy);
      for (const key of keys) {
        const known = bySet.get(key) ?? new Set();
        bySet.set(key, known.add(policy));
      }
    }
  }
  return { bySet, stray };
}

import type { PolicyFact } from "../../resources/fact.ts";
import type { Resource } from "../../resources/resource.ts";
import type { Finding, Rule } from "../../rule.ts";
import {
  type Attached,
  attachedByPrincipal,
  describe,
  principalKeys,
} from "../../stack/attached.ts";
import type { Stack } from "../../stack/stack.ts";

export const identityCenterAttachmentsNotMixed: Rule = {
  id: "identity-center-attachments-not-mixed",
  severity: "medium",
  level: "mandatory",
  title: "One resource manages each permission set's policies",
  why: "an exclusive list and single attachments undo each other at every update, and two inline policies or boundaries overwrite each other",
  fix: "keep one of the resources, and put everything into it",
  url: "https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ssoadmin_managed_policy_attachments_exclusive.html.markdown",
  controls: {},
  settings: {},
  stack: {
    *check(stack) {
      for (const [key, all] of attachedByPrincipal(stack)) {
        const isSet =
          typeof key === "string"
            ? key.startsWith("permission set ")
            : key.principal === "permission-set";
        if (!isSet) continue;
        for (const isCustomer of [false, true]) {
          const those = all.filter((one) => one.isCustomer === isCustomer);
          yield* mixed(those, describe(key));
        }
      }
      yield* severalTimes(stack, "inline-policy", "inline policies", inlinePolicies(stack));
      yield* severalTimes(stack, "boundary", "permissions boundaries", stack.facts("boundary"));
    },
  },
};

function* mixed(all: readonly Attached[], set: string): Iterable<Finding> {
  const exclusive = all.filter(({ how }) => how === "exclusive");
  const single = all.filter(({ how }) => how !== "exclusive");
  const [first, ...others] = exclusive;
  for (const { resource } of others) {
    yield {
      id: "two-exclusive",
      seen: `a second exclusive list for ${set}, besides ${first?.resource.name}`,
      wanted: "one list with all of its policies",
      resource,
    };
  }
  if (first) {
    for (const { resource } of single) {
      yield {
        id: "mixed",
        seen: `a single attachment to ${set}, besides the exclusive list ${first.resource.name}`,
        wanted: "the policy in that list only",
        resource,
      };
    }
  }
  const seen = new Map<unknown, Resource>();
  for (const { policies, resource } of single) {
    for (const policy of policies) {
      const other = seen.get(policy);
      seen.set(policy, other ?? resource);
      if (!other || other === resource) continue;
      const name = typeof policy === "string" ? policy : policy.resource.name;
      yield {
        id: "attached-twice",
        seen: `${name} attached to ${set} twice, by ${other.name} too`,
        wanted: "one attachment; AWS refuses the second",
        resource,
      };
    }
  }
}

/** A fact about what a permission set holds one of. */
type OfSet = Pick<PolicyFact, "resource" | "holders" | "owner">;

function inlinePolicies(stack: Stack): readonly OfSet[] {
  return stack.facts("policy").filter(({ form }) => form === "inline");
}

/** A permission set has one of these: each declaration overwrites the other. */
function* severalTimes(
  stack: Stack,
  id: string,
  what: string,
  facts: readonly OfSet[],
): Iterable<Finding> {
  const first = new Map<unknown, Resource>();
  for (const { holders, resource, owner } of facts) {
    const ofSets = holders.filter(({ target }) => target === "permission-set");
    const set = owner?.principal === "permission-set" ? owner : undefined;
    for (const key of principalKeys(ofSets, resource, set, stack)) {
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, resource);
        continue;
      }
      const seen = `two ${what} of ${describe(key)}, the other by ${other.name}`;
      yield { id: `two-${id}`, seen, wanted: "one", resource };
    }
  }
}

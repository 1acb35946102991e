import type { PolicyFact } from "../aws/fact.ts";
import { heldPolicies } from "../aws/holder.ts";
import type { Stack } from "../stack.ts";

/**
 * Whether a managed policy may sensibly be meant as a permissions boundary, which limits and gives nothing: its declaration
 * doesn't say. Such a policy has a name that says so, or takes something away.
 */
export function mayBeBoundary({ name, resource, policy }: PolicyFact): boolean {
  return (
    isNamedBoundary(name, resource.name) ||
    policy.statements.some(({ effect }) => effect === "Deny")
  );
}

function isNamedBoundary(...names: readonly unknown[]): boolean {
  return names.some((name) => typeof name === "string" && /bound/i.test(name));
}

interface Uses {
  readonly held: ReadonlySet<string>;
  readonly boundaries: ReadonlySet<string>;
  /** Whether there are boundaries that nobody knows yet. */
  readonly more: boolean;
}
const uses = new WeakMap<Stack, Uses>();

/** Whether a stack gives a policy to nobody, and uses it as a boundary, or may do so, or names it so. */
export function isBoundary(fact: PolicyFact, stack: Stack): boolean {
  const { held, boundaries, more } = usesIn(stack);
  const key = keyOf(fact);
  if (held.has(key)) return false;
  return more || boundaries.has(key) || isNamedBoundary(fact.name, fact.resource.name);
}

/** Whether somebody in the stack holds the policy. */
export function isHeld(fact: PolicyFact, stack: Stack): boolean {
  return usesIn(stack).held.has(keyOf(fact));
}

function usesIn(stack: Stack): Uses {
  let found = uses.get(stack);
  if (!found) {
    const held = stack.holders.flatMap((holder) => heldPolicies(holder).map(keyOf));
    const boundaries = stack.holders.flatMap(({ boundary }) => {
      return typeof boundary === "object" && "policy" in boundary ? [keyOf(boundary.policy)] : [];
    });
    const more = stack.holders.some(({ boundary }) => boundary === "unknown");
    found = { held: new Set(held), boundaries: new Set(boundaries), more };
    uses.set(stack, found);
  }
  return found;
}

/** One declaration may hold several policies. */
function keyOf({ resource, property }: PolicyFact): string {
  return [resource.urn, resource.logicalId, property].join(" ");
}

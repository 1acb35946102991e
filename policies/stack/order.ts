import type { Stack, StackResource } from "./stack.ts";

/**
 * Everything that a resource comes after: its dependencies, theirs, and so on. A dependency on a component
 * is one on all resources inside it.
 */
export function predecessors(
  resource: StackResource,
  childrenOf: ReadonlyMap<StackResource, readonly StackResource[]>,
): ReadonlySet<StackResource> {
  const found = new Set<StackResource>();
  const open = [...directly(resource)];
  for (let next = open.pop(); next; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...directly(next), ...(childrenOf.get(next) ?? []));
  }
  return found;
}

/** What is inside each component. A child of an ordinary resource isn't waited for together with its parent. */
export function componentChildren(
  stack: Stack,
): ReadonlyMap<StackResource, readonly StackResource[]> {
  const children = new Map<StackResource, StackResource[]>();
  for (const resource of stack.resources) {
    const { parent } = resource;
    if (!parent || /^(aws|aws-native|pulumi):/.test(parent.type)) continue;
    children.set(parent, [...(children.get(parent) ?? []), resource]);
  }
  return children;
}

function directly(resource: StackResource): readonly StackResource[] {
  return [...resource.dependencies, ...Object.values(resource.propertyDependencies).flat()];
}

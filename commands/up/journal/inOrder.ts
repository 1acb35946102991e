import type { StateResource } from "./deployment.ts";

/**
 * Resources as a state wants them: each after what it names, which is there.
 *
 * @param renamed URNs that became others
 */
export function inOrder(
  resources: readonly StateResource[],
  renamed: ReadonlyMap<string, string>,
): StateResource[] {
  const there = new Set(resources.map(({ urn }) => urn));
  const known = (urn: string) => {
    const now = there.has(urn) ? urn : renamed.get(urn);
    return now !== undefined && there.has(now) ? [now] : [];
  };
  const repaired = resources.map((resource) => withKnown(resource, known));
  return sorted(repaired);
}

function withKnown(
  resource: StateResource,
  known: (urn: string) => readonly string[],
): StateResource {
  const { dependencies, propertyDependencies, parent, deletedWith, replaceWith } = resource;
  const { parent: _, deletedWith: __, ...rest } = resource;
  const [knownParent] = known(parent ?? "");
  const [knownDeletedWith] = known(deletedWith ?? "");
  return {
    ...rest,
    ...(knownParent ? { parent: knownParent } : {}),
    ...(knownDeletedWith ? { deletedWith: knownDeletedWith } : {}),
    ...(dependencies ? { dependencies: dependencies.flatMap(known) } : {}),
    ...(replaceWith ? { replaceWith: replaceWith.flatMap(known) } : {}),
    ...(propertyDependencies
      ? {
          propertyDependencies: Object.fromEntries(
            Object.entries(propertyDependencies).map(([key, urns]) => [
              key,
              (urns ?? []).flatMap(known),
            ]),
          ),
        }
      : {}),
  };
}

/** Stable: what is in order stays where it is. */
function sorted(resources: readonly StateResource[]): StateResource[] {
  const byUrn = new Map<string, StateResource[]>();
  for (const one of resources) byUrn.set(one.urn, [...(byUrn.get(one.urn) ?? []), one]);
  const placed = new Set<StateResource>();
  const place = (resource: StateResource): void => {
    if (placed.has(resource)) return;
    placed.add(resource);
    for (const urn of wantedBefore(resource)) for (const one of byUrn.get(urn) ?? []) place(one);
    order.push(resource);
  };
  const order: StateResource[] = [];
  for (const resource of resources) place(resource);
  return order;
}

function wantedBefore(resource: StateResource): string[] {
  const { parent, provider, dependencies = [], propertyDependencies = {}, deletedWith } = resource;
  return [
    ...(parent ? [parent] : []),
    // `<URN>::<id>`
    ...(provider ? [provider.slice(0, provider.lastIndexOf("::"))] : []),
    ...dependencies,
    ...Object.values(propertyDependencies).flat(),
    ...(deletedWith ? [deletedWith] : []),
  ];
}

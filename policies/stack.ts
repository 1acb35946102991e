import type { PolicyResource } from "@pulumi/policy";
import type { Stack, StackResource } from "./rule.ts";
import { type Properties, plainProperties } from "./value.ts";

/**
 * The engine's resources as rules see them. Outputs are copied when first read: most rules look at few.
 *
 * @param inputs by URN, where a rule asked for them
 */
export function toStack(
  resources: readonly PolicyResource[],
  inputs: ReadonlyMap<string, Properties>,
): Stack {
  const converted = new Map<PolicyResource, StackResource>();
  const convert = (resource: PolicyResource): StackResource => {
    const known = converted.get(resource);
    if (known) return known;
    let outputs: Properties | undefined;
    const { type, urn, name } = resource;
    const given = inputs.get(urn);
    const one: StackResource = {
      type,
      urn,
      name,
      ...(given && { inputs: given }),
      get outputs() {
        outputs ??= plainProperties(resource.props);
        return outputs;
      },
      ...(resource.parent && { parent: convert(resource.parent) }),
      get dependencies() {
        return resource.dependencies.map(convert);
      },
      get propertyDependencies() {
        const entries = Object.entries(resource.propertyDependencies);
        return Object.fromEntries(entries.map(([key, origins]) => [key, origins.map(convert)]));
      },
    };
    converted.set(resource, one);
    return one;
  };

  const all = resources.map(convert);
  const byType = Map.groupBy(all, ({ type }) => type);
  return { resources: all, ofType: (...types) => types.flatMap((type) => byType.get(type) ?? []) };
}

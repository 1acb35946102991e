import type * as pulumi from "@pulumi/pulumi";

/** By component. No field of it: Pulumi's packages take each for an output. */
const resources = new WeakMap<pulumi.ComponentResource, readonly pulumi.CustomResource[]>();

export function rememberResources(
  component: pulumi.ComponentResource,
  made: readonly pulumi.CustomResource[],
): void {
  resources.set(component, made);
}

/** What a component makes of its arguments, itself. */
export function resourcesOf(component: pulumi.ComponentResource): readonly pulumi.CustomResource[] {
  return resources.get(component) ?? [];
}

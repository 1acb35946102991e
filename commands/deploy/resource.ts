/** A resource as URNs tell it. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Name of the component that it is part of; absent for what stands for itself. */
  readonly component?: string;
}

/** What a deployment did with a resource. */
export type Operation = "created" | "imported" | "changed" | "replaced" | "deleted" | "failed";

export interface Change {
  readonly operation: Operation;
  readonly resource: Resource;
  /** What of it changed, such as `title`. */
  readonly properties: readonly string[];
}

/** @param parent URN */
export function toResource(urn: string, parent?: string): Resource {
  const component = parent === undefined ? undefined : partsOf(parent);
  return {
    urn,
    ...partsOf(urn),
    ...(component && component.type !== "pulumi:pulumi:Stack" ? { component: component.name } : {}),
  };
}

/** `urn:pulumi:stack::project::types::name`; a name may hold `::`. */
function partsOf(urn: string): { type: string; name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").at(-1) ?? types, name: name.join("::") };
}

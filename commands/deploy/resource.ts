/** A resource as URNs tell it. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Name of the component that it is part of; absent for what stands for itself. */
  readonly component?: string;
  /** Set for a list of policies that has none: it stands in the state, and is nothing in AWS. */
  readonly isEmpty?: true;
}

/** The inputs of a resource, as far as they are known. */
export type Inputs = Readonly<Record<string, unknown>>;

/** What a deployment did with a resource. */
export type Operation = "created" | "imported" | "changed" | "replaced" | "deleted" | "failed";

export interface Change {
  readonly operation: Operation;
  readonly resource: Resource;
  /** What of it changed, such as `title`. */
  readonly properties: readonly string[];
}

/**
 * @param parent URN
 * @param inputs its own, and what they were, where they changed
 */
export function toResource(
  urn: string,
  parent?: string,
  ...inputs: readonly (Inputs | undefined)[]
): Resource {
  const component = parent === undefined ? undefined : partsOf(parent);
  return {
    urn,
    ...partsOf(urn),
    ...(component && component.type !== "pulumi:pulumi:Stack" ? { component: component.name } : {}),
    ...(isEmpty(urn, inputs) ? { isEmpty: true } : {}),
  };
}

function isEmpty(urn: string, inputs: readonly (Inputs | undefined)[]): boolean {
  const known = inputs.filter((one) => one !== undefined);
  const list = LISTS[partsOf(urn).type];
  return list !== undefined && known.length > 0 && known.every((one) => sizeOf(one[list]) === 0);
}

function sizeOf(list: unknown): number | undefined {
  return Array.isArray(list) ? list.length : undefined;
}

/** What holds a list, by type. */
const LISTS: Readonly<Record<string, string>> = {
  "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive":
    "managedPolicyArns",
  "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive":
    "customerManagedPolicyReferences",
};

/** `urn:pulumi:stack::project::types::name`; a name may hold `::`. */
function partsOf(urn: string): { type: string; name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").at(-1) ?? types, name: name.join("::") };
}

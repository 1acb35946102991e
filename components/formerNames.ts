import * as pulumi from "@pulumi/pulumi";

/** An earlier name of a component, with the URN that it had. */
interface FormerName {
  readonly name: string;
  readonly urn: pulumi.Output<string>;
}

/** By component. No field of it: Pulumi's packages take each for an output. */
const formerNames = new WeakMap<pulumi.ComponentResource, readonly FormerName[]>();

/** Remembers the names that a component's aliases give it. @param type that of the component */
export function rememberNames(
  component: pulumi.ComponentResource,
  type: string,
  opts: pulumi.ComponentResourceOptions = {},
): void {
  const former = (opts.aliases ?? []).flatMap((alias): FormerName[] => {
    const name = typeof alias === "object" && "name" in alias ? alias.name : undefined;
    if (typeof name !== "string") return [];
    return [{ name, urn: pulumi.createUrn(name, type, opts.parent) }];
  });
  formerNames.set(component, former);
}

/**
 * Earlier names of what is in a component, by its key and its earlier keys. Where the component had another name as well,
 * all are written out: the engine puts the two together only in the update in which the component itself gets its new
 * name, and one that was stopped after that leaves the rest to the next.
 *
 * @param end what follows the key in the name
 */
export function aliasesOf(
  component: pulumi.ComponentResource,
  type: string,
  name: string,
  key: string,
  formerKeys: readonly string[] = [],
  end = "",
): pulumi.Input<pulumi.URN | pulumi.Alias>[] {
  return [
    ...formerKeys.map((former) => ({ name: `${name}/${former}${end}` })),
    ...[key, ...formerKeys].flatMap((one) => formerParts(component, type, `/${one}${end}`)),
  ];
}

/** URNs of a part that is named after its component, under the names that the component had. @param end what follows that name */
export function formerParts(
  component: pulumi.ComponentResource,
  type: string,
  end = "",
): pulumi.Output<pulumi.URN>[] {
  return (formerNames.get(component) ?? []).map(({ name, urn }) =>
    urn.apply((text) => `${text.slice(0, -`::${name}`.length)}$${type}::${name}${end}`),
  );
}

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
 * Earlier names of what is in a component, by its earlier keys. Where the component had another name as well, the
 * engine puts the two together, except for names that hold two colons, as keys once could: their URNs are written out.
 */
export function aliasesOf(
  component: pulumi.ComponentResource,
  type: string,
  name: string,
  keys: readonly string[] = [],
  end = "",
): pulumi.Input<pulumi.URN | pulumi.Alias>[] {
  return keys.flatMap((key) => [
    { name: `${name}/${key}${end}` },
    ...(formerNames.get(component) ?? [])
      .filter((former) => `${former.name}/${key}`.includes("::"))
      .map(({ name: former, urn }) =>
        urn.apply((text) => {
          const types = text.slice(0, -`::${former}`.length);
          return `${types}$${type}::${former}/${key}${end}`;
        }),
      ),
  ]);
}

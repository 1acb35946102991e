import * as pulumi from "@pulumi/pulumi";

export type Tags = pulumi.Input<Record<string, pulumi.Input<string>>>;

/**
 * Outputs that repeat tags which may be secrets: the provider adds its default tags in `tagsAll`, and the
 * engine knows secrets only by an input's own name.
 */
export function secretTagOutputs(tags: Tags | undefined): string[] {
  const isPlain = (value: unknown) => typeof value === "string";
  if (tags === undefined) return [];
  const plain = !pulumi.Output.isInstance(tags) && Object.values(tags).every(isPlain);
  return plain ? [] : ["tagsAll"];
}

import * as pulumi from "@pulumi/pulumi";

export type Tags = pulumi.Input<Record<string, pulumi.Input<string>>>;

/**
 * Options for a resource whose tags may be secrets. The provider repeats them, with its default tags, in `tagsAll`,
 * among inputs and outputs, and the engine keeps secret what it makes of an input only by the input's own name
 * (annotateSecrets in pulumi sdk/go/common/resource/plugin/provider_plugin.go). So the tags are handed over under that
 * name, too, which the SDK leaves out; the provider overwrites it (applyTags in pulumi-aws provider/tags.go).
 */
export function secretTagOptions(tags: Tags | undefined): pulumi.CustomResourceOptions {
  const isPlain = (value: unknown) => typeof value === "string";
  if (tags === undefined) return {};
  if (!pulumi.Output.isInstance(tags) && Object.values(tags).every(isPlain)) return {};
  return {
    additionalSecretOutputs: ["tagsAll"],
    transformations: [({ props, opts }) => ({ props: { ...props, tagsAll: tags }, opts })],
  };
}

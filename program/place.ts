import type * as pulumi from "@pulumi/pulumi";

/** Where everything is made: with which AWS provider, and below which component, if any. */
export interface Place {
  readonly provider: pulumi.ProviderResource;
  readonly parent?: pulumi.ComponentResource;
  /** What is seen to for everything that is made there. */
  readonly transformations?: pulumi.ResourceTransformation[];
}

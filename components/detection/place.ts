import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../tags.ts";

/** Where the parts of a Detection are made. */
export interface DetectionPlace {
  readonly parent: pulumi.ComponentResource;
  /** Of the component. */
  readonly name: string;
  /** The home Region. */
  readonly region: string;
  /** 12-digit id of the management account, once it is sure that the credentials are its. */
  readonly owner: pulumi.Output<string>;
  readonly tags: Tags | undefined;
}

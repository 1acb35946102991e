import type * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PermissionSetArgs } from "./permissionSetArgs.ts";

/** The permission set that a part belongs to: its ARN, and itself where it is registered before its parts. */
export interface PartOwner {
  readonly arn: pulumi.Input<string>;
  readonly resource: ssoadmin.PermissionSet | undefined;
}

/** What a part of a permission set is made from. */
export interface PartCreation {
  readonly component: pulumi.ComponentResource;
  /** Of the component. */
  readonly name: string;
  readonly args: PermissionSetArgs;
  readonly set: PartOwner;
  /** The parts before it. */
  readonly dependsOn: pulumi.Resource[];
}

/** What the provider wants to know of each part. */
export function placeOf({ args, set }: PartCreation) {
  return { permissionSetArn: set.arn, instanceArn: args.instanceArn, region: args.region };
}

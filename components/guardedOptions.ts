import type * as pulumi from "@pulumi/pulumi";

/** Options of a component that makes people, groups or permission sets. */
export interface GuardedOptions extends pulumi.ComponentResourceOptions {
  /** Asked before each person, group, membership, permission set or assignment of it is deleted; an error refuses it. @default none but the component's own */
  readonly deletionHooks?: readonly pulumi.ResourceHook[];
}

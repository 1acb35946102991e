import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "./tags.ts";

/** A customer managed policy, which AWS looks up by name and path in every account that the set reaches. */
export interface CustomerManagedPolicyArgs {
  /** Name of the policy, 1 to 128 characters. */
  readonly name: pulumi.Input<string>;
  /** Path of the policy. @default "/" */
  readonly path?: pulumi.Input<string>;
}

/** The most that a permission set can give, whatever its policies say. One of the two. */
export interface PermissionsBoundaryArgs {
  /** AWS managed policy, by name such as `PowerUserAccess` or by ARN. */
  readonly managedPolicy?: pulumi.Input<string>;
  /** Customer managed policy, which must exist in every account that the set reaches. */
  readonly customerManagedPolicy?: CustomerManagedPolicyArgs;
}

/** What a permission set holds, without the instance that it belongs to. */
export interface PermissionSetContentArgs {
  /** Name in Identity Center, and middle of the role's name in each account: 1 to 32 of `A-Z a-z 0-9 + = , . @ - _`. @default the component's name */
  readonly permissionSetName?: pulumi.Input<string>;
  /** 1 to 700 characters. */
  readonly description?: pulumi.Input<string>;
  /** How long a session lasts before a new sign-in, ISO 8601, `PT1H` to `PT12H`. @default "PT1H" */
  readonly sessionDuration?: pulumi.Input<string>;
  /** Where the console opens, 1 to 240 characters. */
  readonly relayState?: pulumi.Input<string>;
  /** AWS managed policies, by name such as `job-function/Billing` or by ARN. Others are detached. */
  readonly managedPolicies?: pulumi.Input<string>[];
  /** Customer managed policies. Others are detached. */
  readonly customerManagedPolicies?: CustomerManagedPolicyArgs[];
  /** Inline policy as JSON text, at most 10,240 characters without white space. */
  readonly inlinePolicy?: pulumi.Input<string>;
  /** The most that the set can give. */
  readonly permissionsBoundary?: PermissionsBoundaryArgs;
  readonly tags?: Tags;
  /** Whether administrators of Identity Center work with this set: it can't be deleted from under them. @default false */
  readonly administrators?: boolean;
  /**
   * Order in which an update changes its parts, each named once: `permissionsBoundary`, `inlinePolicy`,
   * `customerManagedPolicies`, `managedPolicies`. Another one is right where the policies allow less afterwards, and the
   * limits more. @default as here: what limits comes first
   */
  readonly order?: string[];
}

export interface PermissionSetArgs extends PermissionSetContentArgs {
  readonly instanceArn: pulumi.Input<string>;
  /** Home Region of Identity Center, pinned so that another provider Region doesn't replace the set. */
  readonly region: pulumi.Input<string>;
  /**
   * ARN of the set where an update ended before AWS had brought a change to its accounts. Its settings change after its
   * parts then: with `sessionDuration` in another spelling, AWS brings it there. @default the set is as it should be
   */
  readonly provisionAgain?: string;
  /**
   * Versions of its boundary. With a boundary one number, another one for each change of it; without, all that there were
   * since it was taken off: while a former one waits for its deletion, the engine would forget a boundary of the same
   * number without taking it off the set. @default one number for all
   */
  readonly boundaryVersions?: number[];
  /**
   * Whether the set's boundary is already as it is wanted: where a refresh in the same update finds another one, the update
   * fails, since the engine would attach the wanted one and then delete "the other". @default false
   */
  readonly boundaryStays?: boolean;
  /**
   * Whether an update ended while the set was changed, and nobody knows what AWS has of that change: it is noted with the
   * outputs once more. @default false
   */
  readonly halfMade?: boolean;
}

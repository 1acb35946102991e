import type * as pulumi from "@pulumi/pulumi";
import type { PermissionSetContentArgs } from "./permissionSetArgs.ts";
import type { UserArgs } from "./user.ts";

/** A member of the group: a person made here with it, or an existing one. One of the two. */
export interface MemberArgs {
  /** The person to make. */
  readonly user?: UserArgs;
  /** User id (UUID, not the resource's id) of an existing person. */
  readonly userId?: pulumi.Input<string>;
  /** Former keys of this member: with them a changed key keeps person and membership. */
  readonly aliases?: string[];
}

/** What the group may do, and where. One of `permissionSet` and `permissionSetArn`. */
export interface AccessArgs {
  /** The permission set to make. */
  readonly permissionSet?: PermissionSetContentArgs;
  /** ARN of an existing one, such as `arn` of a `PermissionSet`, so that groups share it. */
  readonly permissionSetArn?: pulumi.Input<string>;
  /** 12-digit account ids by a stable key: the key is the assignment's identity in code. */
  readonly accounts: Readonly<Record<string, pulumi.Input<string>>>;
  /** Former keys of this access: with them a changed key keeps set and assignments. */
  readonly aliases?: string[];
}

export interface AccessGroupArgs {
  readonly instanceArn: pulumi.Input<string>;
  /** Such as `d-1234567890`. */
  readonly identityStoreId: pulumi.Input<string>;
  /** Home Region of Identity Center, pinned on every resource. */
  readonly region: pulumi.Input<string>;
  /** Group id (UUID) of an existing group, such as one from an identity provider; otherwise the group is made. */
  readonly groupId?: pulumi.Input<string>;
  /** 1 to 1024 characters; not for an existing group. @default the component's name */
  readonly displayName?: pulumi.Input<string>;
  /** 1 to 1024 characters; not for an existing group. */
  readonly description?: pulumi.Input<string>;
  /** Members by a stable key. @default none: an existing group brings its own */
  readonly members?: Readonly<Record<string, MemberArgs>>;
  /** Access by a stable key, usually the permission set's name. @default none */
  readonly access?: Readonly<Record<string, AccessArgs>>;
  /** Whether these people administer Identity Center: the last of them can't be locked out. @default false */
  readonly administrators?: boolean;
}

import * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { AccessGroupArgs } from "./accessGroupArgs.ts";
import { accessGroupProblems } from "./accessGroupProblems.ts";
import { administratorGuard } from "./administratorGuard.ts";
import { aliasesOf, formerParts, rememberNames } from "./formerNames.ts";
import type { GuardedOptions } from "./guardedOptions.ts";
import { PermissionSet } from "./permissionSet.ts";
import { plainError } from "./plainError.ts";
import { rememberResources } from "./resourcesOf.ts";
import { retryTransientErrors } from "./retry.ts";
import { createUser } from "./user.ts";

const PERMISSION_SET = "identity-center:index:PermissionSet";
const GROUP = "aws:identitystore/group:Group";
const USER = "aws:identitystore/user:User";
const MEMBERSHIP = "aws:identitystore/groupMembership:GroupMembership";
const ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";
const TYPE = "identity-center:index:AccessGroup";

/**
 * A group with its people, permission sets and assignments in one bundle; each of them made here or
 * existing. Keys decide which resources exist, so they are plain; values may be outputs.
 */
export class AccessGroup extends pulumi.ComponentResource {
  /** Id of the group in the identity store (UUID). */
  public readonly groupId: pulumi.Output<string>;
  /** ARNs of the permission sets by the key of their access. */
  public readonly permissionSetArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: AccessGroupArgs, opts?: GuardedOptions) {
    super(
      TYPE,
      name,
      { displayName: args.displayName ?? name, administrators: args.administrators ?? false },
      opts,
    );
    const problems = accessGroupProblems(name, args);
    if (problems.length > 0) throw plainError(problems.join("\n"), this);
    rememberNames(this, TYPE, opts);

    const group = args.groupId === undefined ? this.#createGroup(name, args, opts) : undefined;
    this.groupId = pulumi.output(args.groupId ?? (group as identitystore.Group).groupId);
    const memberships = this.#createMemberships(name, args, opts);
    this.permissionSetArns = this.#createPermissionSets(name, args, opts);
    const assignments = this.#createAssignments(name, args, opts);

    const all = [...(group ? [group] : []), ...memberships, ...assignments];
    rememberResources(this, all);
    if (args.administrators) {
      for (const resource of all) administratorGuard().watch(resource);
      // While another group stands in for it, it may have nobody, or nothing.
      const hasPeople = args.groupId !== undefined || memberships.length > 0;
      if (hasPeople && assignments.length > 0) administratorGuard().completes(all);
    }
    this.registerOutputs({
      groupId: this.groupId,
      permissionSetArns: this.permissionSetArns,
      administrators: args.administrators ?? false,
    });
  }

  #createGroup(name: string, args: AccessGroupArgs, opts?: GuardedOptions): identitystore.Group {
    return new identitystore.Group(
      name,
      {
        displayName: args.displayName ?? name,
        description: args.description,
        identityStoreId: args.identityStoreId,
        region: args.region,
      },
      { parent: this, aliases: formerParts(this, GROUP), hooks: hooks(args, opts) },
    );
  }

  #createMemberships(
    name: string,
    args: AccessGroupArgs,
    opts?: GuardedOptions,
  ): identitystore.GroupMembership[] {
    const memberships: identitystore.GroupMembership[] = [];
    for (const [key, member] of Object.entries(args.members ?? {})) {
      const user =
        member.user &&
        createUser(
          `${name}/${key}`,
          { ...member.user, identityStoreId: args.identityStoreId, region: args.region },
          {
            parent: this,
            aliases: aliasesOf(this, USER, name, key, member.aliases),
            hooks: { beforeDelete: [...(opts?.deletionHooks ?? [])] },
          },
          { component: "AccessGroup", name, path: ["members", key] },
        );
      const membership = new identitystore.GroupMembership(
        `${name}/${key}`,
        {
          groupId: this.groupId,
          memberId: user ? user.userId : (member.userId as pulumi.Input<string>),
          identityStoreId: args.identityStoreId,
          region: args.region,
        },
        {
          parent: this,
          aliases: aliasesOf(this, MEMBERSHIP, name, key, member.aliases),
          hooks: hooks(args, opts),
        },
      );
      memberships.push(membership);
    }
    return memberships;
  }

  #createPermissionSets(
    name: string,
    args: AccessGroupArgs,
    opts?: GuardedOptions,
  ): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(
      Object.entries(args.access ?? {}).map(([key, access]) => {
        if (!access.permissionSet) {
          return [key, pulumi.output(access.permissionSetArn as pulumi.Input<string>)];
        }
        const set = new PermissionSet(
          `${name}/${key}`,
          {
            permissionSetName: key,
            administrators: args.administrators ?? false,
            ...access.permissionSet,
            instanceArn: args.instanceArn,
            region: args.region,
          },
          {
            parent: this,
            aliases: aliasesOf(this, PERMISSION_SET, name, key, access.aliases),
            ...(opts?.deletionHooks ? { deletionHooks: opts.deletionHooks } : {}),
          },
        );
        return [key, set.arn];
      }),
    );
  }

  #createAssignments(
    name: string,
    args: AccessGroupArgs,
    opts?: GuardedOptions,
  ): ssoadmin.AccountAssignment[] {
    return Object.entries(args.access ?? {}).flatMap(([key, access]) =>
      Object.entries(access.accounts).map(
        ([account, accountId]) =>
          new ssoadmin.AccountAssignment(
            `${name}/${key}/${account}`,
            {
              principalType: "GROUP",
              principalId: this.groupId,
              permissionSetArn: this.permissionSetArns[key] as pulumi.Output<string>,
              targetType: "AWS_ACCOUNT",
              targetId: accountId,
              instanceArn: args.instanceArn,
              region: args.region,
            },
            {
              parent: this,
              aliases: aliasesOf(this, ASSIGNMENT, name, key, access.aliases, `/${account}`),
              // AWS works off assignments in a queue; the provider's 5 minutes are short for many.
              customTimeouts: { create: "20m", delete: "20m" },
              hooks: hooks(args, opts),
            },
          ),
      ),
    );
  }
}

function hooks(
  { administrators }: AccessGroupArgs,
  { deletionHooks = [] }: GuardedOptions = {},
): pulumi.ResourceHookBinding {
  const beforeDelete = [...deletionHooks, ...(administrators ? [administratorGuard().hook] : [])];
  return {
    onError: [retryTransientErrors()],
    ...(beforeDelete.length > 0 ? { beforeDelete } : {}),
  };
}

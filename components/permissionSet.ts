import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "../model/schema/policyArn.ts";
import { sessionDurationProblem } from "../model/schema/sessionDuration.ts";
import { administratorGuard } from "./administratorGuard.ts";
import { fail } from "./fail.ts";
import { formerParts, rememberNames } from "./formerNames.ts";
import type { GuardedOptions } from "./guardedOptions.ts";
import { partitionOf } from "./partition.ts";
import type { PermissionSetArgs } from "./permissionSetArgs.ts";
import { plainError } from "./plainError.ts";
import { retryTransientErrors } from "./retry.ts";
import { secretTagOptions } from "./tags.ts";
import { wording } from "./wording.ts";

const TYPE = "identity-center:index:PermissionSet";
const SSOADMIN = "aws:ssoadmin";
const SET = `${SSOADMIN}/permissionSet:PermissionSet`;
const STASH = "pulumi:index:Stash";
const BOUNDARY = `${SSOADMIN}/permissionsBoundaryAttachment:PermissionsBoundaryAttachment`;
const INLINE = `${SSOADMIN}/permissionSetInlinePolicy:PermissionSetInlinePolicy`;
const CUSTOMER_MANAGED = `${SSOADMIN}/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive`;
const MANAGED = `${SSOADMIN}/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive`;

/** Parts of a set in the order in which they are made. */
const PARTS: readonly string[] = [
  "permissionsBoundary",
  "inlinePolicy",
  "customerManagedPolicies",
  "managedPolicies",
];

/** Parts that a set may do without. */
const LIMITS = ["permissionsBoundary", "inlinePolicy"] as const;

type PartArgs = [
  name: string,
  args: PermissionSetArgs,
  set: PartOwner,
  dependsOn: pulumi.Resource[],
];

/** The permission set that a part belongs to: its ARN, and itself where it is registered before its parts. */
interface PartOwner {
  readonly arn: pulumi.Input<string>;
  readonly resource: ssoadmin.PermissionSet | undefined;
}

/**
 * A permission set with all its policies, in the order that keeps everybody safe: first the boundary,
 * then the inline policy (which may hold denials), then what grants. On the way down it is the reverse.
 */
export class PermissionSet extends pulumi.ComponentResource {
  /**
   * ARN of the permission set. Whatever uses it waits for all policies and the boundary, and is removed
   * before them: nobody gets a role that is half made.
   */
  public readonly arn: pulumi.Output<string>;
  /** Name in Identity Center. */
  public readonly permissionSetName: pulumi.Output<string>;

  /**
   * @param name stable key of the set; a change of it is a new set unless aliased
   * @param args presence of `inlinePolicy` and `permissionsBoundary` decides which resources exist, so it can't be an output
   */
  constructor(name: string, args: PermissionSetArgs, opts?: GuardedOptions) {
    // These are about one update, and no difference for the next.
    const { order = PARTS, provisionAgain, halfMade = false, ...inputs } = args;
    super(TYPE, name, inputs, opts);
    rememberNames(this, TYPE, opts);
    this.#check(name, args);

    const createSet = (dependsOn: pulumi.Resource[]) =>
      this.#createSet(name, args, dependsOn, opts?.deletionHooks);
    const first = provisionAgain === undefined ? createSet([]) : undefined;
    const owner = { arn: first?.arn ?? (provisionAgain as string), resource: first };
    const policies: pulumi.Resource[] = [];
    for (const part of order) {
      policies.push(...this.#createPart(part, name, args, owner, [...policies]));
    }
    const set = first ?? createSet(policies);
    if (args.administrators) administratorGuard().watch(set);

    // URNs are known in preview, ids are not: so the ARN waits for the policies without turning unknown.
    this.arn = pulumi
      .all([set.arn, ...policies.map((policy) => policy.urn)])
      .apply(([arn]) => arn as string);
    this.permissionSetName = set.name;
    this.registerOutputs({
      arn: this.arn,
      permissionSetName: this.permissionSetName,
      // Of what goes at the end of an update, so that the next one sees whether it went.
      limits: LIMITS.filter((limit) => args[limit] !== undefined),
      ...(halfMade ? { halfMade } : {}),
    });
  }

  #check(name: string, args: PermissionSetArgs): void {
    const boundary = args.permissionsBoundary;
    if (boundary && !boundary.managedPolicy === !boundary.customerManagedPolicy) {
      const message = `has ${boundary.managedPolicy ? "both" : "neither"} of managedPolicy and customerManagedPolicy; give one`;
      throw this.#failure(name, "permissionsBoundary", message);
    }
    if (args.order && [...args.order].sort().join() !== [...PARTS].sort().join()) {
      const message = `is ${JSON.stringify(args.order)}; name each of ${PARTS.join(", ")} once`;
      throw this.#failure(name, "order", message);
    }
  }

  #failure(name: string, key: keyof PermissionSetArgs, message: string): pulumi.ResourceError {
    const argument = { component: "PermissionSet", name, path: [key] };
    return plainError(wording().told({ argument, message }), this);
  }

  /** A duration that AWS takes: the provider doesn't check it. */
  #checkedDuration(name: string, sessionDuration: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.output(sessionDuration).apply(async (duration) => {
      const problem = sessionDurationProblem(duration);
      return problem ? fail(this.#failure(name, "sessionDuration", problem)) : duration;
    });
  }

  #createSet(
    name: string,
    args: PermissionSetArgs,
    dependsOn: pulumi.Resource[],
    guards: readonly pulumi.ResourceHook[] = [],
  ): ssoadmin.PermissionSet {
    const deletionHooks = [...guards, ...(args.administrators ? [administratorGuard().hook] : [])];
    return new ssoadmin.PermissionSet(
      name,
      {
        name: args.permissionSetName ?? name,
        description: args.description,
        sessionDuration: this.#checkedDuration(name, args.sessionDuration ?? "PT1H"),
        relayState: args.relayState,
        tags: args.tags,
        instanceArn: args.instanceArn,
        region: args.region,
      },
      {
        parent: this,
        aliases: formerParts(this, SET),
        dependsOn,
        // The provider deletes a renamed set with all its assignments before it makes the new one:
        // nobody would have access in between. The names differ, so both can exist for a while.
        deleteBeforeReplace: false,
        ...secretTagOptions(args.tags),
        hooks: {
          onError: [retryTransientErrors()],
          ...(deletionHooks.length > 0 ? { beforeDelete: deletionHooks } : {}),
        },
      },
    );
  }

  #createPart(part: string, ...rest: PartArgs): pulumi.Resource[] {
    switch (part) {
      case "permissionsBoundary":
        return this.#createBoundary(...rest);
      case "inlinePolicy":
        return this.#createInlinePolicy(...rest);
      case "customerManagedPolicies":
        return this.#createCustomerManagedPolicies(...rest);
      default:
        return this.#createManagedPolicies(...rest);
    }
  }

  #createBoundary(
    name: string,
    args: PermissionSetArgs,
    set: PartOwner,
    dependsOn: pulumi.Resource[],
  ): pulumi.Resource[] {
    const boundary = args.permissionsBoundary;
    const partition = partitionOf(args.instanceArn);
    const content = boundary && {
      managedPolicyArn: boundary.managedPolicy && managedArn(boundary.managedPolicy, partition),
      customerManagedPolicyReference: boundary.customerManagedPolicy && {
        name: boundary.customerManagedPolicy.name,
        path: boundary.customerManagedPolicy.path ?? "/",
      },
    };
    // A set has one boundary, and AWS overwrites it. To the provider a changed boundary is a new
    // attachment, and deleting the old one would take the new one off the set. The stash is replaced
    // together with the boundary, so `deletedWith` drops the old attachment without a call; when the
    // boundary is given up the stash stays, and the attachment is really deleted.
    const stash = new pulumi.Stash(
      `${name}-boundary-version`,
      { input: content ?? "none" },
      {
        parent: this,
        aliases: formerParts(this, STASH, "-boundary-version"),
        ...(content ? { replaceOnChanges: ["input"], replacementTrigger: visible(content) } : {}),
      },
    );
    if (!content) return [];
    return [
      new ssoadmin.PermissionsBoundaryAttachment(
        `${name}-boundary`,
        {
          permissionsBoundary: content,
          permissionSetArn: set.arn,
          instanceArn: args.instanceArn,
          region: args.region,
        },
        {
          parent: this,
          aliases: formerParts(this, BOUNDARY, "-boundary"),
          dependsOn: [stash, ...dependsOn],
          deletedWith: stash,
          hooks: { onError: [retryTransientErrors()] },
        },
      ),
    ];
  }

  #createInlinePolicy(
    name: string,
    args: PermissionSetArgs,
    set: PartOwner,
    dependsOn: pulumi.Resource[],
  ): pulumi.Resource[] {
    if (args.inlinePolicy === undefined) return [];
    return [
      new ssoadmin.PermissionSetInlinePolicy(
        `${name}-inline`,
        {
          inlinePolicy: args.inlinePolicy,
          permissionSetArn: set.arn,
          instanceArn: args.instanceArn,
          region: args.region,
        },
        // Gone with its set: to delete it first would re-provision a set that nobody is assigned.
        {
          parent: this,
          aliases: formerParts(this, INLINE, "-inline"),
          dependsOn,
          ...(set.resource ? { deletedWith: set.resource } : {}),
          hooks: { onError: [retryTransientErrors()] },
        },
      ),
    ];
  }

  // The two exclusive resources are always there, with an empty list where nothing is attached: deleting
  // one detaches nothing. They attach, detach, then provision once, so a swap of policies is one step.
  #createCustomerManagedPolicies(
    name: string,
    args: PermissionSetArgs,
    set: PartOwner,
    dependsOn: pulumi.Resource[],
  ): pulumi.Resource[] {
    const references = (args.customerManagedPolicies ?? []).map((policy) => ({
      name: policy.name,
      path: policy.path ?? "/",
    }));
    return [
      new ssoadmin.CustomerManagedPolicyAttachmentsExclusive(
        `${name}-customer-managed`,
        {
          customerManagedPolicyReferences: references,
          permissionSetArn: set.arn,
          instanceArn: args.instanceArn,
          region: args.region,
        },
        {
          parent: this,
          aliases: formerParts(this, CUSTOMER_MANAGED, "-customer-managed"),
          dependsOn,
          hooks: { onError: [retryTransientErrors()] },
        },
      ),
    ];
  }

  #createManagedPolicies(
    name: string,
    args: PermissionSetArgs,
    set: PartOwner,
    dependsOn: pulumi.Resource[],
  ): pulumi.Resource[] {
    const partition = partitionOf(args.instanceArn);
    return [
      new ssoadmin.ManagedPolicyAttachmentsExclusive(
        `${name}-managed`,
        {
          managedPolicyArns: (args.managedPolicies ?? []).map((policy) =>
            managedArn(policy, partition),
          ),
          permissionSetArn: set.arn,
          instanceArn: args.instanceArn,
          region: args.region,
        },
        {
          parent: this,
          aliases: formerParts(this, MANAGED, "-managed"),
          dependsOn,
          hooks: { onError: [retryTransientErrors()] },
        },
      ),
    ];
  }
}

/** The engine takes a trigger that holds a secret for another one each time. */
function visible(content: pulumi.Input<unknown>): pulumi.Output<unknown> {
  const all = pulumi.output(content);
  return pulumi
    .output(pulumi.isSecret(all))
    .apply((secret) => (secret ? pulumi.output("[secret]") : all));
}

function managedArn(
  policy: pulumi.Input<string>,
  partition: pulumi.Output<string>,
): pulumi.Output<string> {
  return pulumi.all([policy, partition]).apply(([name, part]) => managedPolicyArn(name, part));
}

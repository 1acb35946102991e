import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import * as pulumi from "@pulumi/pulumi";
import { sessionDurationProblem } from "../model/schema/sessionDuration.ts";
import { administratorGuard } from "./administratorGuard.ts";
import { fail } from "./fail.ts";
import { formerParts, rememberNames } from "./formerNames.ts";
import type { GuardedOptions } from "./guardedOptions.ts";
import type { PermissionSetArgs } from "./permissionSetArgs.ts";
import { createParts, limitsOf, PARTS } from "./permissionSetParts.ts";
import { plainError } from "./plainError.ts";
import { retryTransientErrors } from "./retry.ts";
import { secretTagOptions } from "./tags.ts";
import { isUnprovisioned } from "./unprovisioned.ts";
import { wording } from "./wording.ts";

const TYPE = "identity-center:index:PermissionSet";
const SET = "aws:ssoadmin/permissionSet:PermissionSet";

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
    const {
      order = PARTS,
      provisionAgain,
      boundaryVersions: _,
      boundaryStays: __,
      halfMade = false,
      ...inputs
    } = args;
    super(TYPE, name, inputs, opts);
    rememberNames(this, TYPE, opts);
    this.#check(name, args);

    const createSet = (dependsOn: pulumi.Resource[]) =>
      this.#createSet(name, args, dependsOn, opts?.deletionHooks);
    const first = provisionAgain === undefined ? createSet([]) : undefined;
    const owner = { arn: first?.arn ?? (provisionAgain as string), resource: first };
    const policies = createParts(order, { component: this, name, args, set: owner });
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
      limits: limitsOf(args),
      ...(halfMade ? { halfMade } : {}),
      unprovisioned: this.arn.apply((arn) => isUnprovisioned(arn) || undefined),
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
}

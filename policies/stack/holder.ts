import { awsManagedPolicy } from "../iam/awsManaged/awsManagedPolicy.ts";
import { memoize } from "../memoize.ts";
import type { PolicyFact, PrincipalFact, References } from "../resources/fact.ts";
import type { Resource } from "../resources/resource.ts";
import { UNKNOWN } from "../value.ts";
import { boundlessFor } from "./boundless.ts";
import { ownArns } from "./ownArns.ts";
import { resolverOf } from "./resolver.ts";
import type { Stack } from "./stack.ts";

/** A user, role, group or permission set with all that it holds, as far as the stack tells. */
export interface Holder {
  readonly principal: PrincipalFact;
  /** Roles: who may assume it. */
  readonly trust: PolicyFact | undefined;
  /** Its own policies, inline and attached. */
  readonly policies: readonly PolicyFact[];
  /** AWS managed policies by name, such as `job-function/Billing`. */
  readonly awsManaged: readonly string[];
  /** ARNs of managed policies that this stack doesn't declare; of a permission set, names of those in each account. */
  readonly elsewhere: readonly string[];
  /** ARNs by which policies may name it, or a managed policy that it holds. */
  readonly arns: readonly string[];
  readonly boundary: Boundary;
  /** Users: the groups that they are in. */
  readonly groups: readonly Holder[];
  /** Whether it may hold more than the stack tells now. */
  readonly isIncomplete: boolean;
  /** ARNs by which its policies may name managed policies of the stack that are no limit as a permissions boundary. */
  readonly boundless: readonly string[];
}

/** What limits a holder: nothing, a policy declared here, one that can't be read here (by ARN or name), or nobody knows yet. */
export type Boundary =
  | "none"
  | "unknown"
  | { readonly policy: PolicyFact }
  | { readonly elsewhere: string };

/** The policies of a holder and of its groups. */
export function heldPolicies({ policies, groups }: Holder): readonly PolicyFact[] {
  return [...policies, ...groups.flatMap((group) => group.policies)];
}

interface Draft {
  principal: PrincipalFact;
  trust: PolicyFact | undefined;
  policies: PolicyFact[];
  awsManaged: string[];
  elsewhere: string[];
  arns: readonly string[];
  boundary: Boundary;
  groups: Draft[];
  isIncomplete: boolean;
  readonly boundless: readonly string[];
}

/** The users, roles, groups and permission sets of a stack with all that they hold. */
export const holdersIn = memoize((stack: Stack): readonly Holder[] => {
  const resolver = resolverOf(stack);
  const drafts = new Map<PrincipalFact, Draft>();
  for (const principal of stack.facts("principal")) drafts.set(principal, draft(principal, stack));

  const draftsOf = (
    holders: readonly References[],
    resource: Resource,
    owner: PrincipalFact | undefined,
  ): Draft[] => {
    const named = holders.flatMap((one) => resolver.principals(one, resource).here);
    return [...(owner ? [owner] : []), ...named].flatMap((one) => drafts.get(one) ?? []);
  };

  for (const policy of stack.facts("policy")) {
    for (const holder of draftsOf(policy.holders, policy.resource, policy.owner)) {
      if (policy.use === "trust") holder.trust = policy;
      else holder.policies.push(policy);
    }
  }
  for (const attachment of stack.facts("attachment")) {
    const { resource, owner, policies, policy, customer } = attachment;
    for (const holder of draftsOf(attachment.holders, resource, owner)) {
      if (policy) holder.policies.push(policy);
      if (customer === UNKNOWN) holder.isIncomplete = true;
      else if (customer)
        holder.elsewhere.push(
          ...customer.flatMap(({ name }) => (typeof name === "string" ? name : [])),
        );
      if (!policies) continue;
      const { here, elsewhere, unknown } = resolver.policies(policies, resource);
      holder.policies.push(...here);
      for (const arn of elsewhere) {
        const managed = awsManagedPolicy(arn);
        if (managed) holder.awsManaged.push(managed);
        else holder.elsewhere.push(arn);
      }
      if (unknown) holder.isIncomplete = true;
    }
  }
  for (const boundary of stack.facts("boundary")) {
    // Without a policy there is none: AWS refuses it.
    if (boundary.policy === undefined) continue;
    for (const holder of draftsOf(boundary.holders, boundary.resource, boundary.owner)) {
      holder.boundary =
        typeof boundary.policy === "string" ? { elsewhere: boundary.policy } : "unknown";
    }
  }
  for (const { users, groups, resource, owner } of stack.facts("membership")) {
    const joined = resolver.principals(groups, resource);
    for (const user of draftsOf([users], resource, owner)) {
      user.groups.push(...joined.here.flatMap((group) => drafts.get(group) ?? []));
      if (joined.unknown || joined.elsewhere.length > 0) user.isIncomplete = true;
    }
  }
  for (const one of drafts.values()) {
    one.policies = [...new Set(one.policies)];
    const managed = one.policies.filter(({ form }) => form === "managed");
    one.arns = [one.principal, ...managed].flatMap((fact) => ownArns(fact, stack));
  }
  return [...drafts.values()];
});

function draft(principal: PrincipalFact, stack: Stack): Draft {
  return {
    principal,
    trust: undefined,
    policies: [],
    awsManaged: [],
    elsewhere: [],
    arns: [],
    boundary: boundaryOf(principal, stack),
    groups: [],
    isIncomplete: false,
    get boundless() {
      return boundlessFor(heldPolicies(this), stack);
    },
  };
}

function boundaryOf({ boundary, resource }: PrincipalFact, stack: Stack): Boundary {
  if (boundary === undefined || boundary === null || boundary === "") return "none";
  const input = resource.type.startsWith("aws:") ? "permissionsBoundary" : "PermissionsBoundary";
  const { here, elsewhere } = resolverOf(stack).policies(
    { target: "policy", input, values: [boundary] },
    resource,
  );
  const [policy] = here;
  if (policy) return { policy };
  const [arn] = elsewhere;
  return arn === undefined ? "unknown" : { elsewhere: arn };
}

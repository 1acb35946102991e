import type { PolicyFact } from "../resources/fact.ts";
import { references } from "../resources/factBuilders.ts";
import type { Resource } from "../resources/resource.ts";
import { list, UNKNOWN, type Unknown, type Value } from "../value.ts";
import { type PrincipalKey, principalKeys } from "./attached.ts";
import type { Stack } from "./stack.ts";

/** Lists of names that take away all other inline policies, by principal's input. */
const EXCLUSIVE = {
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": ["role", "roleName"],
  "aws:iam/userPoliciesExclusive:UserPoliciesExclusive": ["user", "userName"],
  "aws:iam/groupPoliciesExclusive:GroupPoliciesExclusive": ["group", "groupName"],
} as const;

export const EXCLUSIVE_INLINE_TYPES: readonly string[] = Object.keys(EXCLUSIVE);

/** What declares inline policies of one principal. */
export interface Inline {
  /** Policies declared apart from the principal. */
  readonly apart: readonly PolicyFact[];
  /** Declared with the principal; a role of @pulumi/aws takes away all others then. */
  readonly own: readonly PolicyFact[];
  readonly exclusive: readonly {
    readonly resource: Resource;
    readonly names: readonly Value[] | Unknown;
  }[];
}

/** Inline policies of users, groups and roles, and the lists that take others away. */
export function inlineByPrincipal(stack: Stack): ReadonlyMap<PrincipalKey, Inline> {
  const found = new Map<
    PrincipalKey,
    { apart: PolicyFact[]; own: PolicyFact[]; exclusive: Inline["exclusive"][number][] }
  >();
  const of = (key: PrincipalKey) => {
    const inline = found.get(key) ?? { apart: [], own: [], exclusive: [] };
    found.set(key, inline);
    return inline;
  };
  for (const policy of stack.facts("policy")) {
    if (policy.form !== "inline") continue;
    const { owner } = policy;
    if (owner) of(owner).own.push(policy);
    for (const key of principalKeys(policy.holders, policy.resource, undefined, stack)) {
      of(key).apart.push(policy);
    }
  }
  for (const [type, [kind, input]] of Object.entries(EXCLUSIVE)) {
    for (const resource of stack.declared(type)) {
      const names = resource.inputs.policyNames ?? UNKNOWN;
      const holder = references(kind, input, resource.inputs[input]);
      for (const key of principalKeys([holder], resource, undefined, stack)) {
        of(key).exclusive.push({ resource, names: list(names) });
      }
    }
  }
  return found;
}

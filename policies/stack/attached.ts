import { memoize } from "../memoize.ts";
import type {
  AttachmentFact,
  PolicyFact,
  PrincipalFact,
  PrincipalKind,
  References,
} from "../resources/fact.ts";
import type { Resource } from "../resources/resource.ts";
import { UNKNOWN } from "../value.ts";
import { resolverOf } from "./resolver.ts";
import type { Stack } from "./stack.ts";

/** One declaration that attaches policies to a principal. */
export interface Attached {
  readonly resource: Resource;
  /**
   * `input`: the role's own `managedPolicyArns`, which takes away all others. `exclusive`: an `…AttachmentsExclusive`,
   * likewise. `by-policy`: a PolicyAttachment, which takes its policy away from all other principals of the account.
   * `single`: takes nothing away.
   */
  readonly how: "single" | "input" | "exclusive" | "by-policy";
  /** Customer managed policies that a permission set names, unlike those with an ARN. */
  readonly isCustomer: boolean;
  /** Declared in this stack, or ARNs; of a permission set's customer managed policies, path and name. */
  readonly policies: ReadonlySet<PolicyFact | string>;
  /** Whether there are others that aren't known yet. */
  readonly isIncomplete: boolean;
}

/** A principal of this stack, or kind and name of another. */
export type PrincipalKey = PrincipalFact | string;

/** All declarations that attach managed policies, by principal. */
export const attachedByPrincipal = memoize(attachedIn);

function attachedIn(stack: Stack): ReadonlyMap<PrincipalKey, readonly Attached[]> {
  const found = new Map<PrincipalKey, Attached[]>();
  for (const fact of stack.facts("attachment")) {
    const attached = read(fact, stack);
    if (attached.policies.size === 0 && !attached.isIncomplete && attached.how === "single")
      continue;
    for (const key of principalKeys(fact.holders, fact.resource, fact.owner, stack)) {
      const all = found.get(key);
      if (all) all.push(attached);
      else found.set(key, [attached]);
    }
  }
  return found;
}

/** Principals that references name, as far as they are known. */
export function principalKeys(
  references: readonly References[],
  resource: Resource,
  owner: PrincipalFact | undefined,
  stack: Stack,
): readonly PrincipalKey[] {
  const named = references.flatMap((one) => {
    const { here, elsewhere } = resolverOf(stack).principals(one, resource);
    return [...here, ...elsewhere.map((name) => nameKey(one.target as PrincipalKind, name))];
  });
  return owner ? [owner, ...named] : named;
}

/** A principal for messages, such as `role deployer`. */
export function describe(key: PrincipalKey): string {
  if (typeof key === "string") return key;
  const { principal, name, resource } = key;
  return nameKey(
    principal,
    typeof name === "string" ? name : (resource.logicalId ?? resource.name),
  );
}

function nameKey(kind: PrincipalKind, name: string): string {
  return `${kind.replace("-", " ")} ${name}`;
}

function read(fact: AttachmentFact, stack: Stack): Attached {
  const { resource, policy, policies, customer } = fact;
  const resolved = policies && resolverOf(stack).policies(policies, resource);
  const known = customer === UNKNOWN ? [] : (customer ?? []);
  const names = known.flatMap(({ name, path }) =>
    typeof name === "string" && typeof path === "string" ? `${path}${name}` : [],
  );
  const missing = customer === UNKNOWN || names.length < known.length;
  return {
    resource,
    how: howOf(fact),
    isCustomer: customer !== undefined,
    policies: new Set([
      ...(policy ? [policy] : []),
      ...(resolved ? [...resolved.here, ...resolved.elsewhere] : []),
      ...names,
    ]),
    isIncomplete: missing || (resolved?.unknown ?? false),
  };
}

function howOf({ resource, exclusive }: AttachmentFact): Attached["how"] {
  // CloudFormation leaves alone what others attached.
  if (resource.type === "aws:iam/role:Role") return "input";
  if (!exclusive) return "single";
  return resource.type === "aws:iam/policyAttachment:PolicyAttachment" ? "by-policy" : "exclusive";
}

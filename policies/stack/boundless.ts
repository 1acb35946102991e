import { isBoundless } from "../iam/risk/boundless.ts";
import { memoize } from "../memoize.ts";
import type { PolicyFact } from "../resources/fact.ts";
import { ownArns } from "./ownArns.ts";
import type { Stack } from "./stack.ts";

/** ARNs by which policies may name managed policies of the stack that are no limit as a permissions boundary. */
export function boundlessFor(policies: readonly PolicyFact[], stack: Stack): readonly string[] {
  const found = boundlessIn(stack);
  if (found.size === 0) return [];
  const scopes = new Set(policies.map(({ resource: { urn, scope = urn } }) => scope));
  return ["", ...scopes].flatMap((scope) => found.get(scope) ?? []);
}

/** By the template in which an expression means the policy; empty for what means it everywhere. */
const boundlessIn = memoize((stack: Stack): ReadonlyMap<string, readonly string[]> => {
  const managed = stack.facts("policy").filter(({ form }) => form === "managed");
  const arns = managed
    .filter(({ policy }) => isBoundless(policy))
    .flatMap((fact) => {
      const { urn, scope = urn } = fact.resource;
      return ownArns(fact, stack).map((arn) => ({ arn, scope: arn.includes("${") ? scope : "" }));
    });
  const byScope = Map.groupBy(arns, ({ scope }) => scope);
  return new Map([...byScope].map(([scope, all]) => [scope, all.map(({ arn }) => arn)]));
});

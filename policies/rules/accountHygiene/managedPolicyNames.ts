import {
  awsManagedPolicies,
  awsManagedPoliciesAsOf,
} from "../../iam/awsManaged/awsManagedPolicies.ts";
import { awsManagedPolicy } from "../../iam/awsManaged/awsManagedPolicy.ts";
import { likelyAwsManagedPolicy, sameButPath } from "../../iam/awsManaged/likely.ts";
import { replacementOf } from "../../iam/awsManaged/replacements.ts";
import { hasPlaceholder } from "../../iam/patterns/placeholder.ts";
import { partitionOf } from "../../resources/cloudformation/pseudoParameters.ts";
import type { AttachmentFact, BoundaryFact, PrincipalFact } from "../../resources/fact.ts";
import type { Finding } from "../../rule.ts";
import type { Stack } from "../../stack/stack.ts";
import { UNKNOWN, type Value } from "../../value.ts";

/** An ARN of a managed policy, and the input that it stands in. */
interface Named {
  readonly input: string;
  readonly arn: string;
}

type Names = AttachmentFact | BoundaryFact | PrincipalFact;

/** AWS managed policies that are attached, or are boundaries, under a name that AWS doesn't have. */
export function* unknownManagedPolicies(fact: Names): Iterable<Finding> {
  for (const { input, arn } of named(fact)) {
    const name = awsManagedPolicy(arn);
    if (name === undefined || hasPlaceholder(name) || replacementOf(name) !== undefined) continue;
    const what = wrong(name, arn);
    if (what === undefined) continue;
    const likely = likelyAwsManagedPolicy(name);
    const meant = likely === undefined || likely === name ? "" : `; did you mean ${likely}?`;
    yield {
      id: `unknown-managed-policy:${name}`,
      seen: `${input}: ${arn}, ${what}`,
      wanted: `a managed policy of AWS by its name and path${meant}`,
      fix: `correct the ARN; this pack knows what AWS published until ${awsManagedPoliciesAsOf}`,
    };
  }
}

function wrong(name: string, arn: string): string | undefined {
  if (name.startsWith("aws-service-role/")) {
    return "which belongs to a service-linked role, and AWS attaches it to nothing else";
  }
  if (awsManagedPolicies.has(name)) return undefined;
  // Other partitions have some policies of their own.
  if (!arn.startsWith("arn:aws:") && sameButPath(name) === undefined) return undefined;
  return "which AWS doesn't have, so that it can't be attached";
}

/** ARNs of AWS managed policies that are in another partition than all that the stack makes. */
export function* foreignPartitions(stack: Stack): Iterable<Finding> {
  const [partition, ...others] = partitionsOf(stack);
  if (partition === undefined || others.length > 0) return;
  const facts: readonly Names[] = [
    ...stack.facts("attachment"),
    ...stack.facts("boundary"),
    ...stack.facts("principal"),
  ];
  for (const fact of facts) {
    // In a template it may be AWS::Partition, of a stack of which nobody knows where it is.
    if (fact.resource.logicalId !== undefined) continue;
    for (const { input, arn } of named(fact)) {
      const [, own] = arn.split(":");
      const name = awsManagedPolicy(arn);
      if (name === undefined || own === partition) continue;
      yield {
        id: `other-partition:${name}`,
        seen: `${input}: ${arn}, and the stack is in the partition ${partition}`,
        wanted: `arn:${partition}:iam::aws:policy/${name}`,
        fix: "take the partition from aws.getPartition()",
        resource: fact.resource,
      };
    }
  }
}

/** The partitions that its providers work in. */
function partitionsOf(stack: Stack): ReadonlySet<string> {
  const providers = stack.ofType("pulumi:providers:aws", "pulumi:providers:aws-native");
  const regions = providers.map((one) => one.output("region"));
  return new Set(regions.flatMap((one) => (typeof one === "string" ? partitionOf(one) : [])));
}

function named(fact: Names): readonly Named[] {
  const input = fact.kind === "attachment" ? fact.property : "permissions boundary";
  return valuesOf(fact).flatMap((arn) => (typeof arn === "string" ? { input, arn } : []));
}

function valuesOf(fact: Names): readonly Value[] {
  if (fact.kind === "boundary") return [fact.policy ?? null];
  if (fact.kind === "principal") return [fact.boundary ?? null];
  const { values = UNKNOWN } = fact.policies ?? {};
  return values === UNKNOWN ? [] : values;
}

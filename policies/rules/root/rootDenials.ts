import { type RootDeny, rootDeny } from "../../iam/root/rootDeny.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import type { Stack } from "../../stack/stack.ts";

/** A service control policy that denies something to the root user as such. */
export interface RootDenial {
  readonly fact: PolicyFact;
  readonly deny: RootDeny;
}

/** What the policies that speak of the root user mean. What a policy denies to everybody, as in quarantine, isn't about it. */
export function rootDenials(policies: readonly PolicyFact[], stack: Stack): readonly RootDenial[] {
  const about = policies.filter(speaksOfRoot);
  if (about.length === 0) return [];
  const partition = partitionOf(stack);
  return about.map((fact) => ({ fact, deny: rootDeny(fact.policy, partition) }));
}

function speaksOfRoot({ policy }: PolicyFact): boolean {
  return policy.statements.some(
    ({ effect, conditions }) =>
      effect === "Deny" &&
      conditions.some(({ key, values }) => {
        const name = key.toLowerCase();
        if (name === "aws:principaltype") return values.known.includes("Account");
        return name === "aws:principalarn" && values.known.some((one) => /:root$/i.test(one));
      }),
  );
}

/** Of the first ARN that is known; most organizations are in `aws`. */
function partitionOf(stack: Stack): string {
  for (const resource of stack.resources) {
    if (!resource.type.startsWith("aws")) continue;
    const arn = resource.output("arn");
    const partition = typeof arn === "string" ? /^arn:(aws[\w-]*):/.exec(arn)?.[1] : undefined;
    if (partition) return partition;
  }
  return "aws";
}

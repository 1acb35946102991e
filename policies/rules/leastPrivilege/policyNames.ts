import { hasPlaceholder } from "../../iam/patterns/placeholder.ts";
import { matches } from "../../iam/patterns/wildcard.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import { property } from "../../resources/resource.ts";
import type { Stack } from "../../stack/stack.ts";

/**
 * The managed policies of a stack by path and name, which ARNs and permission sets name them by while the account isn't
 * known, or their ARNs aren't.
 */
export class PolicyNames {
  /** By path and name, such as `/teams/limit`. */
  readonly #byTail = new Map<string, PolicyFact[]>();
  readonly #byName = new Map<string, PolicyFact[]>();

  constructor(stack: Stack) {
    for (const fact of stack.facts("policy")) {
      const { name, resource } = fact;
      if (fact.form !== "managed" || typeof name !== "string") continue;
      add(this.#byName, name, fact);
      // One whose ARN is known is found by it, or isn't meant.
      if (hasArn(stack, fact)) continue;
      const path = property(resource.inputs, "Path") ?? "/";
      if (typeof path === "string") add(this.#byTail, `${path}${name}`, fact);
    }
  }

  /** Those that an ARN names. */
  ofArn(arn: string): readonly PolicyFact[] {
    return this.#byTail.get(tailOf(arn) ?? "") ?? [];
  }

  /** Those that an ARN may name whose path or name has a placeholder of a template. */
  likeArn(arn: string): readonly PolicyFact[] {
    const tail = tailOf(arn);
    if (tail === undefined || !hasPlaceholder(tail)) return [];
    const pattern = tail.replaceAll(/\$\{[^}]*\}/g, "*");
    // Nothing but a placeholder is a policy that stands elsewhere.
    if (/^[/*]*$/.test(pattern)) return [];
    return [...this.#byTail].flatMap(([one, facts]) => (matches(pattern, one) ? facts : []));
  }

  /** Those that a permission set names: it takes them by name in each account. */
  ofName(name: string): readonly PolicyFact[] {
    return this.#byName.get(name) ?? [];
  }
}

/** Path and name in the ARN of a customer managed policy. */
function tailOf(arn: string): string | undefined {
  return /^arn:.*:iam::(?!aws:).*:policy(\/.+)$/.exec(arn)?.[1];
}

function hasArn(stack: Stack, { resource }: PolicyFact): boolean {
  if (resource.logicalId !== undefined) return false;
  const declared = stack.at(resource);
  return ["arn", "policyArn"].some((output) => typeof declared?.output(output) === "string");
}

function add(map: Map<string, PolicyFact[]>, key: string, fact: PolicyFact): void {
  const known = map.get(key);
  if (known) known.push(fact);
  else map.set(key, [fact]);
}

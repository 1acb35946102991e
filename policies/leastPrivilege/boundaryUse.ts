import type { AttachmentFact, PolicyFact } from "../aws/fact.ts";
import { heldPolicies } from "../aws/holder.ts";
import { awsManagedPolicy } from "../iam/awsManagedPolicy.ts";
import type { Doubt, Report } from "../rule.ts";
import type { Stack } from "../stack.ts";
import { UNKNOWN } from "../value.ts";
import { Boundaries } from "./boundaries.ts";
import { PolicyNames } from "./policyNames.ts";

/**
 * Whether a managed policy may sensibly be meant as a permissions boundary, which limits and gives nothing: its declaration
 * doesn't say. Such a policy has a name that says so, or takes something away.
 */
export function mayBeBoundary(fact: PolicyFact): boolean {
  return isNamedBoundary(fact) || fact.policy.statements.some(({ effect }) => effect === "Deny");
}

/** A policy in a template goes by its logical id: the stack's name says nothing of it. */
function isNamedBoundary({ name, resource: { logicalId, name: own } }: PolicyFact): boolean {
  return [name, logicalId ?? own].some((one) => typeof one === "string" && /boundar/i.test(one));
}

/** What somebody uses a policy for. */
interface Uses {
  /** Policies that principals of the stack hold. */
  readonly held: ReadonlySet<string>;
  /** Policies that are attached to others. */
  readonly given: ReadonlySet<string>;
  readonly boundaries: ReadonlySet<string>;
  /** Policies that may be boundaries which nobody knows yet, with the name of one of whom. */
  readonly open: ReadonlyMap<string, string>;
}
const uses = new WeakMap<Stack, Uses>();

/**
 * What is to be said of a managed policy by itself: a stack that attaches it to nobody, and uses it as a permissions
 * boundary, or names it so, gives nothing by it. Where it may be a boundary that isn't known yet, a finding is a doubt.
 */
export function unlessBoundary(report: Report, fact: PolicyFact, stack: Stack): Report | undefined {
  const { held, given, boundaries, open } = usesIn(stack);
  const key = keyOf(fact);
  const { resource } = fact;
  if (held.has(key) || given.has(key)) return { ...report, resource };
  if (boundaries.has(key) || isNamedBoundary(fact)) return undefined;
  const whose = open.get(key);
  if (whose === undefined || "doubt" in report) return { ...report, resource };
  const doubt = `${report.seen}; unless it is only the permissions boundary of ${whose}, which isn't known yet`;
  return { id: report.id, resource, doubt } satisfies Doubt;
}

/** Whether somebody in the stack holds the policy, and nobody else: then it is judged with its holders. */
export function isHeldHere(fact: PolicyFact, stack: Stack): boolean {
  const { held, given } = usesIn(stack);
  const key = keyOf(fact);
  return held.has(key) && !given.has(key);
}

function usesIn(stack: Stack): Uses {
  let found = uses.get(stack);
  if (!found) {
    const names = new PolicyNames(stack);
    const held = stack.holders.flatMap((holder) => heldPolicies(holder).map(keyOf));
    const boundaries = new Set<string>();
    const open = new Map<string, string>();
    for (const { policy, isOpen, of } of new Boundaries(stack, names).all()) {
      if (isOpen) open.set(keyOf(policy), of.logicalId ?? of.name);
      else boundaries.add(keyOf(policy));
    }
    found = { held: new Set(held), given: new Set(givenIn(stack, names)), boundaries, open };
    uses.set(stack, found);
  }
  return found;
}

/** Keys of the policies that are attached to somebody outside of the stack, or to nobody knows whom. */
function* givenIn(stack: Stack, names: PolicyNames): Iterable<string> {
  for (const fact of stack.possibleFacts("attachment")) {
    for (const { name } of fact.customer === UNKNOWN ? [] : (fact.customer ?? [])) {
      if (typeof name === "string") yield* names.ofName(name).map(keyOf);
    }
    const own = fact.owner !== undefined;
    if (fact.policy && (own || hasStranger(fact, stack))) yield keyOf(fact.policy);
    if (!fact.policies) continue;
    const { here, elsewhere } = stack.resolver.policies(fact.policies, fact.resource);
    const named = elsewhere.filter((one) => awsManagedPolicy(one) === undefined);
    yield* named.flatMap((one) => names.ofArn(one)).map(keyOf);
    if (own ? fact.resource.variant : hasStranger(fact, stack)) yield* here.map(keyOf);
  }
}

function hasStranger({ holders, resource }: AttachmentFact, stack: Stack): boolean {
  return holders.some((one) => {
    const { elsewhere, unknown } = stack.resolver.principals(one, resource);
    return unknown || elsewhere.length > 0;
  });
}

/** One declaration may hold several policies. */
function keyOf({ resource, property }: PolicyFact): string {
  return [resource.urn, resource.logicalId, property].join(" ");
}

import { awsManagedPolicy } from "../../iam/awsManaged/awsManagedPolicy.ts";
import { memoize } from "../../memoize.ts";
import type { AttachmentFact, PolicyFact } from "../../resources/fact.ts";
import type { Doubt, Report } from "../../rule.ts";
import { heldPolicies, holdersIn } from "../../stack/holder.ts";
import { arnOf, ownArns } from "../../stack/ownArns.ts";
import { resolverOf } from "../../stack/resolver.ts";
import type { Stack } from "../../stack/stack.ts";
import { UNKNOWN } from "../../value.ts";
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
  /** Policies that others have, with the ARNs of those that are known by name. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly boundaries: ReadonlySet<string>;
  /** Policies that may be boundaries which nobody knows yet, with the name of one of whom. */
  readonly open: ReadonlyMap<string, string>;
}
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

/** ARNs of those outside of the stack who have a policy, as far as they are named, and its own. */
export function ownersElsewhere(fact: PolicyFact, stack: Stack): readonly string[] {
  const owners = usesIn(stack).given.get(keyOf(fact));
  if (!owners) return [];
  return [...owners, ...(fact.form === "managed" ? ownArns(fact, stack) : [])];
}

const usesIn = memoize((stack: Stack): Uses => {
  const names = new PolicyNames(stack);
  const held = holdersIn(stack).flatMap((holder) => heldPolicies(holder).map(keyOf));
  const boundaries = new Set<string>();
  const open = new Map<string, string>();
  for (const { policy, isOpen, of } of new Boundaries(stack, names).all()) {
    if (isOpen) open.set(keyOf(policy), of.logicalId ?? of.name);
    else boundaries.add(keyOf(policy));
  }
  const given = new Map<string, readonly string[]>();
  for (const [key, owners] of givenIn(stack, names)) {
    given.set(key, [...(given.get(key) ?? []), ...owners]);
  }
  return { held: new Set(held), given, boundaries, open };
});

/** Keys of the policies that somebody outside of the stack has, or nobody knows who, with the ARNs of those who are named. */
function* givenIn(
  stack: Stack,
  names: PolicyNames,
): Iterable<readonly [key: string, owners: readonly string[]]> {
  for (const fact of stack.possibleFacts("policy")) {
    if (fact.use !== "identity") continue;
    const undeclaredHolders = undeclaredHoldersOf(fact, stack);
    if (undeclaredHolders) yield [keyOf(fact), undeclaredHolders];
  }
  for (const fact of stack.possibleFacts("attachment")) {
    for (const { name } of fact.customer === UNKNOWN ? [] : (fact.customer ?? [])) {
      if (typeof name !== "string") continue;
      for (const one of names.ofName(name)) yield [keyOf(one), []];
    }
    const undeclaredHolders = undeclaredHoldersOf(fact, stack);
    if (fact.policy && undeclaredHolders) yield [keyOf(fact.policy), undeclaredHolders];
    if (!fact.policies) continue;
    const { here, elsewhere } = resolverOf(stack).policies(fact.policies, fact.resource);
    const named = elsewhere.filter((one) => awsManagedPolicy(one) === undefined);
    for (const one of named.flatMap((arn) => names.ofArn(arn))) {
      yield [keyOf(one), undeclaredHolders ?? []];
    }
    const owners = fact.owner ? fact.resource.variant && [] : undeclaredHolders;
    if (owners) for (const one of here) yield [keyOf(one), owners];
  }
}

/** ARNs of the holders outside of the stack that are named; `undefined` when there are none, named or not. */
function undeclaredHoldersOf(
  { holders, resource }: AttachmentFact | PolicyFact,
  stack: Stack,
): readonly string[] | undefined {
  const found = holders.map((one) => ({
    kind: one.target,
    ...resolverOf(stack).principals(one, resource),
  }));
  if (!found.some(({ elsewhere, unknown }) => unknown || elsewhere.length > 0)) return undefined;
  return found.flatMap(({ kind, elsewhere }) =>
    kind === "permission-set" ? [] : elsewhere.flatMap((name) => arnOf(kind, "/", name)),
  );
}

/** One declaration may hold several policies. */
function keyOf({ resource, property }: PolicyFact): string {
  return [resource.urn, resource.logicalId, property].join(" ");
}

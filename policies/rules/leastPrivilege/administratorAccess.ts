import { awsManagedPolicy } from "../../iam/awsManaged/awsManagedPolicy.ts";
import { meaningOf } from "../../iam/awsManaged/catalogue.ts";
import { compile } from "../../iam/patterns/wildcard.ts";
import type { AttachmentFact, PrincipalFact, PrincipalKind } from "../../resources/fact.ts";
import { findingId } from "../../resources/policyPart.ts";
import { type Finding, notKnownYet, type Report } from "../../rule.ts";
import { type Holder, holdersIn } from "../../stack/holder.ts";
import { resolverOf } from "../../stack/resolver.ts";
import type { Stack } from "../../stack/stack.ts";
import { UNKNOWN } from "../../value.ts";
import { some } from "../text.ts";
import { administratorWithin } from "./holderEscalation.ts";

/** Who may have AWS's administrator policies: `kind/name`, with wildcards. */
export type Approval = { readonly approved: readonly string[] };

/** Whether an ARN is that of an administrator policy of AWS. */
function isAdministrator(arn: string): boolean {
  return makesAdministrator(awsManagedPolicy(arn) ?? "");
}

/** Whether an AWS managed policy makes administrators, of an account or of Identity Center. */
function makesAdministrator(name: string): boolean {
  return meaningOf(name)?.administers !== undefined;
}

/** Whether somebody has an administrator policy of AWS. */
export function hasAdministratorPolicy({ awsManaged }: Holder): boolean {
  return awsManaged.some(makesAdministrator);
}

/**
 * Attachments that can be judged by themselves: to groups, permission sets, and to roles and users that declare them
 * without a permissions boundary. What a boundary leaves of others, the stack tells.
 */
export function* attachments(fact: AttachmentFact, { approved }: Approval): Iterable<Report> {
  if (isJudged(fact, approved) && !mayBeBounded(fact)) yield* found(fact, approved);
}

/** The rest of them, less those that a boundary makes harmless. */
export function* boundedAttachments(stack: Stack, { approved }: Approval): Iterable<Report> {
  const holders = new Map(holdersIn(stack).map((holder) => [keyOf(holder.principal), holder]));
  for (const fact of stack.possibleFacts("attachment")) {
    if (!isJudged(fact, approved) || !mayBeBounded(fact)) continue;
    const reports = [...found(fact, approved)];
    if (reports.length === 0) continue;
    const limits = principalsOf(fact, stack).flatMap((principal) => {
      const holder = holders.get(keyOf(principal));
      return holder ? [administratorWithin(holder)] : [];
    });
    if (limits.length > 0 && limits.every((limit) => limit === "no")) continue;
    const isCertain = limits.length === 0 || limits.includes("yes");
    for (const report of reports) {
      yield { ...report, resource: fact.resource, ...(!isCertain && { level: "advisory" }) };
    }
  }
}

function* found(
  { property, policies }: AttachmentFact,
  approved: readonly string[],
): Iterable<Finding> {
  if (!policies || policies.values === UNKNOWN) return;
  for (const arn of policies.values) {
    if (typeof arn !== "string" || !isAdministrator(arn)) continue;
    const name = awsManagedPolicy(arn) ?? arn;
    yield {
      id: findingId("administrator-access", name),
      seen: `${property}: ${arn}`,
      wanted: `only what is needed; ${name} is for ${some(approved)}`,
    };
  }
}

/** Whether a holder may have a permissions boundary, as far as the declaration tells. */
function mayBeBounded({ owner, holders }: AttachmentFact): boolean {
  if (owner?.boundary !== undefined && owner.boundary !== null) return true;
  return holders.some(({ target }) => target === "role" || target === "user");
}

/** The same in every variant of a template's resource. */
function keyOf({ resource, principal }: PrincipalFact): string {
  return [resource.urn, resource.logicalId, principal].join(" ");
}

function principalsOf({ owner, holders, resource }: AttachmentFact, stack: Stack) {
  const here = holders.flatMap((one) => resolverOf(stack).principals(one, resource).here);
  return owner ? [owner, ...here] : here;
}

/** Attachments of policies that nobody knows yet: neither what they are called nor which resource they come from. */
export function* ofUnknownPolicies(stack: Stack, { approved }: Approval): Iterable<Report> {
  for (const fact of stack.possibleFacts("attachment")) {
    const { policies, property, resource } = fact;
    if (!policies || !isJudged(fact, approved)) continue;
    if (policies.values !== UNKNOWN && !policies.values.includes(UNKNOWN)) continue;
    if (resolverOf(stack).policies(policies, resource).unknown)
      yield notKnownYet(property, resource);
  }
}

/** Whether some holder is of a kind of which nobody may be an administrator. */
function isJudged({ owner, holders }: AttachmentFact, approved: readonly string[]): boolean {
  const kinds = [...(owner ? [owner.principal] : []), ...holders.map(({ target }) => target)];
  return (
    kinds.length === 0 ||
    kinds.some((kind) => kind !== "policy" && approvalOf(kind, approved) === "none")
  );
}

/** Whether all principals of a kind may be administrators, those of some names, or none. */
function approvalOf(kind: PrincipalKind, approved: readonly string[]): "all" | "named" | "none" {
  const names = approved.filter((one) => one.startsWith(`${kind}/`) || one === "*");
  if (names.some((one) => one === "*" || one === `${kind}/*`)) return "all";
  return names.length > 0 ? "named" : "none";
}

/** Administrator policies of those whose kind may have them by some names only. */
export function* byName(holder: Holder, { approved }: Approval): Iterable<Report> {
  const { principal, awsManaged } = holder;
  const kind = principal.principal;
  if (approvalOf(kind, approved) !== "named") return;
  const names = [principal.name, principal.resource.name].filter((one) => typeof one === "string");
  if (approved.some((one) => names.some((name) => compile(one)(`${kind}/${name}`)))) return;
  for (const name of new Set(awsManaged)) {
    if (!makesAdministrator(name)) continue;
    yield {
      id: findingId("administrator-access", name),
      seen: `${kind}/${names[0]} has ${name}`,
      wanted: `only what is needed; ${name} is for ${some(approved)}`,
      resource: principal.resource,
    };
  }
}

/** Permission sets that aren't here may be meant for administrators, or not: nothing of the stack says so. */
export function* ofUnknownSets(stack: Stack, { approved }: Approval): Iterable<Report> {
  if (approvalOf("permission-set", approved) === "none") return;
  for (const { holders, policies, property, resource } of stack.facts("attachment")) {
    const [set] = holders;
    if (set?.target !== "permission-set" || !policies || policies.values === UNKNOWN) continue;
    const found = policies.values.filter((arn) => typeof arn === "string").filter(isAdministrator);
    if (found.length === 0 || resolverOf(stack).principals(set, resource).here.length > 0) continue;
    for (const arn of found) {
      yield {
        id: findingId("administrator-access", awsManagedPolicy(arn) ?? arn),
        seen: `${property}: ${arn}, of a permission set that this stack doesn't declare`,
        wanted: "only what is needed, or the permission set beside it",
        resource,
        level: "advisory",
      };
    }
  }
}

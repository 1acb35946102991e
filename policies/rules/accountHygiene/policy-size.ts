import type { PolicyFact } from "../../resources/fact.ts";
import {
  ATTACHED,
  GROUPS_OF_USER,
  INLINE,
  limitOf,
  type PolicyLimit,
} from "../../resources/policyLimits.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import type { Resource } from "../../resources/resource.ts";
import type { Finding, Report, Rule } from "../../rule.ts";
import { describe, type PrincipalKey, principalKeys } from "../../stack/attached.ts";
import { type Holder, holdersIn } from "../../stack/holder.ts";
import type { Stack } from "../../stack/stack.ts";

export const policySize: Rule = {
  id: "policy-size",
  severity: "low",
  level: "mandatory",
  title: "Policies fit into IAM's quotas",
  why: "AWS refuses a policy that is too long, or one too many, in the middle of an update",
  fix: "split the policy, join actions by wildcards, or leave out what isn't needed",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  controls: {},
  limits: "what others attach to the same principal counts as well, and no stack shows it",
  settings: {},
  facts: {
    *policy(fact) {
      const limit = limitOf(fact);
      const { size } = fact.policy;
      if (!limit || size === undefined) return;
      yield* tooLong(size, limit, findingId("too-long", partOf(fact, "")), `${fact.property}: `);
    },
  },
  stack: {
    *check(stack) {
      for (const holder of holdersIn(stack)) {
        const { resource } = holder.principal;
        for (const finding of [...inlineTotal(holder), ...tooMany(holder)]) {
          yield { ...finding, resource };
        }
      }
      yield* tooManyGroups(stack);
    },
  },
};

function* tooLong(size: number, limit: PolicyLimit, id: string, where: string): Iterable<Finding> {
  const { most, usual = most, of } = limit;
  if (size <= usual) return;
  const seen = `${where}${size.toLocaleString("en")} characters without white space`;
  const bound = `at most ${usual.toLocaleString("en")} for ${of}`;
  if (size > most) {
    const raised = usual === most ? "" : `, and ${most.toLocaleString("en")} on request`;
    yield { id, seen, wanted: `${bound}${raised}` };
  } else {
    const wanted = `${bound}, unless the account's quota was raised`;
    yield { id, seen, wanted, level: "advisory" };
  }
}

/** Inline policies of one principal share a limit; a single one that is too long is a finding by itself. */
function* inlineTotal({ principal, policies }: Holder): Iterable<Finding> {
  if (principal.principal === "permission-set") return;
  const limit = INLINE[principal.principal];
  const inline = policies.filter((one: PolicyFact) => one.form === "inline");
  const sizes = inline.map(({ policy }) => policy.size ?? 0);
  if (inline.length < 2 || sizes.some((size) => size > limit.most)) return;
  const total = sizes.reduce((sum, size) => sum + size, 0);
  yield* tooLong(total, limit, "inline-too-long", `${inline.length} inline policies: `);
}

function* tooMany({ principal, policies, awsManaged, elsewhere }: Holder): Iterable<Report> {
  const kind = principal.principal;
  if (kind === "permission-set") return;
  const attached = new Set<unknown>([
    ...policies.filter(({ form }) => form === "managed"),
    ...awsManaged,
    ...elsewhere,
  ]).size;
  const { most, usual } = ATTACHED[kind];
  if (attached > usual) {
    const finding = {
      id: "too-many-policies",
      seen: `${attached} managed policies attached to the ${kind}`,
    };
    if (attached > most) yield { ...finding, wanted: `at most ${usual}, and ${most} on request` };
    else {
      const wanted = `at most ${usual}, unless the account's quota was raised`;
      yield { ...finding, wanted, level: "advisory" };
    }
  }
}

function* tooManyGroups(stack: Stack): Iterable<Finding> {
  const joined = new Map<PrincipalKey, Set<PrincipalKey>>();
  const last = new Map<PrincipalKey, Resource>();
  for (const { users, groups, resource, owner } of stack.facts("membership")) {
    const to = principalKeys([groups], resource, undefined, stack);
    for (const user of principalKeys([users], resource, owner, stack)) {
      const known = joined.get(user) ?? new Set();
      for (const group of to) known.add(group);
      joined.set(user, known);
      last.set(user, resource);
    }
  }
  for (const [user, { size }] of joined) {
    const resource = last.get(user);
    if (size <= GROUPS_OF_USER || !resource) continue;
    const seen = `${describe(user)} in ${size} groups`;
    yield { id: "too-many-groups", seen, wanted: `at most ${GROUPS_OF_USER}`, resource };
  }
}

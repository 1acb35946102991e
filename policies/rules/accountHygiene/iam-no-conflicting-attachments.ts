import type { PolicyFact } from "../../resources/fact.ts";
import type { Resource } from "../../resources/resource.ts";
import type { Finding, Rule } from "../../rule.ts";
import {
  type Attached,
  attachedByPrincipal,
  describe,
  type PrincipalKey,
} from "../../stack/attached.ts";
import {
  EXCLUSIVE_INLINE_TYPES,
  type Inline,
  inlineByPrincipal,
} from "../../stack/inlineAttached.ts";
import type { Stack } from "../../stack/stack.ts";
import { UNKNOWN } from "../../value.ts";

export const iamNoConflictingAttachments: Rule = {
  id: "iam-no-conflicting-attachments",
  severity: "medium",
  level: "mandatory",
  title: "Policy attachments don't undo each other",
  why: "each update removes what the other resource gave: a denial or a permission is there one day and gone the next",
  fix: "attach each policy by single attachments, and name all of them in the exclusive list where there is one",
  url: "https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_role_policy_attachments_exclusive.html.markdown",
  controls: {},
  settings: {},
  stack: {
    types: EXCLUSIVE_INLINE_TYPES,
    *check(stack) {
      for (const [key, all] of attachedByPrincipal(stack)) {
        if (isPermissionSet(key)) continue;
        yield* managed(all, describe(key));
      }
      for (const [key, inline] of inlineByPrincipal(stack)) {
        if (isPermissionSet(key)) continue;
        yield* inlineConflicts(inline, describe(key));
      }
      yield* byPolicy(stack);
    },
  },
};

function isPermissionSet(key: PrincipalKey): boolean {
  return typeof key === "string"
    ? key.startsWith("permission set ")
    : key.principal === "permission-set";
}

function* managed(all: readonly Attached[], principal: string): Iterable<Finding> {
  const lists = all.filter(({ how }) => how === "input" || how === "exclusive");
  const [first, ...others] = lists;
  if (!first) return;
  for (const { resource } of others) {
    yield twoLists(resource, first.resource, `managed policies of ${principal}`);
  }
  for (const { how, policies, resource } of all) {
    if (how !== "single" && how !== "by-policy") continue;
    for (const policy of policies) {
      if (first.isIncomplete || first.policies.has(policy)) continue;
      yield takenAway(nameOf(policy), resource, first.resource, principal);
    }
  }
}

function* inlineConflicts({ own, apart, exclusive }: Inline, principal: string): Iterable<Finding> {
  const byName = new Map<string, PolicyFact>();
  for (const policy of apart) {
    const { name, resource } = policy;
    if (typeof name !== "string") continue;
    const other = byName.get(name);
    byName.set(name, policy);
    if (!other) continue;
    const seen = `two inline policies ${name} of ${principal}, the other by ${other.resource.name}`;
    yield { id: `same-name:${name}`, seen, wanted: "one, or two names", resource };
  }
  const owner = own.find(({ resource }) => resource.type === "aws:iam/role:Role")?.resource;
  const [first, ...others] = exclusive;
  for (const { resource } of others) {
    if (first) yield twoLists(resource, first.resource, `inline policies of ${principal}`);
  }
  const ownNames = own.map(({ name }) => name);
  for (const { name, resource } of apart) {
    if (typeof name !== "string") continue;
    if (owner && !ownNames.includes(name) && !ownNames.includes(UNKNOWN)) {
      yield takenAway(name, resource, owner, principal);
    } else if (
      first &&
      first.names !== UNKNOWN &&
      !first.names.includes(name) &&
      !first.names.includes(UNKNOWN)
    ) {
      yield takenAway(name, resource, first.resource, principal);
    }
  }
}

/** A PolicyAttachment takes its policy away from everybody whom it doesn't name. */
function* byPolicy(stack: Stack): Iterable<Finding> {
  const owners = new Map<unknown, Resource>();
  const attached = attachedByPrincipal(stack);
  const named = new Map<Resource, Set<PrincipalKey>>();
  for (const [key, all] of attached) {
    for (const { how, resource, policies } of all) {
      if (how !== "by-policy") continue;
      const keys = named.get(resource) ?? new Set();
      named.set(resource, keys.add(key));
      for (const policy of policies) {
        const other = owners.get(policy);
        if (other === undefined) owners.set(policy, resource);
        else if (other !== resource)
          yield twoLists(resource, other, `holders of ${nameOf(policy)}`);
      }
    }
  }
  for (const [key, all] of attached) {
    for (const { how, resource, policies } of all) {
      if (how === "by-policy") continue;
      for (const policy of policies) {
        const owner = owners.get(policy);
        if (owner && !named.get(owner)?.has(key)) {
          yield takenAway(nameOf(policy), resource, owner, describe(key));
        }
      }
    }
  }
}

function nameOf(policy: PolicyFact | string): string {
  return typeof policy === "string" ? policy : policy.resource.name;
}

function twoLists(resource: Resource, other: Resource, of: string): Finding {
  const seen = `two lists that each want to be the only one of the ${of}, the other by ${other.name}`;
  return { id: "two-lists", seen, wanted: "one list", resource };
}

function takenAway(what: string, resource: Resource, by: Resource, from: string): Finding {
  return {
    id: "taken-away",
    seen: `${what} given to ${from}, which ${by.name} (${by.type}) takes away again: it isn't on its list`,
    wanted: "one of the two resources, or the same on both",
    resource,
  };
}

import type { MembershipFact } from "../../resources/fact.ts";
import type { Resource } from "../../resources/resource.ts";
import type { Rule } from "../../rule.ts";
import { describe, type PrincipalKey, principalKeys } from "../../stack/attached.ts";
import { resolverOf } from "../../stack/resolver.ts";
import type { Stack } from "../../stack/stack.ts";

const LIST = "aws:iam/groupMembership:GroupMembership";

/** Who is put into which groups by one declaration. */
interface Members {
  readonly resource: Resource;
  readonly users: ReadonlySet<PrincipalKey>;
  readonly groups: readonly PrincipalKey[];
  /** Whether there are users that aren't known yet. */
  readonly isIncomplete: boolean;
}

export const iamNoConflictingMemberships: Rule = {
  id: "iam-no-conflicting-memberships",
  severity: "low",
  level: "mandatory",
  title: "Group memberships don't undo each other",
  why: "a GroupMembership removes everybody whom it doesn't name, so each update undoes the other resource",
  fix: "name all members in the one GroupMembership, or use UserGroupMembership only",
  url: "https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_group_membership.html.markdown",
  controls: {},
  settings: {},
  stack: {
    *check(stack) {
      const all = stack.facts("membership").map((fact) => membersOf(fact, stack));
      const lists = new Map<PrincipalKey, Members>();
      for (const one of all.filter(({ resource }) => resource.type === LIST)) {
        for (const group of one.groups) {
          const other = lists.get(group);
          if (!other) lists.set(group, one);
          else {
            const seen = `two lists of all members of ${describe(group)}, the other by ${other.resource.name}`;
            yield { id: "two-lists", seen, wanted: "one list", resource: one.resource };
          }
        }
      }
      for (const { resource, users, groups } of all) {
        if (resource.type === LIST) continue;
        for (const group of groups) {
          const list = lists.get(group);
          const missing = list?.isIncomplete
            ? undefined
            : [...users].find((user) => !list?.users.has(user));
          if (!list || missing === undefined) continue;
          const seen = `${describe(missing)} put into ${describe(group)}, out of which ${list.resource.name} takes everybody else than its own users`;
          yield { id: "taken-out", seen, wanted: "the user in that list, or no list", resource };
        }
      }
    },
  },
};

function membersOf({ resource, users, groups, owner }: MembershipFact, stack: Stack): Members {
  return {
    resource,
    users: new Set(principalKeys([users], resource, owner, stack)),
    groups: principalKeys([groups], resource, undefined, stack),
    isIncomplete: resolverOf(stack).principals(users, resource).unknown,
  };
}

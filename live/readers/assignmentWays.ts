import type { AssignmentWay, LiveGroup, LivePermissionSet, LiveUser } from "../liveOrganization.ts";
import type { NotRead, Section } from "../notRead.ts";

/** What was read before, from which assignments can be listed. */
export interface Listed {
  readonly permissionSets: Section<readonly LivePermissionSet[]>;
  readonly groups: Section<readonly LiveGroup[]>;
  readonly users: Section<readonly LiveUser[]>;
}

export interface Principal {
  readonly type: "GROUP" | "USER";
  readonly id: string;
}

/** A permission set in an account that has a role of it: all assignments are of such pairs. */
export interface Pair {
  readonly permissionSetArn: string;
  readonly account: string;
}

/** One way to list all assignments: a call for each item, unless it has more than a page. */
export type Way =
  | { readonly name: AssignmentWay & "by principal"; readonly items: readonly Principal[] }
  | {
      readonly name: AssignmentWay & "by permission set and account";
      readonly items: readonly Pair[];
    };

/** The ways that can be gone, with the fewest calls first; where there is none, what stands in the way. */
export function assignmentWays(listed: Listed): Way[] | NotRead {
  const pairs = pairsOf(listed);
  const principals = principalsOf(listed);
  const ways: Way[] = [
    // It sees more, so that it comes first where both cost the same.
    ...(Array.isArray(pairs)
      ? [{ name: "by permission set and account" as const, items: pairs }]
      : []),
    ...(Array.isArray(principals) ? [{ name: "by principal" as const, items: principals }] : []),
  ];
  if (ways.length > 0) return ways.sort((one, other) => one.items.length - other.items.length);
  return pairs as NotRead;
}

function pairsOf({ permissionSets }: Listed): Pair[] | NotRead {
  if (!permissionSets.isRead) return permissionSets;
  const pairs: Pair[] = [];
  for (const { arn, accounts } of permissionSets.value) {
    if (!accounts.isRead) return accounts;
    for (const account of accounts.value) pairs.push({ permissionSetArn: arn, account });
  }
  return pairs;
}

function principalsOf({ groups, users }: Listed): Principal[] | NotRead {
  if (!groups.isRead) return groups;
  if (!users.isRead) return users;
  return [
    ...groups.value.map(({ id }) => ({ type: "GROUP" as const, id })),
    ...users.value.map(({ id }) => ({ type: "USER" as const, id })),
  ];
}

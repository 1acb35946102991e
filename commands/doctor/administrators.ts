import type { LiveAssignment, LiveGroup } from "../../live/liveOrganization.ts";
import type { NotRead } from "../../live/notRead.ts";
import { administers } from "./administeringSets.ts";
import type { Facts } from "./facts.ts";
import { type Gap, gapOf } from "./gap.ts";
import { setName } from "./setNames.ts";

/** Somebody who can administer Identity Center, and by which permission sets and groups. */
export interface Administrator {
  readonly userId: string;
  readonly ways: readonly string[];
}

export interface Administrators {
  readonly certain: readonly Administrator[];
  /** Names of permission sets of which nobody can tell here whether they administer. */
  readonly uncertain: readonly string[];
  readonly gaps: readonly Gap[];
}

type Known = Pick<Facts, "permissionSets" | "groups" | "assignments">;

/** Who administers Identity Center: by what permission sets allow in these accounts. */
export function administratorsOf(known: Known, accounts: ReadonlySet<string>): Administrators {
  const ways = new Map<string, Set<string>>();
  const uncertain = new Set<string>();
  const gaps: Gap[] = [];
  const sets = new Map(known.permissionSets.map((set) => [set.arn, set]));
  const groups = new Map(known.groups.map((group) => [group.id, group]));
  for (const assignment of known.assignments.list) {
    const set = sets.get(assignment.permissionSetArn);
    if (!set || !accounts.has(assignment.account)) continue;
    const verdict = administers(set);
    if (isNotRead(verdict)) gaps.push(gapOf(verdict));
    else if (verdict === "unknown") uncertain.add(setName(set));
    else if (verdict === "yes") {
      for (const { userId, way } of holders(assignment, groups, gaps)) {
        ways.set(userId, (ways.get(userId) ?? new Set()).add(`${setName(set)}${way}`));
      }
    }
  }
  return {
    certain: [...ways].map(([userId, all]) => ({ userId, ways: [...all] })),
    uncertain: [...uncertain],
    gaps,
  };
}

function isNotRead(verdict: ReturnType<typeof administers>): verdict is NotRead {
  return typeof verdict !== "string";
}

function holders(
  { principalId, principalType }: LiveAssignment,
  groups: ReadonlyMap<string, LiveGroup>,
  gaps: Gap[],
): { readonly userId: string; readonly way: string }[] {
  if (principalType === "USER") return [{ userId: principalId, way: "" }];
  const group = groups.get(principalId);
  if (!group) return [];
  const { members, name } = group;
  if (!members.isRead) {
    gaps.push(gapOf(members));
    return [];
  }
  return members.value.map(({ userId }) => ({ userId, way: ` through group ${name}` }));
}

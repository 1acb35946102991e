import type { ExternalId, LiveOrganization } from "../../live/liveOrganization.ts";
import type { SectionPairs } from "./things/pairs.ts";
import type { Sides } from "./things/sides.ts";
import { THERE, type Thing } from "./things/thing.ts";

/** Names of what AWS has and neither code nor state know. */
export interface Unmanaged {
  readonly people: readonly string[];
  readonly groups: readonly string[];
  readonly permissionSets: readonly string[];
}

/** What AWS has and the code doesn't name. */
export interface Unnamed {
  readonly unmanaged: Unmanaged;
  /** What the state knows of it: the next update deletes that. */
  readonly things: readonly Thing[];
}

/**
 * What an identity provider makes is its own business, as long as the code says nothing of it; so is who is in a group that
 * is made elsewhere.
 */
export function unnamedOf(sides: Sides): Unnamed {
  const { pairs, state, live } = sides;
  const elsewhere = membersElsewhere(sides);
  const deployed = state?.deployed;
  const things: Thing[] = [];
  const unnamed = <Live>(
    section: SectionPairs<Live>,
    kind: Thing["kind"],
    entries: ReadonlyMap<string, { readonly id: string; readonly key: string }> | undefined,
    nameOf: (one: Live, id: string) => string | undefined,
  ): string[] => {
    const keys = new Map([...(entries ?? [])].map(([key, { id }]) => [id, key]));
    return [...section.all].flatMap(([id, one]) => {
      if (section.keys.has(id)) return [];
      const key = keys.get(id);
      if (key === undefined) return nameOf(one, id) ?? [];
      const known = { parts: THERE, isStale: false };
      things.push({ kind, name: key, aws: THERE, state: known, isMade: true });
      return [];
    });
  };
  const people = unnamed(pairs.people, "person", deployed?.people, (user, id) =>
    isProvided(user) || elsewhere.has(id) ? undefined : user.userName,
  );
  const groups = unnamed(pairs.groups, "group", deployed?.groups, (group) =>
    isProvided(group) && !isAssigned(live, group.id) ? undefined : group.name,
  );
  const permissionSets = unnamed(
    pairs.permissionSets,
    "permission set",
    deployed?.permissionSets,
    ({ name }) => name,
  );
  const unmanaged = {
    people: people.sort(),
    groups: groups.sort(),
    permissionSets: permissionSets.sort(),
  };
  return { unmanaged, things };
}

function isProvided({ externalIds }: { readonly externalIds: readonly ExternalId[] }): boolean {
  return externalIds.length > 0;
}

function isAssigned({ assignments }: LiveOrganization, id: string): boolean {
  return assignments.isRead && assignments.value.list.some((one) => one.principalId === id);
}

/** User ids of the members of groups that the code calls existing. */
function membersElsewhere({ code, pairs }: Sides): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [key, { existing }] of Object.entries(code.configuration.groups)) {
    const members = existing ? pairs.groups.live.get(key)?.members : undefined;
    if (members?.isRead) for (const { userId } of members.value) ids.add(userId);
  }
  return ids;
}

import type { Sides } from "../things/sides.ts";
import { DIRECT, type Way, type Who } from "./who.ts";

/** That somebody reaches an account with a permission set. */
export interface Reach {
  readonly person: Who;
  readonly permissionSet: Who;
  /** 12 digits. */
  readonly account: string;
  readonly ways: readonly Way[];
}

/** Reach by its person, permission set and account; and what isn't known of it. */
export interface Reaches {
  readonly all: ReadonlyMap<string, Reach>;
  /** Whether somebody may reach it all the same, through what wasn't read or can't be judged. */
  readonly mayHave: (reach: Reach) => boolean;
}

/** What the code says. Who is in a group that is made elsewhere is as AWS has it. */
export function wantedReach(sides: Sides): Reaches {
  const { code, pairs } = sides;
  const { groups, people } = code.configuration;
  const members = (key: string): readonly Who[] | undefined => {
    const group = groups[key];
    if (group?.existing !== true) {
      return group?.members.map((one) => ({ key: one, name: people[one]?.userName ?? one })) ?? [];
    }
    const found = pairs.groups.live.get(key);
    return found ? liveMembers(sides, found.id) : [];
  };
  const collected = new Collected();
  for (const { group, permissionSet, account } of code.access.entries) {
    const set = { key: permissionSet, name: setName(sides, permissionSet) };
    const way = { group: { key: group, name: groups[group]?.displayName ?? group } };
    collected.add(members(group), set, account, way);
  }
  const unsure = Object.keys(groups).flatMap((key) => {
    const of = members(key);
    return [{ key, has: (who: Who) => of === undefined || of.some((one) => same(one, who)) }];
  });
  return {
    all: collected.all,
    mayHave: (reach) =>
      collected.isUnknown(reach) ||
      unsure.some(
        ({ key, has }) => !code.isSure(key, reach.permissionSet.key ?? "") && has(reach.person),
      ),
  };
}

/** What AWS has. */
export function actualReach(sides: Sides): Reaches {
  const { live, pairs } = sides;
  const collected = new Collected();
  for (const one of live.assignments.isRead ? live.assignments.value.list : []) {
    const { principalId, principalType, permissionSetArn, account } = one;
    const key = pairs.permissionSets.keys.get(permissionSetArn);
    const name = pairs.permissionSets.all.get(permissionSetArn)?.name ?? permissionSetArn;
    const set = { ...(key === undefined ? {} : { key }), name };
    if (principalType === "USER") {
      const user = liveUser(sides, principalId);
      collected.add(user ? [user] : [], set, account, DIRECT);
      continue;
    }
    const group = pairs.groups.all.get(principalId);
    if (!group) continue;
    const own = pairs.groups.keys.get(principalId);
    const way = { group: { ...(own === undefined ? {} : { key: own }), name: group.name } };
    collected.add(liveMembers(sides, principalId), set, account, way);
  }
  return { all: collected.all, mayHave: (reach) => collected.isUnknown(reach) };
}

class Collected {
  readonly all = new Map<string, Reach & { readonly ways: Way[] }>();
  /** Permission sets in accounts that a group has whose members weren't read. */
  readonly #unknown = new Set<string>();

  add(people: readonly Who[] | undefined, permissionSet: Who, account: string, way: Way): void {
    if (people === undefined) this.#unknown.add(placeOf(permissionSet, account));
    for (const person of people ?? []) {
      const id = `${idOf(person)} ${placeOf(permissionSet, account)}`;
      const reach = this.all.get(id);
      if (reach) reach.ways.push(way);
      else this.all.set(id, { person, permissionSet, account, ways: [way] });
    }
  }

  isUnknown({ permissionSet, account }: Reach): boolean {
    return this.#unknown.has(placeOf(permissionSet, account));
  }
}

/**
 * The members of a group that are there; undefined where they weren't read. Those of a group that is made elsewhere stand
 * together then: the code doesn't say who they are either.
 */
function liveMembers(sides: Sides, groupId: string): Who[] | undefined {
  const group = sides.pairs.groups.all.get(groupId);
  const { members, name } = group ?? {};
  if (!members?.isRead) {
    const key = sides.pairs.groups.keys.get(groupId) ?? "";
    const isElsewhere = sides.code.configuration.groups[key]?.existing === true;
    return isElsewhere ? [{ name: `whoever is in ${name}` }] : undefined;
  }
  return members.value.flatMap(({ userId }) => liveUser(sides, userId) ?? []);
}

function liveUser({ pairs }: Sides, userId: string): Who | undefined {
  const user = pairs.people.all.get(userId);
  const key = pairs.people.keys.get(userId);
  return user && { ...(key === undefined ? {} : { key }), name: user.userName };
}

function setName({ code }: Sides, key: string): string {
  return code.configuration.permissionSets[key]?.name ?? key;
}

function placeOf(permissionSet: Who, account: string): string {
  return `${idOf(permissionSet)} ${account}`;
}

/** Names of what the code doesn't name are unique in AWS. */
function idOf({ key, name }: Who): string {
  return JSON.stringify(key === undefined ? { name } : { key });
}

function same(one: Who, other: Who): boolean {
  return idOf(one) === idOf(other);
}

import type { AccessEntry } from "../../access/access.ts";
import type { AccessSide } from "./accessSide.ts";
import { Holders, type Reading } from "./holders.ts";
import type { Ids } from "./sameness.ts";

/** What a group gives: entries by id of the permission set, and by account. */
export type Given = ReadonlyMap<string, ReadonlyMap<string, AccessEntry>>;

/** A side in ids. */
export interface Side {
  /** What each group gives, by its id. */
  readonly groups: ReadonlyMap<string, Given>;
  /** Groups that give something, of each holder. */
  readonly groupsOf: ReadonlyMap<string, readonly string[]>;
  /** Names of the groups whose members aren't known, by id. */
  readonly unseen: ReadonlyMap<string, string>;
}

/** Both sides, in which the same things have the same ids. */
export interface Sides {
  readonly before: Side;
  readonly after: Side;
  readonly holders: Pick<Holders, "who">;
}

export function sidesOf(before: AccessSide, after: AccessSide, ids: Ids): Sides {
  const later: Reading = { side: after, idOf: (_, key) => key };
  const earlier: Reading = { side: before, idOf: (section, key) => ids[section].get(key) ?? key };
  const holders = new Holders([later, earlier]);
  return { before: inIds(earlier, holders), after: inIds(later, holders), holders };
}

function inIds(reading: Reading, holders: Holders): Side {
  const { side, idOf } = reading;
  const groups = new Map<string, Given>();
  const groupsOf = new Map<string, string[]>();
  const unseen = new Map<string, string>();
  for (const [key, given] of side.access.groups) {
    const id = idOf("groups", key);
    groups.set(id, new Map([...given].map(([set, of]) => [idOf("permissionSets", set), of])));
    for (const holder of holders.membersOf(reading, key)) {
      const known = groupsOf.get(holder);
      if (known) known.push(id);
      else groupsOf.set(holder, [id]);
    }
    if (holders.isUnseen(reading, key)) {
      unseen.set(id, side.configuration.groups[key]?.displayName ?? key);
    }
  }
  return { groups, groupsOf, unseen };
}

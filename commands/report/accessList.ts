import type { Access, AccessEntry } from "../../model/access/access.ts";
import { shown } from "../../model/problems/shown.ts";
import { accountName, byName, holders } from "./holders.ts";
import type { Members } from "./members.ts";
import { wrapped } from "./textWidth.ts";

/** Each person's access: permission set, the group that it comes through, accounts. */
export function accessByPerson(members: Members, access: Access, width: number): string[] {
  return [...holders(members, access.entries)].flatMap(([who, entries]) => [
    who,
    ...ways(entries, ({ account }) => [accountName(access, account)], width),
  ]);
}

/** Each account's access: permission set, the group that it comes through, people. */
export function accessByAccount(members: Members, access: Access, width: number): string[] {
  const accounts = Map.groupBy(access.entries, ({ account }) => account);
  const named = [...accounts].map(([id, entries]) => ({
    id,
    name: accountName(access, id),
    entries,
  }));
  return named
    .sort((one, other) => byName(one.name, other.name) || byName(one.id, other.id))
    .flatMap(({ id, name, entries }) => [
      name === id ? id : `${name} (${id})`,
      ...ways(entries, ({ group }) => members.of(group), width),
    ]);
}

/** A line for each permission set, group and last day, with what it leads to. */
function ways(
  entries: readonly AccessEntry[],
  ends: (entry: AccessEntry) => readonly string[],
  width: number,
): string[] {
  const groups = Map.groupBy(entries, ({ permissionSet, group, until }) => {
    const last = until === undefined ? "" : ` until ${until}`;
    return `  ${shown(permissionSet)} through ${shown(group)}${last}: `;
  });
  return [...groups].flatMap(([way, some]) => {
    const names = [...new Set(some.flatMap(ends))].sort(byName);
    return wrapped(way, names.length > 0 ? names : ["nobody"], width);
  });
}

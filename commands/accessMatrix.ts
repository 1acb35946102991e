import type { Access, AccessEntry } from "../model/access.ts";
import type { Configuration } from "../model/configuration.ts";

/** What the cells of a matrix are marked with. */
const MARKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** More rows than this are counted, not drawn. */
const ROWS = 40;
/** More columns than this don't fit a terminal. */
const COLUMNS = 30;

/** Who reaches which account with which permission set, for a terminal. */
export function drawAccessMatrix(configuration: Configuration, access: Access): string {
  const people = peopleEntries(configuration, access.entries);
  if (people.size === 0) return "nobody reaches any account";
  const sets = unique(access.entries.map((entry) => entry.permissionSet));
  const accounts = unique(access.entries.map((entry) => entry.account)).sort((one, other) =>
    accountName(access, one).localeCompare(accountName(access, other)),
  );
  const shown = accounts.slice(0, COLUMNS);
  const rows = [...people].slice(0, ROWS).map(([who, entries]) => ({
    who,
    cells: shown.map((account) => cell(entries, account, sets)),
  }));
  const width = Math.max(...rows.map(({ who }) => who.length), 8);
  const several = rows.some(({ cells }) => cells.includes("+"));
  return [
    ...shown.map(
      (account, column) =>
        `${" ".repeat(width)}  ${"│ ".repeat(column)}┌ ${accountName(access, account)}`,
    ),
    ...rows.map(({ who, cells }) => `${who.padEnd(width)}  ${cells.join(" ")}`),
    ...notShown(people.size - ROWS, accounts.length - COLUMNS),
    "",
    [
      ...sets.map((set) => `${mark(sets, set)} ${set}`),
      ...(several ? ["+ several (below)"] : []),
    ].join("   "),
  ].join("\n");
}

/** Each person's access, line by line: permission set, accounts, and the group that it comes through. */
export function listAccess(configuration: Configuration, access: Access): string {
  const lines: string[] = [];
  const people = [...peopleEntries(configuration, access.entries)];
  for (const [who, entries] of people.slice(0, ROWS)) {
    lines.push(who);
    const byWay = new Map<string, string[]>();
    for (const { permissionSet, group, account, until } of entries) {
      const way = `${permissionSet} through ${group}${until === undefined ? "" : ` until ${until}`}`;
      byWay.set(way, [...(byWay.get(way) ?? []), accountName(access, account)]);
    }
    for (const [way, names] of byWay) lines.push(`  ${way}: ${names.sort().join(", ")}`);
  }
  return [...lines, ...notShown(people.length - ROWS, 0)].join("\n");
}

/** Entries by person; the people of a group that is made elsewhere are one row, named after it. */
function peopleEntries(
  configuration: Configuration,
  entries: readonly AccessEntry[],
): ReadonlyMap<string, AccessEntry[]> {
  const rows = new Map<string, AccessEntry[]>();
  for (const entry of entries) {
    const group = configuration.groups[entry.group];
    const who = group?.existing ? [`members of ${group.displayName}`] : (group?.members ?? []);
    for (const person of who) {
      const row = rows.get(person);
      if (row) row.push(entry);
      else rows.set(person, [entry]);
    }
  }
  return new Map([...rows].sort(([one], [other]) => one.localeCompare(other)));
}

function cell(entries: readonly AccessEntry[], account: string, sets: readonly string[]): string {
  const here = unique(
    entries.filter((entry) => entry.account === account).map((entry) => entry.permissionSet),
  );
  if (here.length === 0) return "·";
  return here.length === 1 ? mark(sets, here[0] as string) : "+";
}

function notShown(people: number, accounts: number): string[] {
  const hidden = [
    people > 0 ? `${people} more people` : "",
    accounts > 0 ? `${accounts} more accounts` : "",
  ].filter(Boolean);
  return hidden.length > 0 ? [`… and ${hidden.join(" and ")}`] : [];
}

function mark(sets: readonly string[], set: string): string {
  return MARKS[sets.indexOf(set)] ?? "#";
}

function accountName(access: Access, id: string): string {
  return access.accounts.get(id)?.name ?? id;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

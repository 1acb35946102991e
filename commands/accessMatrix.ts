import type { Access, AccessEntry } from "../model/access.ts";
import type { Configuration } from "../model/configuration.ts";

/** What the cells of a matrix are marked with. */
const MARKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** More rows than this are counted, not drawn. */
const ROWS = 40;
/** More columns than this don't fit a terminal. */
const COLUMNS = 30;

/** Who reaches which account with which permission set, and through which group, for a terminal. */
export function drawAccessMatrix(configuration: Configuration, access: Access): string {
  const sets = unique(access.entries.map((entry) => entry.permissionSet));
  const accounts = unique(access.entries.map((entry) => entry.account)).sort((one, other) =>
    accountName(access, one).localeCompare(accountName(access, other)),
  );
  const people = peopleEntries(configuration, access.entries);
  const shownAccounts = accounts.slice(0, COLUMNS);
  const shownPeople = [...people].slice(0, ROWS);
  const width = Math.max(...shownPeople.map(([who]) => who.length), 8);

  const lines = shownAccounts.map((account, column) => {
    const bars = "│ ".repeat(column);
    return `${" ".repeat(width)}  ${bars}┌ ${accountName(access, account)}`;
  });
  for (const [who, entries] of shownPeople) {
    const cells = shownAccounts.map((account) => cell(entries, account, sets));
    lines.push(`${who.padEnd(width)}  ${cells.join(" ")}`);
  }
  const hidden = [
    people.size > ROWS ? `${people.size - ROWS} more people` : "",
    accounts.length > COLUMNS ? `${accounts.length - COLUMNS} more accounts` : "",
  ].filter(Boolean);
  if (hidden.length > 0) lines.push(`… and ${hidden.join(" and ")}`);
  lines.push("", ...legend(sets, access.entries));
  return lines.join("\n");
}

/** Each person's access, line by line: permission set, accounts, and the group that it comes through. */
export function listAccess(configuration: Configuration, access: Access): string {
  const lines: string[] = [];
  for (const [who, entries] of [...peopleEntries(configuration, access.entries)].slice(0, ROWS)) {
    lines.push(who);
    const byWay = new Map<string, string[]>();
    for (const { permissionSet, group, account, until } of entries) {
      const way = `${permissionSet} through ${group}${until === undefined ? "" : ` until ${until}`}`;
      byWay.set(way, [...(byWay.get(way) ?? []), accountName(access, account)]);
    }
    for (const [way, names] of byWay) lines.push(`  ${way}: ${names.sort().join(", ")}`);
  }
  return lines.join("\n");
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

function legend(sets: readonly string[], entries: readonly AccessEntry[]): string[] {
  const marks = sets.map((set) => `${mark(sets, set)} ${set}`);
  const several = entries.length > 0 ? ["+ several (below)"] : [];
  return [[...marks, ...several].join("   ")];
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

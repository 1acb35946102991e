import { markdown } from "../problems/shown.ts";
import type { Access, AccessEntry } from "./access.ts";

/** Accounts named in one row before the rest is only counted. */
const NAMED_ACCOUNTS = 12;

/** Access by group, permission set and account id; each with the lines that gave it. */
export type AccessByGroup = Record<string, Record<string, Record<string, string>>>;

/** Access as a tree, such as `{ engineers: { "read-only": { "111111111111": "access:groups.engineers.access[2] until 2027-03-31" } } }`. */
export function accessByGroup(access: Access): AccessByGroup {
  // Keys are data, also those that every object has, such as constructor.
  const groups = new Map<string, Map<string, Map<string, string>>>();
  for (const { group, permissionSet, account, lines, until } of access.entries) {
    const sets = groups.get(group) ?? new Map<string, Map<string, string>>();
    const accounts = sets.get(permissionSet) ?? new Map<string, string>();
    groups.set(group, sets.set(permissionSet, accounts));
    accounts.set(account, `${lines.join(", ")}${until === undefined ? "" : ` until ${until}`}`);
  }
  return Object.fromEntries(
    [...groups].map(([group, sets]) => [
      group,
      Object.fromEntries([...sets].map(([set, accounts]) => [set, Object.fromEntries(accounts)])),
    ]),
  );
}

/** Access as a Markdown table: one row for each group, permission set and end date, accounts by name. */
export function summarizeAccess(access: Access): string {
  const rows = new Map<string, AccessEntry[]>();
  for (const entry of access.entries) {
    const row = [entry.group, entry.permissionSet, entry.until ?? ""].join("\n");
    const entries = rows.get(row);
    if (entries) entries.push(entry);
    else rows.set(row, [entry]);
  }
  const body = [...rows.values()].map((entries) => {
    const [{ group, permissionSet, until }] = entries as [AccessEntry];
    const cells = [group, permissionSet, accountNames(access, entries), until ?? ""];
    return `| ${cells.map(markdown).join(" | ")} |`;
  });
  return [
    "| Group | Permission set | Accounts | Until |",
    "| --- | --- | --- | --- |",
    ...body.sort(),
  ].join("\n");
}

function accountNames(access: Access, entries: readonly AccessEntry[]): string {
  const names = entries.map(({ account }) => access.accounts.get(account)?.name ?? account).sort();
  const rest = names.length - NAMED_ACCOUNTS;
  return rest > 0
    ? `${names.slice(0, NAMED_ACCOUNTS).join(", ")} and ${rest} more`
    : names.join(", ");
}

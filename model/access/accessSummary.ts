import { markdown } from "../problems/shown.ts";
import type { Access, AccessEntry } from "./access.ts";

/** Accounts named in one row before the rest is only counted. */
const NAMED_ACCOUNTS = 12;

/** Access by group, permission set and account id; each with the lines that gave it. */
export type AccessByGroup = Record<string, Record<string, Record<string, string>>>;

/** Access as a tree, such as `{ engineers: { "read-only": { "111111111111": "access:groups.engineers.access[2] until 2027-03-31" } } }`. */
export function accessByGroup({ groups }: Access): AccessByGroup {
  return mapped(groups, (sets) => mapped(sets, (accounts) => mapped(accounts, givenBy)));
}

/** An object of a map. Keys are data, also those that every object has, such as constructor. */
function mapped<From, To>(
  map: ReadonlyMap<string, From>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries([...map].map(([key, value]) => [key, change(value)]));
}

function givenBy({ lines, until }: AccessEntry): string {
  return `${lines.join(", ")}${until === undefined ? "" : ` until ${until}`}`;
}

/** Access as a Markdown table: one row for each group, permission set and end date, accounts by name. */
export function summarizeAccess(access: Access): string {
  const rows = [...access.groups.values()]
    .flatMap((sets) => [...sets.values()])
    .flatMap((accounts) => [...Map.groupBy(accounts.values(), ({ until }) => until).values()]);
  const body = rows.map((entries) => {
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

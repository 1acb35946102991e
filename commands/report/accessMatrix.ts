import type { Access, AccessEntry } from "../../model/access/access.ts";
import { shown } from "../../model/problems/shown.ts";
import { accountName, byName, holders } from "./holders.ts";
import type { Members } from "./members.ts";
import { counted } from "./resourceName.ts";
import { cut, padEnd, textWidth, wrapped } from "./textWidth.ts";

/** What the cells of a matrix are marked with. */
const MARKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** More than one permission set. */
const SEVERAL = "+";
/** One that there is no mark for any more. */
const OTHER = "#";

/** By permission set. */
type Marks = ReadonlyMap<string, string>;

/** Up to so many people have a row each; of more, those with the same access share one. */
export const FEW_PEOPLE = 12;
/** Up to so many permission sets are all explained; of more, those that are drawn. */
const FEW_SETS = 12;
/** More rows than this are counted, not drawn. */
const ROWS = 20;
/** Columns that the name of the last account has at least. */
const LAST_NAME = 12;

interface Row {
  readonly who: string;
  readonly people: number;
  /** One for each account. */
  readonly cells: readonly string[];
}

/** Who reaches which account with which permission set, in at most so many columns of a terminal. */
export function drawAccessMatrix(members: Members, access: Access, width: number): string {
  const marks = marksOf(access.entries);
  const accounts = [...new Set(access.entries.map(({ account }) => account))]
    .map((id) => ({ id, name: accountName(access, id) }))
    .sort((one, other) => byName(one.name, other.name) || byName(one.id, other.id));
  const all = rows(
    members,
    access,
    accounts.map(({ id }) => id),
    marks,
  );
  if (all.length === 0) return "nobody reaches any account";

  const drawn = all.slice(0, ROWS);
  const label = Math.min(Math.max(...drawn.map(({ who }) => textWidth(who)), 8), width >> 1);
  const room = Math.max(1, Math.floor((width - label - 2 - LAST_NAME) / 2));
  const columns = accounts.slice(0, room);
  const lines = drawn.map(({ who, cells }) => {
    return `${padEnd(cut(who, label), label)}  ${cells.slice(0, room).join(" ")}`;
  });
  const seen = new Set(drawn.flatMap(({ cells }) => cells.slice(0, room)));
  const hiddenPeople = all.slice(ROWS).reduce((sum, { people }) => sum + people, 0);
  return [
    ...columns.map(({ name }, index) =>
      cut(`${" ".repeat(label)}  ${"│ ".repeat(index)}┌ ${name}`, width),
    ),
    ...lines,
    ...notShown(hiddenPeople, accounts.length - columns.length),
    "",
    ...legend(marks, seen, width),
  ].join("\n");
}

/** One for each person, or for all who have the same access where there are many. */
function rows(members: Members, access: Access, accounts: readonly string[], marks: Marks): Row[] {
  const everybody = [...holders(members, access.entries)];
  const alike =
    everybody.length <= FEW_PEOPLE
      ? everybody.map((one) => [one])
      : [...Map.groupBy(everybody, ([, entries]) => groupsOf(entries)).values()];
  return alike.map((people) => {
    const [who, entries] = people[0] as (typeof everybody)[number];
    const more = people.length > 1 ? ` and ${people.length - 1} more` : "";
    return { who: who + more, people: people.length, cells: cellsOf(entries, accounts, marks) };
  });
}

/** Who is in the same groups has the same access. */
function groupsOf(entries: readonly AccessEntry[]): string {
  return JSON.stringify([...new Set(entries.map(({ group }) => group))]);
}

function cellsOf(
  entries: readonly AccessEntry[],
  accounts: readonly string[],
  marks: Marks,
): string[] {
  const byAccount = Map.groupBy(entries, ({ account }) => account);
  return accounts.map((account) => {
    const here = new Set(byAccount.get(account)?.map(({ permissionSet }) => permissionSet));
    const [one] = here;
    if (one === undefined) return "·";
    return here.size === 1 ? (marks.get(one) ?? OTHER) : SEVERAL;
  });
}

/** What the marks that were drawn mean. */
function legend(marks: Marks, seen: ReadonlySet<string>, width: number): string[] {
  const named = [...marks]
    .filter(([, mark]) => marks.size <= FEW_SETS || seen.has(mark))
    .map(([set, mark]) => `${mark} ${shown(set)}`);
  const several = seen.has(SEVERAL) ? [`${SEVERAL} several`] : [];
  const others = seen.has(OTHER) ? [`${OTHER} another`] : [];
  return wrapped("", [...named, ...others, ...several], width, "   ");
}

function notShown(people: number, accounts: number): string[] {
  const hidden = [
    people > 0 ? counted(people, "more person", "more people") : "",
    accounts > 0 ? counted(accounts, "more account") : "",
  ].filter(Boolean);
  return hidden.length > 0 ? [`… and ${hidden.join(" and ")}`] : [];
}

function marksOf(entries: readonly AccessEntry[]): Marks {
  const sets = [...new Set(entries.map(({ permissionSet }) => permissionSet))];
  return new Map(sets.slice(0, MARKS.length).map((set, index) => [set, MARKS[index] as string]));
}

import { shown } from "../../../model/problems/shown.ts";
import { byName } from "../../report/holders.ts";
import { wrapped } from "../../report/textWidth.ts";
import type { Reach } from "../access/reach.ts";
import type { Way, Who } from "../access/who.ts";
import type { Drift } from "../drift.ts";

/** So many people are shown; the others are counted. */
const PEOPLE = 30;

/** Each person with permission sets and accounts, and how they come to it. */
export function accessLines(
  all: readonly Reach[],
  { accounts }: Pick<Drift, "accounts">,
  width: number,
): string[] {
  const people = [...Map.groupBy(all, ({ person }) => whoText(person))].sort(([one], [other]) =>
    byName(one, other),
  );
  const rest = people.length - PEOPLE;
  return [
    ...people.slice(0, PEOPLE).flatMap(([who, reaches]) => [
      `  ${who}`,
      ...[...Map.groupBy(reaches, setText)].flatMap(([set, some]) => {
        const names = some.map(({ account }) => shown(accounts.get(account)?.name ?? account));
        return wrapped(`    ${set}: `, names.sort(byName), width);
      }),
    ]),
    ...(rest > 0 ? [`  … and ${rest} more: --json has all`] : []),
  ];
}

/** By key, and by name where the code has none. */
export function whoText({ key, name }: Who): string {
  return key === undefined ? `${shown(name)} (not in the code)` : shown(key);
}

function setText({ permissionSet, ways }: Reach): string {
  return `${whoText(permissionSet)} ${ways.map(wayText).sort().join(" and ")}`;
}

function wayText({ group }: Way): string {
  return group ? `through ${whoText(group)}` : "assigned directly";
}

import { firstFew } from "../../model/problems/seen.ts";
import type {
  AccessChange,
  Direction,
  Way,
} from "../../model/transition/difference/accessChanges.ts";
import type { Who } from "../../model/transition/difference/holders.ts";
import type { Comparison } from "./comparison.ts";

/** Names of one list that are shown before the rest is counted. */
const FEW = 6;

/** Which of the two a line is looked up in. */
export type SideName = "before" | "after";

/** Somebody, as people read it. */
export function whoName(who: Who): string {
  if (who.kind === "person") return who.person;
  return who.kind === "sign-in" ? who.userName : `whoever is in ${who.displayName}`;
}

export function whoNames(all: readonly Who[]): string {
  return firstFew(all.map(whoName), FEW);
}

/** Where a path stands, such as `Pulumi.prod.yaml:92`. */
export function placeOf({ before, after }: Comparison, side: SideName, path: string): string {
  const { places, name } =
    side === "before" && before
      ? { places: before.places, name: before.file.name }
      : { places: after.resolved.places, name: after.file.name };
  return places.of(path) ?? name;
}

/** Name of an account, on either side. */
export function accountNameOf({ before, after }: Comparison, id: string): string | undefined {
  const account = after.resolved.access.accounts.get(id) ?? before?.access.accounts.get(id);
  return account?.name;
}

/** `developer in web-dev, through engineers (Pulumi.prod.yaml:92), until 2027-03-31`. */
export function changeText(
  change: AccessChange,
  direction: Direction,
  comparison: Comparison,
): string {
  const { permissionSet, accounts, ways, unlessIn } = change;
  const names = accounts.map((id) => accountNameOf(comparison, id) ?? id).sort();
  const side = direction === "lost" ? "before" : "after";
  const through = ways.map((way) => wayText(way, side, comparison));
  return [
    `${permissionSet} in ${firstFew(names, FEW)}`,
    `through ${firstFew(through, 3)}`,
    ...daysOf(change, direction),
    ...(unlessIn.length > 0
      ? [`not for whoever is in ${firstFew(unlessIn, 3)} too, which isn't known here`]
      : []),
  ].join(", ");
}

function daysOf({ until, untilBefore }: AccessChange, direction: Direction): string[] {
  const last = (day: string | undefined) => (day === undefined ? "without end" : `until ${day}`);
  if (direction === "gained" || direction === "lost")
    return until === undefined ? [] : [last(until)];
  return [`${last(until)} (before: ${last(untilBefore)})`];
}

function wayText({ group, lines }: Way, side: SideName, comparison: Comparison): string {
  const places = lines.map((path) => placeOf(comparison, side, path));
  return `${group} (${firstFew([...new Set(places)], 3)})`;
}

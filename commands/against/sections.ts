import type { Problem } from "../../model/problems/problem.ts";
import { firstFew } from "../../model/problems/seen.ts";
import type { AccessChange, Direction } from "../../model/transition/difference/accessChanges.ts";
import type { AdministratorChange } from "../../model/transition/difference/administratorChanges.ts";
import { type Comparison, DAYS_AHEAD } from "./comparison.ts";
import type { Revision } from "./revision.ts";
import { setItem } from "./setWords.ts";
import type { Item, Section } from "./told.ts";
import { changeText, placeOf, whoName, whoNames } from "./words.ts";

/** Items of a section, and details of an item, before the rest is counted. */
const ITEMS = 20;
const DETAILS = 8;

/** All that a comparison tells, the gravest first; without what doesn't change. */
export function sectionsOf(comparison: Comparison, revision: Revision): Section[] {
  const { difference, ending, ended, before } = comparison;
  const sections: Section[] = [];
  const add = (title: string, items: readonly Item[]) => {
    if (items.length > 0) sections.push({ title, items: fewItems(items) });
  };
  if (difference) {
    const { administrators, permissionSets } = difference;
    add("New administrators of everybody's access", administrators.gained.map(newAdministrator));
    add("Administrators lost", administrators.lost.map(lostAdministrator));
    for (const [direction, title] of DIRECTIONS) {
      add(title, changeItems(difference[direction], direction, comparison));
    }
    add("Permission sets that change", permissionSets.map(setItem));
  }
  const lines = (all: Comparison["ending"]) =>
    all.map(({ group, permissionSet, path, until }) => {
      const place = placeOf(comparison, "after", path);
      return { text: `${place}: ${permissionSet} for ${group}, until ${until}`, details: [] };
    });
  add(`Lines that end within ${DAYS_AHEAD} days`, lines(ending));
  add(`Lines that ended since ${revision.day}`, lines(ended));
  add(`Not known of ${revision.name}`, (before?.problems ?? []).flatMap(unknownItem));
  return sections;
}

const DIRECTIONS: readonly (readonly [Direction, string])[] = [
  ["gained", "Access gained"],
  ["prolonged", "Access that lasts longer"],
  ["lost", "Access lost"],
  ["shortened", "Access that ends sooner"],
];

/** Who has the same changes together. */
function changeItems(
  changes: readonly AccessChange[],
  direction: Direction,
  comparison: Comparison,
): Item[] {
  const byWho = Map.groupBy(changes, ({ who }) => JSON.stringify(who));
  return [...byWho.values()].flatMap((some) => {
    const [first] = some;
    if (!first) return [];
    const details = some.map((change) => changeText(change, direction, comparison));
    return [{ text: whoNames(first.who), details }];
  });
}

function newAdministrator({ who, after, groups }: AdministratorChange): Item {
  const may = after === "unknown" ? " perhaps: what is made elsewhere decides;" : "";
  return { text: `${whoName(who)}:${may} through ${firstFew(groups)}`, details: [] };
}

function lostAdministrator({ who, after, groups }: AdministratorChange): Item {
  const may = after === "unknown" ? " perhaps: what is made elsewhere decides;" : "";
  return { text: `${whoName(who)}:${may} was through ${firstFew(groups)}`, details: [] };
}

/** What a side can't tell: access that it gives is missing from the comparison. */
function unknownItem({ kind, place, path, message }: Problem): Item[] {
  if (kind !== "unjudged" && kind !== "secret") return [];
  return [{ text: `${place ?? path}: ${message}`, details: [] }];
}

function fewItems(items: readonly Item[]): Item[] {
  const shown = items.slice(0, ITEMS).map(({ text, details }) => {
    const rest = details.length - DETAILS;
    const few = rest > 0 ? [...details.slice(0, DETAILS), `… and ${rest} more`] : details;
    return { text, details: few };
  });
  const rest = items.length - ITEMS;
  if (rest > 0) shown.push({ text: `… and ${rest} more: --format json tells all`, details: [] });
  return shown;
}

import { firstFew } from "../../model/problems/seen.ts";
import type { AccessChange, Direction } from "../../model/transition/difference/accessChanges.ts";
import type { AdministratorChange } from "../../model/transition/difference/administratorChanges.ts";
import { DAYS_AHEAD, type EndingLine } from "../../model/transition/difference/lastDays.ts";
import { IS_DELEGATE } from "../report/delegate.ts";
import type { Comparison } from "./comparison.ts";
import { delegateWords } from "./delegate.ts";
import type { PlacedFinding } from "./protection.ts";
import type { Revision } from "./revision.ts";
import { setItem } from "./setWords.ts";
import type { Item, Section } from "./told.ts";
import { noWay, updatesOf } from "./updates.ts";
import { changeText, placeOf, whoName, whoNames } from "./words.ts";

/** Items of a section, and details of an item, before the rest is counted. */
const ITEMS = 20;
const DETAILS = 8;

/** All that a comparison tells, the gravest first; without what doesn't change. */
export function sectionsOf(comparison: Comparison, revision: Revision): Section[] {
  const { difference, ending, ended, before } = comparison;
  const sections: Section[] = [];
  const add = <One>(title: string, all: readonly One[], toItem: (one: One) => Item) => {
    if (all.length > 0) sections.push({ title, items: fewItems(all, toItem) });
  };
  if (difference) {
    const { administrators, permissionSets } = difference;
    add("New administrators of everybody's access", administrators.gained, newAdministrator);
    add(DELEGATE, comparison.delegate ? [comparison.delegate] : [], (one) => {
      const { who, place } = delegateWords(one, comparison);
      return { text: `${place}: ${who} ${IS_DELEGATE}`, details: [] };
    });
    add("Administrators lost", administrators.lost, lostAdministrator);
    sections.push(...protectionSections(comparison.protection, revision));
    for (const [direction, title] of DIRECTIONS) {
      const byWho = [
        ...Map.groupBy(difference[direction], ({ who }) => JSON.stringify(who)).values(),
      ];
      add(title, byWho, (some) => changeItem(some, direction, comparison));
    }
    add("Permission sets that change", permissionSets, setItem);
  }
  if (comparison.plan) {
    const updates = updatesOf(comparison.plan, comparison.after.resolved.access);
    const title = `It takes ${updates.length} updates, which npm run up makes`;
    if (updates.length > 1) {
      add(title, updates, ({ later }) => ({
        text: later.length > 0 ? "all but what waits for the next" : "everything else",
        details: later.map(({ text }) => text),
      }));
    }
    add("No safe order of updates is known", noWay(comparison), (text) => ({ text, details: [] }));
  }
  const lineItem = ({ group, permissionSet, path, until }: EndingLine): Item => {
    const place = placeOf(comparison, "after", path);
    return { text: `${place}: ${permissionSet} for ${group}, until ${until}`, details: [] };
  };
  add(`Lines that end within ${DAYS_AHEAD} days`, ending, lineItem);
  add(`Lines that ended since ${revision.day}`, ended, lineItem);
  const unknown = (before?.problems ?? []).filter(
    ({ kind }) => kind === "unjudged" || kind === "secret",
  );
  add(`Not known of ${revision.name}`, unknown, ({ place, path, message }) => {
    return { text: `${place ?? path}: ${message}`, details: [] };
  });
  return sections;
}

/** What of the protection goes. */
export function protectionSections(
  protection: readonly PlacedFinding[],
  revision: Revision,
): Section[] {
  const isUnmarked = ({ kind }: PlacedFinding) => kind === "administrators-access";
  const others = protection.filter((one) => !isUnmarked(one));
  return [
    ...findingSections(UNMARKED, protection.filter(isUnmarked), revision),
    ...findingSections(PROTECTION, others, revision),
  ];
}

/** Who comes in newly for emergencies, and which of their roles get what administers. */
export function privilegeSections(
  privileges: readonly PlacedFinding[],
  revision: Revision,
): Section[] {
  const of = (kind: PlacedFinding["kind"]) => privileges.filter((one) => one.kind === kind);
  return [
    ...findingSections(NEWCOMERS, of("administrator"), revision),
    ...findingSections(PRIVILEGES, of("privilege"), revision),
  ];
}

function findingSections(
  title: string,
  findings: readonly PlacedFinding[],
  { name: revision }: Revision,
): Section[] {
  if (findings.length === 0) return [];
  const items = fewItems(findings, ({ place, isOfRevision, name, seen }) => {
    const where = isOfRevision ? `${place} in ${revision}` : place;
    return { text: `${where}: ${name}: ${seen}`, details: [] };
  });
  return [{ title, items }];
}

const DELEGATE = "New delegated administrator: somebody looks at it twice (administrator)";
const UNMARKED =
  "Groups of administrators that are none any longer: somebody looks at it twice (administrators-access)";
const NEWCOMERS = "Who comes in newly: somebody looks at it twice (administrator)";
const PRIVILEGES = "Roles that get more: somebody looks at it twice (privilege)";
const PROTECTION = "Protection that goes: somebody looks at it twice (security-control)";

const DIRECTIONS: readonly (readonly [Direction, string])[] = [
  ["gained", "Access gained"],
  ["prolonged", "Access that lasts longer"],
  ["lost", "Access lost"],
  ["shortened", "Access that ends sooner"],
];

/** The changes of those who have the same. */
function changeItem(
  changes: readonly AccessChange[],
  direction: Direction,
  comparison: Comparison,
): Item {
  const details = changes.map((change) => changeText(change, direction, comparison));
  return { text: whoNames(changes[0]?.who ?? []), details };
}

function newAdministrator({ who, after, groups }: AdministratorChange): Item {
  const may = after === "unknown" ? " perhaps: what is made elsewhere decides;" : "";
  return { text: `${whoName(who)}:${may} through ${firstFew(groups)}`, details: [] };
}

function lostAdministrator({ who, after, groups }: AdministratorChange): Item {
  const may = after === "unknown" ? " perhaps: what is made elsewhere decides;" : "";
  return { text: `${whoName(who)}:${may} was through ${firstFew(groups)}`, details: [] };
}

function fewItems<One>(all: readonly One[], toItem: (one: One) => Item): Item[] {
  const shown = all.slice(0, ITEMS).map((one) => {
    const { text, details } = toItem(one);
    const rest = details.length - DETAILS;
    const few = rest > 0 ? [...details.slice(0, DETAILS), `… and ${rest} more`] : details;
    return { text, details: few };
  });
  const rest = all.length - ITEMS;
  if (rest > 0) shown.push({ text: `… and ${rest} more: --format json tells all`, details: [] });
  return shown;
}

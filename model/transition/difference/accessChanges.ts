import type { AccessEntry } from "../../access/access.ts";
import { type Cohort, cohorts } from "./cohorts.ts";
import type { Who } from "./holders.ts";
import { keyOf } from "./sameness.ts";
import type { Side, Sides } from "./side.ts";

/** `prolonged`, `shortened`: had before and has after, until another day. */
export type Direction = "gained" | "lost" | "prolonged" | "shortened";

/** A group that gives something, by which lines: paths such as `access:groups.engineers.access[0]`. */
export interface Way {
  readonly group: string;
  readonly lines: readonly string[];
}

/** Some who gain or lose the same permission set in the same accounts, in the same way. */
export interface AccessChange {
  readonly who: readonly Who[];
  /** Key of the permission set; of one that stays, the later key. */
  readonly permissionSet: string;
  /** 12 digits each, sorted. */
  readonly accounts: readonly string[];
  /** Of what is lost, those that gave it; else those that give it. */
  readonly ways: readonly Way[];
  /** Last day, YYYY-MM-DD; absent where there is none. */
  readonly until?: string;
  /** Last day before, of what is prolonged or shortened; absent where there was none. */
  readonly untilBefore?: string;
  /** Names of groups whose members nobody knows here: whoever is in one had it before, or keeps it. */
  readonly unlessIn: readonly string[];
}

/** All changes, by direction. */
export type AccessChanges = Readonly<Record<Direction, readonly AccessChange[]>>;

type Draft = Omit<AccessChange, "who" | "accounts"> & { readonly accounts: string[] };

/** What changes for everybody. */
export function accessChanges(sides: Sides): AccessChanges {
  const { before, after, holders } = sides;
  const merged = new Map<string, { direction: Direction; draft: Draft; ids: string[] }>();
  for (const cohort of cohorts(before, after)) {
    for (const [direction, draft] of draftsOf(cohort, sides)) {
      const key = JSON.stringify([direction, draft]);
      const same = merged.get(key);
      if (same) same.ids.push(...cohort.ids);
      else merged.set(key, { direction, draft, ids: [...cohort.ids] });
    }
  }
  const of = (wanted: Direction): AccessChange[] =>
    [...merged.values()].flatMap(({ direction, draft, ids }) =>
      direction === wanted ? [{ who: ids.sort().map((id) => holders.who(id)), ...draft }] : [],
    );
  return {
    gained: of("gained"),
    lost: of("lost"),
    prolonged: of("prolonged"),
    shortened: of("shortened"),
  };
}

/** What changes for a cohort; accounts that change for the same reasons together. */
function draftsOf(cohort: Cohort, sides: Sides): [Direction, Draft][] {
  const drafts = new Map<string, [Direction, Draft]>();
  for (const set of [...cohort.open.keys()].sort()) {
    for (const account of [...(cohort.open.get(set) ?? [])].sort()) {
      const found = changeOf(cohort, set, account, sides);
      if (!found) continue;
      const key = JSON.stringify(found);
      const known = drafts.get(key) ?? found;
      drafts.set(key, known);
      known[1].accounts.push(account);
    }
  }
  return [...drafts.values()];
}

/** The change of one triple, without its account. */
function changeOf(
  { from, to }: Cohort,
  set: string,
  account: string,
  { before, after }: Sides,
): [Direction, Draft] | undefined {
  const had = entriesIn(before, from, set, account);
  const has = entriesIn(after, to, set, account);
  const [formerly, now] = [lastDay(had), lastDay(has)];
  const direction = directionOf(formerly, now);
  if (!direction) return undefined;
  const [entries, until] = direction === "lost" ? [had, formerly] : [has, now];
  const isMoved = direction === "prolonged" || direction === "shortened";
  // Who is in a group that isn't known here has it on the other side, too.
  const other = direction === "gained" ? before : direction === "lost" ? after : undefined;
  const unseen = [...(other?.unseen ?? [])].filter(([id]) => {
    return other?.groups.get(id)?.get(set)?.has(account);
  });
  const draft: Draft = {
    permissionSet: keyOf(set),
    accounts: [],
    ways: entries.map(({ group, lines }) => ({ group, lines })),
    ...(until !== EVER && { until }),
    ...(isMoved && formerly !== EVER && { untilBefore: formerly }),
    unlessIn: unseen.map(([, name]) => name),
  };
  return [direction, draft];
}

function entriesIn(
  { groups }: Side,
  ids: readonly string[],
  set: string,
  account: string,
): AccessEntry[] {
  return ids.flatMap((id) => groups.get(id)?.get(set)?.get(account) ?? []);
}

/** After all days. */
const EVER = "9999-99-99";

/** The latest last day; the empty text where there is no entry. */
function lastDay(entries: readonly AccessEntry[]): string {
  return entries.reduce((last, { until = EVER }) => (until > last ? until : last), "");
}

function directionOf(before: string, after: string): Direction | undefined {
  if (before === after) return undefined;
  if (before === "") return "gained";
  if (after === "") return "lost";
  return after > before ? "prolonged" : "shortened";
}

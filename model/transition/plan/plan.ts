import type { Access } from "../../access/access.ts";
import { closedAccounts } from "../../access/closedAccounts.ts";
import type { Configuration } from "../../schema/configuration.ts";
import type { Deployed } from "../deployed.ts";
import { waitingForClosed } from "../unfinished.ts";
import type { Detour } from "./detour.ts";
import type { Draft } from "./draft.ts";
import type { Means } from "./drafting.ts";
import { ALL_REACHED, Sides, type Unreached } from "./sides.ts";
import {
  deployedSituation,
  isSameSituation,
  type Situation,
  wantedSituation,
} from "./situation.ts";
import { nextUpdate, type Update } from "./update.ts";

/** The way from what is deployed to what is wanted. */
export interface Plan {
  /** Updates, in order; the last brings all that is wanted. Empty where no safe way is known. */
  readonly updates: readonly Update[];
  /** Why there is no safe way, as far as it isn't what waits for each other. */
  readonly obstacles: readonly string[];
  /** Where no safe way is known: what waits for each other. */
  readonly waiting: readonly Detour[];
  /** What is deployed. */
  readonly before: Situation;
  readonly wanted: Situation;
}

/** More updates than any way is known to take. */
export const LONGEST_PLAN = 12;

/**
 * Plans the updates from what is deployed to what is wanted, such that at every instant of each nobody has what neither
 * side gives, who keeps access has it, somebody administers Identity Center, and no name is asked for that is in use.
 */
export function planTransition(
  deployed: Deployed,
  configuration: Configuration,
  access: Access,
  isRefreshed = false,
): Plan {
  const closed = closedAccounts(access);
  return planBetween(
    deployedSituation(deployed, configuration),
    wantedSituation(configuration, access),
    access.administrationAccountId,
    { closed, waiting: waitingForClosed(deployed, configuration, { isRefreshed, closed }) },
  );
}

export function planBetween(
  before: Situation,
  wanted: Situation,
  administrationAccountId: string,
  unreached: Unreached = ALL_REACHED,
): Plan {
  const sidesAt = (now: Situation) => new Sides(now, wanted, administrationAccountId, unreached);
  return { ...wayFrom(before, sidesAt, LONGEST_PLAN), before, wanted };
}

type Way = Pick<Plan, "updates" | "obstacles" | "waiting">;

/** The updates from what is there: each is planned from there, as the next run of the program does, whoever begins. */
function wayFrom(now: Situation, sidesAt: (now: Situation) => Sides, longest: number): Way {
  const sides = sidesAt(now);
  const tried = MEANS.map((means) => () => nextUpdate(sides, means));
  const update = firstThat(tried, (one) => isProgress(one, now));
  if (!update) {
    const { draft, obstacles } = nextUpdate(sides, MEANS[0]);
    return { updates: [], obstacles: [...obstacles], waiting: draft.detours };
  }
  const on = (first: Update): Way => {
    if (first.draft.isComplete) return { updates: [first], obstacles: [], waiting: [] };
    if (longest === 1) return { updates: [], obstacles: [], waiting: first.draft.detours };
    const rest = wayFrom(first.draft, sidesAt, longest - 1);
    return rest.updates.length === 0 ? rest : { ...rest, updates: [first, ...rest.updates] };
  };
  const way = on(update);
  if (makesStopgaps(update) || !way.updates.some(makesStopgaps)) return way;
  // What a group in between is needed for needn't wait until all else is done.
  const sooner = nextUpdate(sides, MEANS[1]);
  const other = isProgress(sooner, now) ? on(sooner) : way;
  const isShorter = other.updates.length > 0 && other.updates.length < way.updates.length;
  return isShorter ? other : way;
}

function makesStopgaps({ draft }: Update): boolean {
  return draft.detours.some(({ kind }) => kind === "stopgap");
}

/** What an update may do, the usual first: what is more is only for where nothing comes of it. */
const MEANS = [
  { stopgaps: false, hurry: false },
  { stopgaps: true, hurry: false },
  { stopgaps: false, hurry: true },
  { stopgaps: true, hurry: true },
] as const satisfies readonly Means[];

function firstThat<Value>(
  makers: readonly (() => Value)[],
  isFit: (value: Value) => boolean,
): Value | undefined {
  for (const make of makers) {
    const value = make();
    if (isFit(value)) return value;
  }
  return undefined;
}

/** Whether an update is safe, and leaves less to do: that it makes something new is no progress by itself. */
function isProgress({ draft, obstacles }: Update, now: Situation): boolean {
  if (obstacles.size > 0) return false;
  return draft.isComplete || !isSameSituation(now, withoutNew(draft, now));
}

/** A draft without new permission sets and names, and without groups that there are only in between. */
function withoutNew(draft: Draft, now: Situation): Situation {
  const stopgaps = new Set(
    draft.detours.flatMap((one) => (one.kind === "stopgap" ? [one.stopgap] : [])),
  );
  const asBefore = <Value>(map: ReadonlyMap<string, Value>, there: ReadonlyMap<string, Value>) =>
    new Map([
      ...[...map].filter(([key]) => !stopgaps.has(key)),
      ...[...there].filter(([key]) => stopgaps.has(key)),
    ]);
  const known = <Value>(map: ReadonlyMap<string, Value>, there: ReadonlyMap<string, Value>) =>
    new Map([...map].filter(([key]) => there.has(key)));
  const { people, groups, permissionSets } = draft.names;
  return {
    ...draft,
    members: asBefore(draft.members, now.members),
    entries: asBefore(draft.entries, now.entries),
    contents: known(draft.contents, now.contents),
    names: {
      people: known(people, now.names.people),
      groups: known(asBefore(groups, now.names.groups), now.names.groups),
      permissionSets: known(permissionSets, now.names.permissionSets),
    },
  };
}

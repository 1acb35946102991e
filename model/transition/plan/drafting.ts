import type { Draft } from "./draft.ts";
import type { Change } from "./legs.ts";
import type { Sides } from "./sides.ts";

/** What an update may do where leaving things for later isn't enough. */
export interface Means {
  /** It may make groups that there are only in between. */
  readonly stopgaps: boolean;
  /** Permission sets don't wait until those are gone who lose them: they change in steps, or allow nothing in between. */
  readonly hurry: boolean;
}

/** An update on its way to be safe. */
export interface Drafting {
  readonly sides: Sides;
  readonly draft: Draft;
  /** How the permission sets change that do; undefined for those that have to wait. */
  readonly changes: Map<string, Change>;
  readonly means: Means;
  /** What keeps the update from being safe, whatever is left for later. */
  readonly obstacles: Set<string>;
}

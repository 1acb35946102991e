import type { Access } from "../../access/access.ts";
import type { Configuration } from "../../schema/configuration.ts";
import type { Deployed } from "../deployed.ts";
import type { Detour } from "./detour.ts";
import { Sides } from "./sides.ts";
import {
  deployedSituation,
  isSameSituation,
  type Situation,
  wantedSituation,
} from "./situation.ts";
import { Update } from "./update.ts";

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
const LONGEST = 12;

/**
 * Plans the updates from what is deployed to what is wanted, such that at every instant of each nobody has what neither
 * side gives, who keeps access has it, somebody administers Identity Center, and no name is asked for that is in use.
 */
export function planTransition(
  deployed: Deployed,
  configuration: Configuration,
  access: Access,
): Plan {
  return planBetween(
    deployedSituation(deployed, configuration),
    wantedSituation(configuration, access),
    access.managementAccountId,
    closedAccounts(access),
  );
}

export function planBetween(
  before: Situation,
  wanted: Situation,
  managementAccountId: string,
  closed: ReadonlySet<string> = new Set(),
): Plan {
  const none: Plan = { updates: [], obstacles: [], waiting: [], before, wanted };
  const updates: Update[] = [];
  let now = before;
  while (updates.length < LONGEST) {
    // Each from what is there by then, as the next run of the program plans it: the rest is the same, whoever begins.
    const update = new Update(new Sides(now, wanted, managementAccountId, closed));
    if (update.obstacles.length > 0) return { ...none, obstacles: update.obstacles };
    updates.push(update);
    if (update.draft.isComplete) return { ...none, updates };
    if (isSameSituation(now, update.draft)) return { ...none, waiting: update.draft.detours };
    now = update.draft;
  }
  return { ...none, waiting: updates.at(-1)?.draft.detours ?? [] };
}

/** Accounts that AWS can't bring anything to. */
export function closedAccounts({ accounts }: Access): ReadonlySet<string> {
  return new Set(
    [...accounts.values()].flatMap(({ id, state }) => (state === "ACTIVE" ? [] : [id])),
  );
}

import type { Access } from "../../access/access.ts";
import type { Configuration } from "../../schema/configuration.ts";
import type { Deployed } from "../deployed.ts";
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
  /** Why there is no safe way. */
  readonly obstacles: readonly string[];
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
  const sides = new Sides(before, wanted, managementAccountId, closed);
  const updates: Update[] = [];
  let now = before;
  while (updates.length < LONGEST) {
    const update = new Update(now, sides);
    if (update.obstacles.length > 0)
      return { updates: [], obstacles: update.obstacles, before, wanted };
    updates.push(update);
    if (update.draft.isComplete) return { updates, obstacles: [], before, wanted };
    if (isSameSituation(now, update.draft)) break;
    now = update.draft;
  }
  return { updates: [], obstacles: [], before, wanted };
}

function closedAccounts({ accounts }: Access): ReadonlySet<string> {
  return new Set(
    [...accounts.values()].flatMap(({ id, state }) => (state === "ACTIVE" ? [] : [id])),
  );
}

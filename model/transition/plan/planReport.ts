import type { Access } from "../../access/access.ts";
import { pathOf } from "../../problems/path.ts";
import type { Configuration } from "../../schema/configuration.ts";
import { type Deployed, madeSections } from "../deployed.ts";
import { handedOver } from "../handOver.ts";
import { type Difference, differenceBetween } from "./difference.ts";
import type { Plan } from "./plan.ts";
import { type Reason, reasonsOf } from "./reasons.ts";
import { isFormerSelf } from "./situation.ts";

/** A plan as the command that walks it reads it. */
export interface PlanReport extends Difference {
  /** Each update with why it leaves something for the next; the last with nothing. */
  readonly updates: readonly (readonly Reason[])[];
  /** Names of the accounts that are spoken of, by id. */
  readonly accounts: Readonly<Record<string, string>>;
}

/** @param leaving why another update follows the one that brings all that is wanted */
export function planReport(
  { updates, before, wanted }: Plan,
  { accounts }: Access,
  leaving: readonly Reason[] = [],
): PlanReport {
  const difference = withoutFormerSelves(differenceBetween(before, wanted));
  const ids = [...difference.gained, ...difference.lost].flatMap((change) => change.accounts);
  const reasons = updates.map(({ draft }) => reasonsOf(draft.detours, accounts));
  return {
    // Later updates of a plan drop from the state what the first one hands over.
    updates: reasons.length === 1 && leaving.length > 0 ? [leaving, []] : reasons,
    ...difference,
    accounts: Object.fromEntries(
      [...new Set(ids)].sort().map((id) => [id, accounts.get(id)?.name ?? id]),
    ),
  };
}

/** Who has a set still has what replaced it. */
function withoutFormerSelves({ gained, lost }: Difference): Difference {
  return { gained, lost: lost.filter(({ permissionSet }) => !isFormerSelf(permissionSet)) };
}

/** What an update hands over: only the next one drops it from the state. */
export function handOverReasons(deployed: Deployed, configuration: Configuration): Reason[] {
  return madeSections.flatMap((section) =>
    handedOver(section, deployed, configuration).map(({ key }) => ({
      path: pathOf(`access:${section}`, key),
      text: `${section}.${key} leaves the state: it is handed over first, and AWS keeps it`,
    })),
  );
}

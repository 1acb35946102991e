import type { Access } from "../../access/access.ts";
import { type Difference, differenceBetween } from "./difference.ts";
import type { Plan } from "./plan.ts";
import { type Reason, reasonsOf } from "./reasons.ts";

/** A plan as the command that walks it reads it. */
export interface PlanReport extends Difference {
  /** Each update with why it leaves something for the next; the last with nothing. */
  readonly updates: readonly (readonly Reason[])[];
  /** Names of the accounts that are spoken of, by id. */
  readonly accounts: Readonly<Record<string, string>>;
}

export function planReport({ updates, before, wanted }: Plan, { accounts }: Access): PlanReport {
  const difference = differenceBetween(before, wanted);
  const ids = [...difference.gained, ...difference.lost].flatMap((change) => change.accounts);
  return {
    updates: updates.map(({ draft }) => reasonsOf(draft.detours, accounts)),
    ...difference,
    accounts: Object.fromEntries(
      [...new Set(ids)].sort().map((id) => [id, accounts.get(id)?.name ?? id]),
    ),
  };
}

import { firstFew } from "../../model/problems/seen.ts";
import { shown } from "../../model/problems/shown.ts";
import type { PersonalChange } from "../../model/transition/plan/difference.ts";
import type { PlanReport } from "../../model/transition/plan/planReport.ts";
import { who } from "../../model/transition/plan/reasons.ts";

/** Lines of people shown of each of gains and losses. */
const SHOWN = 30;

/** Who gains and who loses, and in how many updates, for people to read. */
export function planLines({ gained, lost, updates, accounts }: PlanReport): string[] {
  const name = (id: string) => accounts[id] ?? id;
  return [
    "",
    ...changeLines("gains", gained, name),
    ...changeLines("loses", lost, name),
    ...(gained.length + lost.length === 0
      ? ["Nobody gains or loses an account or a permission set."]
      : []),
    "",
    updates.length === 1
      ? "One update does it: at no moment has anybody what neither the old nor the new configuration gives."
      : `${updates.length} updates do it, one after the other, so that at no moment anybody has what neither the old nor the new configuration gives:`,
    ...(updates.length === 1
      ? []
      : updates.flatMap((reasons, index) => updateLines(index + 1, reasons))),
    "",
  ].map(shown);
}

/** What an update leaves for a later one. */
function updateLines(number: number, reasons: PlanReport["updates"][number]): string[] {
  if (reasons.length === 0) return [`  ${number}. everything else`];
  return [`  ${number}. all but:`, ...reasons.map(({ text }) => `       ${text}`)];
}

function changeLines(
  verb: string,
  changes: readonly PersonalChange[],
  name: (id: string) => string,
): string[] {
  const rest = changes.length - SHOWN;
  return [
    ...changes
      .slice(0, SHOWN)
      .map(
        ({ person, permissionSet, accounts }) =>
          `  ${who(person)} ${verb} ${permissionSet} in ${firstFew(accounts.map(name), 8)}`,
      ),
    ...(rest > 0 ? [`  and ${rest} more who ${verb.slice(0, -1)} something`] : []),
  ];
}

import { error, type Problem } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";
import { dayAfter } from "../schema/calendar.ts";

/**
 * What counts for longer than may be decided at once.
 *
 * @param entries each with its last day; days are YYYY-MM-DD
 * @param pathOf where the last day of one stands, by its index
 */
export function tooFarAhead(
  entries: readonly { readonly until: string }[],
  pathOf: (index: number) => string,
  { days, today }: { readonly days: number; readonly today: string },
): Problem[] {
  const latest = dayAfter(today, days);
  return entries.flatMap(({ until }, index) => {
    if (until <= latest) return [];
    const message = `is ${seen(until)}, more than ${days} days ahead; ${latest} is the latest today`;
    return [error(pathOf(index), message)];
  });
}

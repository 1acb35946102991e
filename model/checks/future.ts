import { error, type Problem } from "../problems/problem.ts";
import { dayAfter } from "../schema/calendar.ts";

/**
 * A day on which something was done, which can't be after today. Both are YYYY-MM-DD. East of Greenwich a day begins
 * earlier than in UTC: tomorrow's may be today's there.
 */
export function futureProblems(
  path: string,
  { day, today }: { readonly day: string; readonly today: string },
  advice: string,
): Problem[] {
  if (day <= dayAfter(today, 1)) return [];
  return [error(path, `${day} is in the future, today is ${today} (UTC); ${advice}`)];
}

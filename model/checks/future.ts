import { error, type Problem } from "../problems/problem.ts";

/** A day on which something was done, which can't be after today. Both are YYYY-MM-DD. */
export function futureProblems(
  path: string,
  { day, today }: { readonly day: string; readonly today: string },
  advice: string,
): Problem[] {
  if (day <= today) return [];
  return [error(path, `${day} is in the future, today is ${today} (UTC); ${advice}`)];
}

import { errorForm } from "./errorForms.ts";

/** Longest pause between two tries, in seconds. */
const LONGEST_PAUSE_SECONDS = 60;

/** Whether an error of the AWS provider is worth another try, whatever resource it is about. */
export function isTransient(error: string): boolean {
  return errorForm(error)?.form.passes ?? false;
}

/**
 * Seconds to wait before try number `attempt` (1 is the first retry): doubling from `base`, at most a
 * minute, with jitter so that resources which failed together don't come back together.
 */
export function pauseSeconds(attempt: number, base: number, random = Math.random): number {
  const longest = Math.min(base * 2 ** (attempt - 1), LONGEST_PAUSE_SECONDS);
  return longest * (0.5 + random() / 2);
}

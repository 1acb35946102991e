import type { Verdict } from "../value.ts";

// Kleene's logic: "unknown" wherever a value still to come could make it either.

/** Yes when all are yes (also of none), no as soon as one is no. */
export function all<T>(items: Iterable<T>, verdictOf: (item: T) => Verdict): Verdict {
  let verdict: Verdict = "yes";
  for (const item of items) {
    const one = verdictOf(item);
    if (one === "no") return "no";
    if (one === "unknown") verdict = "unknown";
  }
  return verdict;
}

/** Yes as soon as one is yes, no when all are no (also of none). */
export function any<T>(items: Iterable<T>, verdictOf: (item: T) => Verdict): Verdict {
  return not(all(items, (item) => not(verdictOf(item))));
}

export function not(verdict: Verdict): Verdict {
  return verdict === "unknown" ? "unknown" : verdict === "yes" ? "no" : "yes";
}

export function and(...verdicts: readonly Verdict[]): Verdict {
  return all(verdicts, (verdict) => verdict);
}

export function or(...verdicts: readonly Verdict[]): Verdict {
  return any(verdicts, (verdict) => verdict);
}

export function verdict(holds: boolean): Verdict {
  return holds ? "yes" : "no";
}

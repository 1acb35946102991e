/** Yes, no, or not to be told from what is there. */
export type Verdict = "yes" | "no" | "unknown";

/**
 * How far a permission reaches, from nothing to certain. `conditional`: who asks, from where or when decides. `unknown`:
 * parts that aren't known yet do.
 */
export type Extent = Verdict | "conditional";

const RANK: Readonly<Record<Extent, number>> = { no: 0, unknown: 1, conditional: 2, yes: 3 };

/** Whether an extent is further than another. */
export function exceeds(one: Extent, other: Extent): boolean {
  return RANK[one] > RANK[other];
}

/** Orders extents, the lesser first. */
export function compareExtents(one: Extent, other: Extent): number {
  return RANK[one] - RANK[other];
}

/** The lesser of two extents: what is left where both must hold. */
export function lesser<E extends Extent>(one: E, other: E): E {
  return exceeds(one, other) ? other : one;
}

/** Whether it is so, perhaps under a condition: what is said, where what isn't known yet is not. */
export function isLikely(extent: Extent): boolean {
  return extent === "yes" || extent === "conditional";
}

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

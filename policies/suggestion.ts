/** Letters for each slip where candidates are many and much alike, such as the names of actions. */
export const MANY_ALIKE = 4;

/**
 * The candidate that was most likely meant by `word`, or undefined where none is close: equal but for
 * upper and lower case, or one slip of the finger in three letters (insertion, deletion,
 * replacement, two neighbours swapped).
 *
 * @param letters of the word for each slip that is allowed; one always is
 */
export function suggestion(
  word: string,
  candidates: Iterable<string>,
  letters = 3,
): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let distance = Math.max(1, Math.floor(wanted.length / letters)) + 1;
  for (const candidate of candidates) {
    const found = slips(wanted, candidate.toLowerCase(), distance);
    if (found < distance) {
      best = candidate;
      distance = found;
    }
  }
  return best;
}

/** Optimal string alignment distance, given up (returning `limit`) as soon as it can't be below `limit`. */
export function slips(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let lowest = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped = row > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
      lowest = Math.min(lowest, cost);
    }
    if (lowest >= limit) return limit;
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}

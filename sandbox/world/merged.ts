type Members = Readonly<Record<string, unknown>>;

/**
 * What there is, with what changed of what the organization file says: a member that the file says as before stays as it
 * is, of a list what the file has more comes to it, and what it has no more goes.
 */
export function merged(now: unknown, before: unknown, wanted: unknown): unknown {
  if (isSame(before, wanted)) return now;
  if (Array.isArray(now) && Array.isArray(wanted)) {
    return mergedList(now, Array.isArray(before) ? before : [], wanted);
  }
  if (isMembers(now) && isMembers(wanted)) {
    const former = isMembers(before) ? before : {};
    const keys = new Set([...Object.keys(now), ...Object.keys(wanted)]);
    return Object.fromEntries(
      [...keys].flatMap((key) => {
        const value = merged(now[key], former[key], wanted[key]);
        return value === undefined ? [] : [[key, value]];
      }),
    );
  }
  return wanted;
}

function mergedList(
  now: readonly unknown[],
  before: readonly unknown[],
  wanted: readonly unknown[],
): unknown[] {
  const has = (list: readonly unknown[], one: unknown) => list.some((other) => isSame(one, other));
  const kept = now.filter((one) => has(wanted, one) || !has(before, one));
  return [...kept, ...wanted.filter((one) => !has(before, one) && !has(kept, one))];
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

import { createHash } from "node:crypto";

/** The same for the same values, in whatever order keys and items stand. */
export function digestOf(value: object): string {
  const text = JSON.stringify(sorted(value));
  return createHash("sha256").update(text).digest("base64url").slice(0, 12);
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const items = Array.isArray(value) ? value : Object.entries(value);
  return items.map((one) => JSON.stringify(sorted(one))).sort();
}

const longest = 80;

/** A value as an error message shows it: quoted, on one line, never longer than a line. */
export function seen(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "empty";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" || typeof value === "function") return "a group of keys";
  if (typeof value !== "string") return `the ${typeof value} ${String(value)}`;
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
}

/** The first few of a list and how many more there are: `a, b, c and 7 more`. */
export function firstFew(values: readonly string[], few = 5): string {
  if (values.length <= few) return values.join(", ");
  return `${values.slice(0, few).join(", ")} and ${values.length - few} more`;
}

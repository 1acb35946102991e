import type { PolicyFault } from "../statement.ts";

/** Takes note of a problem. */
export type ReportFault = (problem: PolicyFault) => void;

/** What is wrong with one text; where it stands is the caller's to say. */
export type Fault = Omit<PolicyFault, "place">;

/** A value as a message shows it, shortened. */
export function shown(value: unknown): string {
  let text: string | undefined;
  try {
    text = typeof value === "symbol" ? "a value not known yet" : JSON.stringify(value);
  } catch {
    text = `a deeply nested ${typeof value}`;
  }
  text ??= String(value);
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

const ESCAPED = /\$\{[*?$]\}/g;

/** Whether a text has `*` or `?` that act as wildcards where these do: other than `${*}` and `${?}`. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text) && /[*?]/.test(text.replaceAll(ESCAPED, ""));
}

import { UNKNOWN, type Value } from "../../../value.ts";
import { hasPlaceholder } from "../../patterns/placeholder.ts";
import type { Use } from "../statement.ts";
import { type ReportFault, shown } from "./fault.ts";

/**
 * Reads the `Sid` of the statement at `place`; the place without one. IAM takes letters and digits, and a number as its
 * digits.
 */
export function readSid(
  source: Value | undefined,
  place: string,
  use: Use,
  report: ReportFault,
): string {
  const value = typeof source === "number" ? String(source) : source;
  if (value === undefined || value === UNKNOWN || value === "") return place;
  if (typeof value !== "string") {
    report({ id: "no-text", place: `${place}.Sid`, seen: shown(value), wanted: "text" });
    return place;
  }
  const isIam = use === "identity" || use === "boundary";
  if (isIam && !/^[A-Za-z0-9]*$/.test(value) && !hasPlaceholder(value)) {
    const wanted = "a Sid of the letters A to Z, a to z and digits";
    report({ id: "bad-sid", place: `${place}.Sid`, seen: shown(value), wanted });
  }
  return value;
}

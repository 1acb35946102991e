import { UNKNOWN, type Unknown, type Value } from "../../../value.ts";
import { hasPlaceholder } from "../../patterns/placeholder.ts";
import type { Statement } from "../statement.ts";
import { type ReportFault, shown } from "./fault.ts";

/**
 * Reads the `Effect` of the statement at `place`. In another case AWS refuses it, but what is meant is
 * clear.
 */
export function readEffect(
  value: Value | undefined,
  place: string,
  report: ReportFault,
): Statement["effect"] | Unknown | undefined {
  if (value === "Allow" || value === "Deny" || value === UNKNOWN) return value;
  if (typeof value === "string" && hasPlaceholder(value)) return UNKNOWN;
  const wanted = "Effect Allow or Deny, in this case of letters";
  if (value === undefined) {
    report({ id: "no-effect", place, seen: "no Effect", wanted });
    return undefined;
  }
  report({ id: "bad-effect", place: `${place}.Effect`, seen: shown(value), wanted });
  const lower = typeof value === "string" ? value.trim().toLowerCase() : "";
  return lower === "allow" ? "Allow" : lower === "deny" ? "Deny" : undefined;
}

import { UNKNOWN, type Value } from "../../value.ts";
import { hasPlaceholder } from "../placeholder.ts";
import type { Use } from "../statement.ts";

const TEXT_OR_SPACE = /"(?:[^"\\]|\\.)*"|\s+/g;

/**
 * The characters of a policy that AWS counts: without white space outside of texts ("IAM and AWS STS
 * quotas"), but with it in SCPs and RCPs, which Organizations keeps as they are sent ("SCP syntax").
 *
 * @returns `undefined` while some of it isn't known
 */
export function sizeOf(source: Value, use: Use): number | undefined {
  if (typeof source === "string") {
    if (hasPlaceholder(source)) return undefined;
    if (use === "scp" || use === "rcp") return source.length;
    return source.replace(TEXT_OR_SPACE, (found) => (found[0] === '"' ? found : "")).length;
  }
  try {
    if (!isKnown(source)) return undefined;
    return JSON.stringify(source).length;
  } catch {
    // Nested deeper than the stack: no policy.
    return undefined;
  }
}

function isKnown(value: Value | undefined): boolean {
  if (typeof value === "string") return !hasPlaceholder(value);
  if (typeof value !== "object" || value === null) return value !== UNKNOWN;
  return Object.values(value).every(isKnown);
}

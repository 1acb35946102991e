import { UNKNOWN, type Value } from "../../../value.ts";
import { hasPlaceholder } from "../../patterns/placeholder.ts";
import type { Use } from "../statement.ts";
import { endOfText } from "./jsonText.ts";

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
    return sizeWithoutSpace(source);
  }
  try {
    if (!isKnown(source)) return undefined;
    return JSON.stringify(source).length;
  } catch {
    // Nested deeper than the stack: no policy.
    return undefined;
  }
}

/** @param json a whole JSON value */
function sizeWithoutSpace(json: string): number {
  let size = json.length;
  for (let at = 0; at < json.length; at++) {
    const character = json[at] as string;
    if (character === '"') at = endOfText(json, at);
    else if (" \t\n\r".includes(character)) size--;
  }
  return size;
}

function isKnown(value: Value | undefined): boolean {
  if (typeof value === "string") return !hasPlaceholder(value);
  if (typeof value !== "object" || value === null) return value !== UNKNOWN;
  return Object.values(value).every(isKnown);
}

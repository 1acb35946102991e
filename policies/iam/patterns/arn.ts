import type { Verdict } from "../../verdict.ts";
import { type PlaceholderReading, patternTokens } from "./patternTokens.ts";
import { coversTokens, overlapTokens } from "./relations.ts";
import { matchesTokens, type Token } from "./tokens.ts";

const caches = {
  anything: new Map<string, readonly Token[]>(),
  opaque: new Map<string, readonly Token[]>(),
};

function resourceTokens(pattern: string, reading: PlaceholderReading): readonly Token[] {
  const cache = caches[reading];
  let tokens = cache.get(pattern);
  if (!tokens) {
    if (cache.size >= 10_000) cache.clear();
    tokens = patternTokens(pattern, "resource", reading);
    cache.set(pattern, tokens);
  }
  return tokens;
}

/** Whether a pattern of a `Resource` matches a resource; unknown when placeholders or variables decide. */
export function resourceMatches(pattern: string, resource: string): Verdict {
  if (pattern === "*") return "yes";
  if (!matchesTokens(resourceTokens(pattern, "anything"), resource)) return "no";
  return matchesTokens(resourceTokens(pattern, "opaque"), resource) ? "yes" : "unknown";
}

/**
 * Whether the pattern `general` of a `Resource` surely matches all that `specific` matches, whatever
 * stands for placeholders and policy variables (the same where they are the same).
 */
export function resourceCovers(general: string, specific: string): boolean {
  if (general === "*" || general === specific) return true;
  return coversTokens(resourceTokens(general, "opaque"), resourceTokens(specific, "opaque"));
}

/** Whether some resource may be matched by both patterns. */
export function resourcesOverlap(a: string, b: string): boolean {
  if (a === "*" || b === "*") return true;
  return overlapTokens(resourceTokens(a, "anything"), resourceTokens(b, "anything"));
}

import { coversTokens, overlapTokens } from "./relations.ts";
import { matchesTokens, type Token, tokensOf } from "./tokens.ts";

const compiled = new Map<string, readonly Token[]>();

/**
 * Patterns of actions: `*` is any run of characters, `?` is one, and case doesn't matter ("IAM JSON
 * policy elements: Action"). For resources see `arn.ts`: they have case and parts.
 */
function tokensIgnoringCase(pattern: string): readonly Token[] {
  let tokens = compiled.get(pattern);
  if (!tokens) {
    if (compiled.size >= 10_000) compiled.clear();
    tokens = tokensOf(pattern.toLowerCase());
    compiled.set(pattern, tokens);
  }
  return tokens;
}

/**
 * Whether an action pattern matches a text, ignoring case. Takes time proportional to their lengths'
 * product at most, so that somebody else's policy can't stall a preview.
 */
export function matches(pattern: string, value: string): boolean {
  if (pattern === "*" || pattern === value) return true;
  if (!isOpen(pattern)) return pattern.toLowerCase() === value.toLowerCase();
  return matchesTokens(tokensIgnoringCase(pattern), value.toLowerCase());
}

/** A pattern's `matches`, for a pattern that is asked about many texts. */
export function compile(pattern: string): (value: string) => boolean {
  const wanted = pattern.toLowerCase();
  const head = wanted.slice(0, -1);
  if (!isOpen(wanted)) return (value) => value.toLowerCase() === wanted;
  if (wanted.endsWith("*") && !isOpen(head)) {
    return (value) => value.toLowerCase().startsWith(head);
  }
  const tokens = tokensIgnoringCase(pattern);
  return (value) => matchesTokens(tokens, value.toLowerCase());
}

/** Whether one of some patterns matches, for patterns that are asked about many texts; most of many are names. */
export function compileAll(patterns: Iterable<string>): (value: string) => boolean {
  const names = new Set<string>();
  const open: ((value: string) => boolean)[] = [];
  for (const pattern of patterns) {
    if (isOpen(pattern)) open.push(compile(pattern));
    else names.add(pattern.toLowerCase());
  }
  return (value) => names.has(value.toLowerCase()) || open.some((matches) => matches(value));
}

/** Whether a pattern for actions has wildcards: otherwise it is a name. */
export function isOpen(pattern: string): boolean {
  return pattern.includes("*") || pattern.includes("?");
}

/**
 * Whether every text that the action pattern `specific` matches is matched by `general` too, ignoring
 * case. Exact, but for patterns that would take very long to tell, of which it says no.
 */
export function covers(general: string, specific: string): boolean {
  if (general === "*" || general === specific) return true;
  return coversTokens(tokensIgnoringCase(general), tokensIgnoringCase(specific));
}

/** Whether some text is matched by both action patterns, ignoring case. */
export function overlaps(a: string, b: string): boolean {
  if (a === "*" || b === "*") return true;
  return overlapTokens(tokensIgnoringCase(a), tokensIgnoringCase(b));
}

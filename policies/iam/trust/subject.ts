import type { Fixed } from "./fixed.ts";

/**
 * Whether a pattern for a subject begins with something in particular.
 *
 * @param start matches the text before the first wildcard, which ends with `:` where there is none
 */
export function startsWith(start: RegExp): Fixed {
  return (value, wildcards) => {
    const { literal, whole } = literalStart(value, wildcards);
    return start.test(whole ? `${literal}:` : literal);
  };
}

/** A whole subject, or a pattern that begins with something in particular. */
export function wholeOr(start: RegExp): Fixed {
  return (value, wildcards) => {
    const { literal, whole } = literalStart(value, wildcards);
    return whole ? value !== "" : start.test(literal);
  };
}

/** What stands before the first wildcard. Placeholders stand for a text without wildcards. */
function literalStart(value: string, wildcards: boolean): { literal: string; whole: boolean } {
  const text = value.replace(/\$\{[^}]*\}|\{\{[^}]*\}\}/g, "x");
  const at = wildcards ? text.search(/[*?]/) : -1;
  return at < 0 ? { literal: text, whole: true } : { literal: text.slice(0, at), whole: false };
}

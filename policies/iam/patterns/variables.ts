import { UNKNOWN } from "../../value.ts";
import type { RequestContext } from "../evaluation/context.ts";

/** `${*}`, `${?}`, `${$}`, or `${key}`, or `${key, 'default'}`; the key has one colon. */
const VARIABLE =
  /\$\{(?:([*?$])|((?!resolve:)[A-Za-z][\w.-]*:(?!:)[^,}']*?)\s*(?:,\s*'([^'}]*)')?)\}/g;
/** Stands for a value that isn't known: a placeholder, as `hasPlaceholder` sees it. */
const NOT_KNOWN = `\${Unknown}`;

/**
 * A text with its policy variables replaced by a request's values. What the values hold of `*`, `?` and
 * `$` comes out as `${*}`, `${?}` and `${$}`, and so do these: they aren't wildcards. Placeholders stay,
 * and stand for values that aren't known.
 *
 * Policies of a version other than 2012-10-17 have no variables: `$` is a character of theirs.
 *
 * @returns `undefined` when a variable has no value and no default: the text equals nothing and is like
 *   nothing ("Policy variables with no value")
 */
export function substitute(
  text: string,
  version: string,
  context: RequestContext,
): string | undefined {
  if (!text.includes("${")) return text;
  if (version !== "2012-10-17") return keepingPlaceholders(text);
  let isNull = false;
  const substituted = text.replace(
    VARIABLE,
    (found, special?: string, key?: string, preset?: string) => {
      if (special) return found;
      const values = context.get((key ?? "").toLowerCase());
      // Keys of many values can't be variables; what AWS makes of it isn't documented.
      if (values === UNKNOWN || (values && values.length > 1)) return NOT_KNOWN;
      const value = values?.[0] ?? preset;
      isNull ||= value === undefined;
      return escaped(value ?? "");
    },
  );
  return isNull ? undefined : substituted;
}

function escaped(text: string): string {
  return text.replace(/[*?$]/g, `\${$&}`);
}

/** A text as `substitute` gives it with `${*}`, `${?}` and `${$}` as the characters they stand for. */
export function unescaped(text: string): string {
  return text.includes("${") ? text.replace(/\$\{([*?$])\}/g, "$1") : text;
}

function keepingPlaceholders(text: string): string {
  return text.replace(VARIABLE, (found) => found.replace("$", `\${$}`));
}

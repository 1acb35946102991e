import { hasPlaceholder } from "./placeholder.ts";
import { COLON, MANY, MANY_IN_PART, ONE, ONE_IN_PART, OPAQUE, type Token } from "./tokens.ts";

/**
 * What a pattern is for. In ARNs wildcards stay within one of the five parts before the resource, but in a
 * `Resource` a `*` that ends a part may go on behind the colon ("IAM JSON policy elements: Resource"),
 * while for `ArnLike` each part is compared on its own ("ARN condition operators"). In a text, as for
 * `StringLike`, colons are like other characters.
 */
export type Purpose = "resource" | "arn condition" | "text";

/** How `${…}` is read: as some text, or as a text of which only the name is known. */
export type PlaceholderReading = "anything" | "opaque";

const EXPRESSION = /\$\{([^}]*)\}/y;
const opaque = new Map<string, Token>();

/**
 * The tokens of a pattern in which `${*}`, `${?}` and `${$}` are the characters themselves and other
 * `${…}` are texts that aren't known. An ARN that ends early goes on with wildcards in a `Resource` ("IAM
 * ARNs": `arn:aws:sqs` is `arn:aws:sqs:*:*:*`).
 */
export function patternTokens(
  pattern: string,
  purpose: Purpose,
  reading: PlaceholderReading,
): readonly Token[] {
  const tokens: Token[] = [];
  let colons = purpose === "text" ? 5 : 0;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i];
    EXPRESSION.lastIndex = i;
    const expression = character === "$" ? EXPRESSION.exec(pattern) : null;
    if (expression) {
      tokens.push(expressionToken(expression, reading));
      i += expression[0].length - 1;
    } else if (character === "*" || character === "?") {
      const next = pattern[i + 1];
      const crosses = next === undefined || (purpose === "resource" && next === ":");
      if (character === "?") tokens.push(colons < 5 ? ONE_IN_PART : ONE);
      else tokens.push(colons < 5 && !crosses ? MANY_IN_PART : MANY);
    } else {
      if (character === ":") colons++;
      tokens.push(pattern.charCodeAt(i));
    }
  }
  if (purpose === "resource" && pattern.startsWith("arn:") && !hasPlaceholder(pattern)) {
    for (; colons < 5; colons++) tokens.push(COLON, MANY);
  }
  return tokens;
}

function expressionToken([text, name = ""]: RegExpExecArray, reading: PlaceholderReading): Token {
  if (name === "*" || name === "?" || name === "$") return name.charCodeAt(0);
  if (reading === "anything") return MANY;
  let token = opaque.get(text);
  if (token === undefined) {
    token = OPAQUE - opaque.size;
    opaque.set(text, token);
  }
  return token;
}

/** What a terminal obeys or hides, and what turns the direction of a line: controls (C0 and C1), format characters, lone surrogates. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text as it may reach a terminal, on one line: characters that can't be seen are written as escapes such as `\u202E`. */
export function shown(text: string): string {
  return text.replace(unseen, (character) => short[character] ?? escaped(character));
}

/** A text as it may stand in Markdown, in a table too: its signs are signs, and no markup, link or HTML. */
export function markdown(text: string): string {
  return shown(text)
    .replace(/[\\`*_[\]<>|~&$#!]/g, "\\$&")
    .replace(/:\/\/|\bwww\.|@/gi, (start) => start.replace(/[:.@]/, "\\$&"));
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}

/** Characters that take two columns of a terminal: East Asian wide ones and emoji (Unicode TR 11). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Marks that are drawn over the character before them. */
const COMBINING = /^[\p{Mn}\p{Me}]$/u;

/** Columns where nothing says how many there are: a file, a pipe, a log of CI. */
const COLUMNS = 100;

/** How many columns the output has. At least 40: below that nothing can be laid out. */
export function terminalWidth(): number {
  return Math.max(40, process.stdout.columns ?? COLUMNS);
}

/** How many columns a text takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** As {@link String.padEnd}, by columns. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** The text in at most so many columns, with an ellipsis for what doesn't fit. */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = "";
  let used = 1;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}

/**
 * Joins items to lines of at most so many columns: `first` begins the first of them, and the others are indented by
 * as much as `first` is, and two more. A single item that is too long has a line for itself.
 */
export function wrapped(
  first: string,
  items: readonly string[],
  width: number,
  separator = ", ",
): string[] {
  const indent = " ".repeat(first.length - first.trimStart().length + 4);
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  items.forEach((item, index) => {
    const text = index < items.length - 1 ? `${item}${separator.trimEnd()}` : item;
    const gap = isEmpty ? "" : separator.slice(separator.trimEnd().length);
    if (!isEmpty && textWidth(line) + gap.length + textWidth(text) > width) {
      lines.push(line.trimEnd());
      line = indent + text;
    } else {
      line += gap + text;
    }
    isEmpty = false;
  });
  return [...lines, line.trimEnd()];
}

/** A sentence in lines of at most so many columns, broken at spaces; the others are indented by two more. A word that is too long stays whole. */
export function wrappedText(text: string, width: number): string[] {
  const first = text.length - text.trimStart().length;
  const [word = "", ...words] = text.trimStart().split(" ");
  const lines = [" ".repeat(first) + word];
  for (const next of words) {
    const longer = `${lines.at(-1)} ${next}`;
    if (textWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(" ".repeat(first + 2) + next);
  }
  return lines;
}

function characterWidth(character: string): number {
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

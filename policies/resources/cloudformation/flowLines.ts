/**
 * YAML whose lines inside of brackets, braces and quotes are indented deeper than what they stand in. YAML 1.1 as
 * CloudFormation reads it asks nothing of such lines; the reader used here does. Nothing else is changed: white space
 * at the start of these lines means nothing.
 */
export function indentFlowLines(text: string): string {
  const scanner = new Scanner();
  return text
    .split("\n")
    .map((line) => scanner.read(line))
    .join("\n");
}

/** Reads lines just so far that it knows where brackets, quotes and block scalars begin and end. */
class Scanner {
  /** Open brackets and braces. */
  #depth = 0;
  #quote: string | undefined;
  /** Whether a value may begin here. */
  #isStart = true;
  /** Where the outermost bracket or quote began. */
  #column = 0;
  /** Column of the key or dash of a block scalar, whose lines are deeper. */
  #block: number | undefined;

  /** @returns the line, indented deeper if it stands in brackets or quotes */
  read(line: string): string {
    const indent = line.search(/\S/);
    if (this.#block !== undefined) {
      if (indent < 0 || indent > this.#block) return line;
      this.#block = undefined;
    }
    if (indent < 0) return "";
    const isInside = this.#depth > 0 || this.#quote !== undefined;
    this.#scan(line, indent, isInside);
    return isInside ? " ".repeat(this.#column + 1) + line.trimStart() : line;
  }

  #scan(line: string, from: number, isInside: boolean): void {
    if (!isInside) this.#isStart = true;
    let token = from;
    let parent = from;
    for (let at = from; at < line.length; at++) {
      const char = line.charAt(at);
      if (this.#quote !== undefined) {
        at = this.#quoted(line, at);
        continue;
      }
      if (/\s/.test(char)) continue;
      const isAfterSpace = at === 0 || /\s/.test(line.charAt(at - 1));
      if (char === "#" && isAfterSpace) return;
      if (this.#isStart) {
        token = at;
        if (this.#depth === 0 && !isInside) this.#column = at;
        if (/[!&]/.test(char)) {
          at += (/^[^\s,[\]{}]*/.exec(line.slice(at))?.[0].length ?? 1) - 1;
          continue;
        }
        if (this.#depth === 0 && /^[-?](?:\s|$)/.test(line.slice(at))) {
          parent = at;
          continue;
        }
        if (this.#depth === 0 && /^[|>][-+\d]*\s*(?:#.*)?$/.test(line.slice(at))) {
          this.#block = parent;
          return;
        }
        if (char === '"' || char === "'") {
          this.#quote = char;
          this.#isStart = false;
          continue;
        }
      }
      this.#step(line, at);
      if (char === ":" && this.#isStart) parent = token;
    }
  }

  /** A character that is no white space, outside of quotes. */
  #step(line: string, at: number): void {
    const char = line.charAt(at);
    const isFlow = this.#depth > 0;
    if ((char === "[" || char === "{") && (isFlow || this.#isStart)) {
      this.#depth++;
      this.#isStart = true;
    } else if ((char === "]" || char === "}") && isFlow) {
      this.#depth--;
      this.#isStart = false;
    } else if (char === "," && isFlow) this.#isStart = true;
    else if (char === ":" && endsKey(line, at, isFlow)) this.#isStart = true;
    else this.#isStart = false;
  }

  /** @returns where the quoted text ends in this line, or the line does */
  #quoted(line: string, at: number): number {
    const char = line.charAt(at);
    if (this.#quote === '"' && char === "\\") return at + 1;
    if (char !== this.#quote) return at;
    if (char === "'" && line.charAt(at + 1) === "'") return at + 1;
    this.#quote = undefined;
    return at;
  }
}

function endsKey(line: string, at: number, isFlow: boolean): boolean {
  const next = line.charAt(at + 1);
  if (next === "" || /\s/.test(next)) return true;
  // JSON's `{"key":"value"}`.
  return isFlow && (/[,[\]{}]/.test(next) || /["']/.test(line.charAt(at - 1)));
}

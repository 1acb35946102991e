/**
 * Whether a text matches a pattern in which `*` is any text and `?` any one character. Upper and lower
 * case count. Takes at most text × pattern steps, whatever the pattern.
 */
export function matchesGlob(text: string, pattern: string): boolean {
  let at = 0;
  let inside = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    if (pattern[inside] === "*") {
      star = inside++;
      retry = at;
    } else if (pattern[inside] === "?" || pattern[inside] === text[at]) {
      inside++;
      at++;
    } else if (star >= 0) {
      inside = star + 1;
      at = ++retry;
    } else {
      return false;
    }
  }
  while (pattern[inside] === "*") inside++;
  return inside === pattern.length;
}

/** Whether a pattern matches whatever another one does: its `*` is tried as nothing, and as more than anybody writes out. */
export function takesIn(pattern: string, other: string): boolean {
  return ["", "=".repeat(64)].every((text) => matchesGlob(other.replaceAll("*", text), pattern));
}

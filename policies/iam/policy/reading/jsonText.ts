/**
 * Where a text in JSON ends. By hand, since policies may have hundreds of thousands, and a match of a regular expression
 * is an object.
 *
 * @param start of its opening quote
 * @returns the place of its closing quote; the end of the JSON where there is none
 */
export function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end < 0 ? json.length : end;
}

function isEscaped(json: string, at: number): boolean {
  let backslashes = 0;
  while (json[at - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

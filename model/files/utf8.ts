import { SourceError } from "./yamlSource.ts";

/**
 * The text of a file in UTF-8, without its byte order mark.
 * @throws SourceError with the line, where the file is in another encoding: read as UTF-8 it would change names.
 */
export function utf8Text(name: string, bytes: Uint8Array): string {
  const encoding = utf16(bytes);
  if (encoding !== undefined) {
    throw new SourceError(`${name}:1`, `is written in ${encoding}; save it as UTF-8`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const line = firstWrongLine(bytes);
    throw new SourceError(
      `${name}:${line}`,
      "is not UTF-8: this line has a character in another encoding, such as Latin-1; save the file as UTF-8",
    );
  }
}

/** By its byte order mark, or by the zero bytes that Latin letters have there. */
function utf16(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "UTF-16";
  if (first === 0xfe && second === 0xff) return "UTF-16";
  return bytes.subarray(0, 256).includes(0)
    ? "UTF-16 or is no text at all (it has zero bytes)"
    : undefined;
}

function firstWrongLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(start, next));
    } catch {
      return line;
    }
    line += 1;
    start = next;
  }
  return line;
}

import { readFileSync } from "node:fs";

/**
 * Reads a file that a command was told to read.
 *
 * @param file its path, `-` for standard input
 * @throws when it can't be read, in words for the person who named it
 */
export function readInput(file: string): Uint8Array {
  try {
    return readFileSync(file === "-" ? process.stdin.fd : file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Error(`${file} does not exist`);
    if (code === "EISDIR") throw new Error(`${file} is a folder, a file is wanted`);
    // Nothing is piped in: reading from a terminal that has nothing yet.
    if (code === "EAGAIN") throw new Error("nothing on standard input; pipe a file into it");
    throw error;
  }
}

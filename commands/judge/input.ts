import { readFile } from "node:fs/promises";

/**
 * Reads a file that a command was told to read.
 *
 * @param file its path, `-` for standard input
 * @throws when it can't be read, in words for the person who named it
 */
export async function readInput(file: string): Promise<Uint8Array> {
  if (file === "-") return await readStandardInput();
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Error(`${file} does not exist`);
    if (code === "EISDIR") throw new Error(`${file} is a folder, a file is wanted`);
    throw error;
  }
}

/** All of it: who writes into a pipe may take as long as it takes. */
async function readStandardInput(): Promise<Uint8Array> {
  if (process.stdin.isTTY) throw new Error("nothing on standard input; pipe a file into it");
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

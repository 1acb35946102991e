import { createInterface } from "node:readline/promises";

/**
 * Asks who sits at this terminal.
 *
 * @param otherwise what to do where nobody can be asked, such as `say --yes`
 * @throws where nobody can be asked
 */
export async function agreed(otherwise: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error(`nobody can be asked here: ${otherwise}`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question("Do it? [y/N] ")).trim());
  } finally {
    terminal.close();
  }
}

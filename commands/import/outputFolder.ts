import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";

/** The folder that the files are written into. */
export class OutputFolder {
  readonly path: string;

  /** @throws where it can't be written into */
  constructor(path: string) {
    this.path = path;
    let there = path;
    while (!existsSync(there)) there = dirname(there);
    try {
      if (!statSync(there).isDirectory()) throw new Error("it is a file, no folder");
      accessSync(there, constants.W_OK);
    } catch (error) {
      throw new Error(
        `${there} can't be written into (${(error as Error).message}); name another folder with --output`,
      );
    }
  }

  /** Its name as people find it. */
  nameOf(file: string): string {
    return relative(process.cwd(), join(this.path, file)) || file;
  }

  /**
   * What stands in a file; undefined where there is none.
   * @throws where it can't be read
   */
  read(file: string): string | undefined {
    const path = join(this.path, file);
    if (!existsSync(path)) return undefined;
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      throw new Error(
        `${this.nameOf(file)} is there and can't be read: ${(error as Error).message}; move it away, or name another folder with --output`,
      );
    }
  }

  /** Writes files beside their places first, so that one that can't be written leaves all as they were. */
  write(files: readonly { readonly name: string; readonly text: string }[]): void {
    const moves: [from: string, to: string][] = [];
    try {
      for (const { name, text } of files) {
        const to = join(this.path, name);
        mkdirSync(dirname(to), { recursive: true });
        const from = `${to}.new`;
        moves.push([from, to]);
        writeFileSync(from, text);
      }
    } catch (error) {
      for (const [from] of moves) rmSync(from, { force: true });
      throw error;
    }
    for (const [from, to] of moves) renameSync(from, to);
  }
}

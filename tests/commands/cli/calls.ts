import { resolve } from "node:path";
import type { CommandResult, Project } from "../project.ts";

/** A call of a command, by its file. */
export interface FileCall {
  readonly file: string;
  readonly args: readonly string[];
}

/** Files that are commands only where they are started, since others take something of them. */
const STARTED: ReadonlySet<string> = new Set(["commands/docs.ts", "commands/policyDocs.ts"]);

/** Calls that are made one after the other in one process, since most of each is the start of Node.js. */
export class Calls {
  readonly #all: FileCall[] = [];
  readonly #results: CommandResult[] = [];

  /** @returns what the call says, once all are made */
  of(file: string, args: readonly string[]): () => CommandResult {
    const index = this.#all.push({ file, args }) - 1;
    return () => this.#results[index] as CommandResult;
  }

  async make(project: Project): Promise<void> {
    const script = resolve(import.meta.dirname, "oneProcess.ts");
    const together = this.#all.filter(({ file }) => !STARTED.has(file));
    const { code, stdout, stderr } = await project.runFile(script, [JSON.stringify(together)]);
    if (code !== 0) throw new Error(`the calls weren't made: ${stderr}`);
    const results = (JSON.parse(stdout) as CommandResult[]).values();
    for (const { file, args } of this.#all) {
      const result = STARTED.has(file) ? undefined : results.next().value;
      this.#results.push(result ?? (await project.runFile(file, args)));
    }
  }
}

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { compileCache } from "../../commands/cli/compileCache.ts";
import { faster } from "../support/fasterProcesses.ts";
import type { CommandResult } from "./project.ts";
import { StandingProcesses } from "./standing/standingProcess.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../commands/policies.ts");

async function* slowly(parts: readonly string[]): AsyncIterable<string> {
  for (const part of parts) {
    await wait(200);
    yield part;
  }
}

/** A folder with a user's files, in which `npm run policies` runs. */
export class PoliciesFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), "npm-run-policies-"));
  // Without a Pulumi CLI, and without colours whatever the tests' runner asks for.
  readonly #environment = { PATH: this.path, HOME: this.path, ...compileCache(), ...faster };
  readonly #standing = new StandingProcesses(this.path, this.#environment);

  write(name: string, content: string | object | Uint8Array): void {
    const isRaw = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(path.join(this.path, name), isRaw ? content : JSON.stringify(content));
  }

  /** @param input what is piped into the command, which has a process of its own then: at once, or in parts, each after a while */
  async run(args: readonly string[], input?: string | readonly string[]): Promise<CommandResult> {
    const environment = this.#environment;
    if (input === undefined) return await this.#standing.call({ file: COMMAND, args, environment });
    const child = spawn(process.execPath, [COMMAND, ...args], {
      cwd: this.path,
      env: environment,
    });
    if (typeof input === "string") child.stdin.end(input);
    else Readable.from(slowly(input)).pipe(child.stdin);
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        said[name] += text;
      });
    }
    const code = await new Promise<number | null>((done, failed) => {
      child.once("error", failed);
      child.once("close", done);
    });
    return { code, ...said };
  }

  async remove(): Promise<void> {
    try {
      await this.#standing.end();
    } finally {
      rmSync(this.path, { recursive: true, force: true });
    }
  }
}

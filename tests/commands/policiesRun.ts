import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { compileCache } from "../../commands/cli/compileCache.ts";
import { faster } from "../support/fasterProcesses.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../commands/policies.ts");

export interface PoliciesResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function* slowly(parts: readonly string[]): AsyncIterable<string> {
  for (const part of parts) {
    await wait(200);
    yield part;
  }
}

/** A folder with a user's files, in which `npm run policies` runs. */
export class PoliciesFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), "npm-run-policies-"));

  write(name: string, content: string | object | Uint8Array): void {
    const isRaw = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(path.join(this.path, name), isRaw ? content : JSON.stringify(content));
  }

  /** @param input what is piped into the command: at once, or in parts, each after a while */
  async run(
    args: readonly string[],
    input: string | readonly string[] = "",
  ): Promise<PoliciesResult> {
    const child = spawn(process.execPath, [COMMAND, ...args], {
      cwd: this.path,
      // Without a Pulumi CLI, and without colours whatever the tests' runner asks for.
      env: { PATH: this.path, HOME: this.path, ...compileCache(), ...faster },
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

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

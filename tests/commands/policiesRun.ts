import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const COMMAND = path.resolve(import.meta.dirname, "../../commands/policies.ts");

export interface PoliciesResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with a user's files, in which `npm run policies` runs. */
export class PoliciesFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), "npm-run-policies-"));

  write(name: string, content: string | object | Uint8Array): void {
    const isRaw = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(path.join(this.path, name), isRaw ? content : JSON.stringify(content));
  }

  /** @param input what is piped into the command */
  async run(args: readonly string[], input = ""): Promise<PoliciesResult> {
    const child = spawn(process.execPath, [COMMAND, ...args], {
      cwd: this.path,
      // Without a Pulumi CLI, and without colours whatever the tests' runner asks for.
      env: { PATH: this.path, HOME: this.path },
    });
    child.stdin.end(input);
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

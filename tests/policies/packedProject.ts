import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, "../..");
// npm and what it runs take the first node on PATH.
const env = { ...process.env, PATH: `${path.dirname(process.execPath)}:${process.env.PATH}` };

/** The policy pack as others get it: packed, and installed in a folder that knows nothing of this project. */
export class PackedProject {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), "packed-policies-"));
  /** The tarball's content, with the dependencies that npm installs for acme, which has no others. */
  readonly unpacked = path.join(this.#folder, "unpacked");
  /** Somebody's own pack in TypeScript and CommonJS, which depends on the package. */
  readonly acme = path.join(this.#folder, "acme");
  /** The package as npm installs it there. */
  readonly installed = path.join(this.acme, "node_modules/identity-center-policies");

  /** @throws when the npm registry can't be reached, an error for which `isOffline` holds */
  async create(): Promise<void> {
    const command = path.join(ROOT, "commands/packPolicies.ts");
    const { stdout } = await run(process.execPath, [command, this.#folder], { env });
    // Its first line says what it wrote.
    const file = path.resolve(stdout.split("\n")[0] ?? "");
    mkdirSync(this.unpacked);
    mkdirSync(this.acme);
    await run("tar", ["-xzf", file, "-C", this.unpacked, "--strip-components=1"]);
    const dependencies = { "identity-center-policies": `file:${file}` };
    this.write("package.json", JSON.stringify({ name: "acme", version: "1.2.3", dependencies }));
    this.write("PulumiPolicy.yaml", "runtime: nodejs\n");
    const options = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
    await run("npm", ["install", ...options], { cwd: this.acme, env });
    symlinkSync(path.join(this.acme, "node_modules"), path.join(this.unpacked, "node_modules"));
  }

  /** Writes a file of acme's pack. */
  write(name: string, text: string): void {
    writeFileSync(path.join(this.acme, name), text);
  }

  /** Runs Node.js in the folder of acme's pack. What it printed, and that it ended well. */
  async node(args: readonly string[]): Promise<{ ok: boolean; output: string }> {
    try {
      const { stdout, stderr } = await run(process.execPath, args, {
        cwd: this.acme,
      });
      return { ok: true, output: stdout + stderr };
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return { ok: false, output: stdout + stderr };
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Whether npm failed because no registry can be reached. */
export function isOffline(error: unknown): boolean {
  return /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENOTCACHED|ENETUNREACH)\b/.test(
    String((error as { stderr?: string }).stderr),
  );
}

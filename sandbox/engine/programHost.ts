import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import { text } from "node:stream/consumers";
import type { Engine, Operation } from "./engine.ts";

export interface HostSettings {
  /** As `runtime.options.nodeargs` of Pulumi.yaml has them. */
  readonly nodeArguments: readonly string[];
  /** Added to this process's environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Runs a program in a process of its own, by Pulumi's own host for Node.js programs, as Pulumi's language host starts
 * it (pulumi sdk/nodejs/cmd/pulumi-language-nodejs). Its errors are diagnostics of the engine.
 *
 * @param program path of the main module
 */
export async function runInHost(
  program: string,
  operation: Operation,
  engine: Engine,
  { nodeArguments, environment }: HostSettings,
): Promise<void> {
  const { project, stack, config, preview } = operation;
  const { address, diagnostics } = engine;
  const directory = dirname(program);
  const host = createRequire(program).resolve("@pulumi/pulumi/cmd/run/index.js");
  const flags = {
    monitor: address,
    engine: address,
    organization: "organization",
    project,
    "root-directory": directory,
    stack,
    pwd: directory,
    parallel: "16",
  };
  const child = spawn(
    process.execPath,
    [
      ...nodeArguments,
      host,
      ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
      ...(preview ? ["--dry-run"] : []),
      basename(program),
    ],
    {
      cwd: directory,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        ...environment,
        PULUMI_CONFIG: JSON.stringify(config),
        PULUMI_CONFIG_SECRET_KEYS: "[]",
      },
    },
  );
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  try {
    const ended = new Promise<number | string>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(code ?? signal ?? "no code"));
    });
    const [end, printed, complaints] = await Promise.all([
      ended,
      text(child.stdout),
      text(child.stderr),
    ]);
    for (const said of [printed, complaints]) {
      if (said.trim() !== "") diagnostics.add("info", said.trim());
    }
    if (end !== 0 && !diagnostics.failed) {
      diagnostics.add("error", `the program ended with ${end}: ${complaints.trim() || "no word"}`);
    }
  } finally {
    process.off("exit", kill);
  }
}

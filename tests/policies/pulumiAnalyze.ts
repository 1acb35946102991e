import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findPulumi } from "../../sandbox/pulumiCli.ts";

/** A Pulumi CLI that can judge a state file (3.249 or later); undefined when there is none. */
export function findAnalyzer(): string | undefined {
  const pulumi = findPulumi();
  if (!pulumi) return undefined;
  const help = spawnSync(pulumi, ["policy", "analyze", "--help"], { encoding: "utf8" });
  return help.stdout.includes("--file") ? pulumi : undefined;
}

/** Runs `pulumi policy analyze --file`. */
export function pulumiAnalyze(
  pulumi: string,
  pack: string,
  state: object,
  { config, json = false }: { readonly config?: object; readonly json?: boolean } = {},
): { readonly status: number | null; readonly stdout: string; readonly output: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "policies-"));
  try {
    const file = (name: string, content: object) => {
      writeFileSync(path.join(folder, name), JSON.stringify(content));
      return path.join(folder, name);
    };
    const options = ["--policy-pack", pack, "--file", file("state.json", state)];
    if (config) options.push("--policy-pack-config", file("config.json", config));
    if (json) options.push("--json");
    const ran = spawnSync(pulumi, ["policy", "analyze", ...options], {
      encoding: "utf8",
      maxBuffer: 100 * 1024 * 1024,
      // The language host takes the first node on PATH.
      env: { ...process.env, PATH: `${path.dirname(process.execPath)}:${process.env.PATH}` },
    });
    return { status: ran.status, stdout: ran.stdout, output: ran.stdout + ran.stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

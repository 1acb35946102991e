import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { PROJECT_ROOT } from "../../../program/projectFiles.ts";
import { findPulumi } from "../../../sandbox/pulumiCli.ts";

/** Pulumi's CLI: its program and its providers run in a standing process where its environment names one. */
export const STANDING_PULUMI = join(import.meta.dirname, "pulumi");

/** For the environment of commands that look for a CLI: they find this one. */
export const STANDING_PATH = [import.meta.dirname, process.env.PATH].join(delimiter);

/** Providers that are the sandbox's in the same way. */
export const STANDING_PROVIDERS = ["aws", "awsx"] as const;

/** The folder of one of them. */
export function standingProvider(name: (typeof STANDING_PROVIDERS)[number]): string {
  return join(import.meta.dirname, name);
}

/** Has a project take them. @param project its Pulumi.yaml */
export function takeStandingProviders(project: string): void {
  const folder = (text: string) => STANDING_FOLDERS.get(text) ?? text;
  writeFileSync(project, readFileSync(project, "utf8").replace(/(?<=path: )\S+/g, folder));
}

/** By those of the sandbox. */
const STANDING_FOLDERS: ReadonlyMap<string, string> = new Map(
  STANDING_PROVIDERS.map((name) => [join(PROJECT_ROOT, "sandbox", name), standingProvider(name)]),
);
const pulumi = findPulumi() ?? "pulumi";

// What the script takes where no host stands.
process.env.STANDING_PULUMI = pulumi;

/** Hosts that no run uses now. */
const idle = new Set<Host>();

interface Host {
  readonly port: string;
}

/**
 * Runs the engine with its program and providers in a process that stands already, since most of a run is the start of
 * Node.js and of Pulumi's SDK. Runs at the same time have a process each.
 *
 * @param run is given variables for the environment of {@link STANDING_PULUMI}
 */
export async function standing<T>(
  run: (environment: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  const host = taken() ?? (await started());
  try {
    return await run({ STANDING_PORT: host.port, STANDING_PULUMI: pulumi });
  } finally {
    if (await isOver(host)) idle.add(host);
  }
}

function taken(): Host | undefined {
  const [host] = idle;
  if (host) idle.delete(host);
  return host;
}

/** Whether nothing of the last run goes on in the host; otherwise it has ended. */
async function isOver({ port }: Host): Promise<boolean> {
  try {
    const socket = connect(Number(port), "127.0.0.1");
    socket.write("over\0\0");
    return (await text(socket)) === "over\n";
  } catch {
    // It ended.
    return false;
  }
}

async function started(): Promise<Host> {
  const child = spawn(
    process.execPath,
    ["--stack-trace-limit=0", join(import.meta.dirname, "host.ts")],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const lines = createInterface({ input: child.stdout });
  const [port] = await once(lines, "line");
  // The tests end without it, and it ends with them.
  lines.close();
  for (const one of [child, child.stdin, child.stdout]) {
    (one as { unref?(): void }).unref?.();
  }
  return { port };
}

import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { faster } from "../support/fasterProcesses.ts";
import {
  STANDING_PATH,
  STANDING_PROVIDERS,
  standing,
  standingProvider,
} from "../support/standing/standing.ts";
import { type Environment, StandingProcesses } from "./standing/standingProcess.ts";

const root = resolve(import.meta.dirname, "../..");

/** What the commands need of the project, and what a user would have beside it. */
const parts = [
  "commands",
  "components",
  "live",
  "model",
  "organizations",
  "policies",
  "plugin",
  "program",
  "sandbox",
  "index.ts",
];
const files = ["package.json", "Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.README.md"];

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is started. */
export interface Start {
  /**
   * In a process of its own, as users start it: for what is about the process, such as signals, standard input or memory,
   * and where code was changed, of which a standing process may have the former.
   */
  readonly own?: boolean;
}

/** What node compiled for all projects of this process; beside them, as tests look for traces in theirs. */
const compiled = mkdtempSync(join(tmpdir(), "identity-center-compiled-"));
process.once("exit", () => rmSync(compiled, { recursive: true, force: true }));

/** A copy of this project in a folder of its own, for stack files that only a test has. */
export class Project {
  readonly directory = mkdtempSync(join(tmpdir(), "identity-center-project-"));
  readonly #running = new Set<ChildProcess>();
  readonly #standing = new StandingProcesses(this.directory, this.#environment({}));

  /** @param more folders that a test needs beside those of every command */
  constructor(...more: readonly string[]) {
    for (const part of [...parts, ...files, ...more]) {
      cpSync(join(root, part), join(this.directory, part), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(this.directory, "node_modules"));
  }

  write(path: string, text: string): void {
    const file = join(this.directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  delete(path: string): void {
    rmSync(join(this.directory, path));
  }

  read(path: string): string {
    return readFileSync(join(this.directory, path), "utf8");
  }

  /** A command of `commands/`, with this environment and nothing else, so without a Pulumi CLI. */
  async run(
    command: string,
    args: readonly string[] = [],
    environment: Environment = {},
    start: Start = {},
  ): Promise<CommandResult> {
    return await this.runFile(`commands/${command}.ts`, args, environment, start);
  }

  /** The same with a Pulumi CLI, whose program and provider run in a standing process. */
  async runWithPulumi(
    command: string,
    args: readonly string[],
    environment: Environment = {},
  ): Promise<CommandResult> {
    for (const name of STANDING_PROVIDERS) {
      const provider = `pulumi-resource-${name}`;
      const path = join(standingProvider(name), provider);
      this.write(`sandbox/${name}/${provider}`, `#!/bin/sh\nexec '${path}' "$@"\n`);
    }
    return await standing(async (host) => {
      return await this.run(command, args, { PATH: STANDING_PATH, ...host, ...environment });
    });
  }

  /** Any file of this project, in the same way. */
  async runFile(
    file: string,
    args: readonly string[] = [],
    environment: Environment = {},
    { own = false }: Start = {},
  ): Promise<CommandResult> {
    const all = this.#environment(environment);
    return own
      ? await this.#runAlone(file, args, all)
      : await this.#standing.call({ file, args, environment: all });
  }

  async #runAlone(
    file: string,
    args: readonly string[],
    environment: Environment,
  ): Promise<CommandResult> {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: this.directory,
      stdio: ["ignore", "pipe", "pipe"],
      env: environment,
    });
    this.#running.add(child);
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
      const chunks: string[] = [];
      stream.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
      return chunks;
    }) as [string[], string[]];
    const code = await new Promise<number | null>((done, failed) => {
      child.once("error", failed);
      child.once("close", done);
    });
    this.#running.delete(child);
    return { code, stdout: stdout.join(""), stderr: stderr.join("") };
  }

  #environment(more: Environment): Environment {
    return {
      PATH: this.directory,
      HOME: this.directory,
      ...faster,
      NODE_COMPILE_CACHE: compiled,
      ...more,
    };
  }

  /** Also ends what a test that failed left running. */
  async remove(): Promise<void> {
    for (const child of this.#running) child.kill("SIGKILL");
    try {
      await this.#standing.end();
    } finally {
      rmSync(this.directory, { recursive: true, force: true });
    }
  }
}

/** A stack that needs no organization file, edited. */
export function smallStack(edit: (yaml: string) => string = (yaml) => yaml): string {
  return edit(`config:
  aws:region: eu-west-1
  access:identityCenter:
    mfa: { mode: every-sign-in, attestedOn: "2026-11-02", attestedBy: ada }
  access:accounts:
    management: "000000000001"
    prod: "111111111111"
  access:people:
    ada: { givenName: Ada, familyName: Lovelace, email: ada@example.com }
  access:permissionSets:
    administrator: { managedPolicies: [AWSSSOMasterAccountAdministrator] }
    reader: { managedPolicies: [job-function/ViewOnlyAccess] }
  access:groups:
    administrators:
      administrators: true
      members: [ada]
      access:
        - { permissionSet: administrator, accounts: [management] }
    readers:
      members: [ada]
      access:
        - { permissionSet: reader, accounts: [prod] }
`);
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import {
  journalPath,
  type SandboxSettings,
  sandboxEnvironment,
} from "../../sandbox/environment.ts";
import { findPulumi } from "../../sandbox/pulumiCli.ts";
import { makeStack, quickHome } from "./quickPulumi.ts";
import { STANDING_PULUMI, standing, takeStandingProviders } from "./standing/standing.ts";
import { vault } from "./vault.ts";

const root = resolve(import.meta.dirname, "../..");
export const devOrganization = join(root, "organizations/dev.yaml");

export interface EngineOptions {
  /** Default: the organization of stack dev. */
  readonly organization?: string;
  /** `namespace:key` to a text. Default: `aws:region` is eu-west-1. */
  readonly config?: Readonly<Record<string, string>>;
  /** Default: 0. */
  readonly latency?: number;
  readonly faults?: SandboxSettings["faults"];
  readonly outstandingLimit?: number;
  /** Program and provider in processes of their own, as users have them. Default: where a fault ends the provider. */
  readonly own?: boolean;
}

export interface EngineResult {
  /** Exit code. */
  readonly code: number | null;
  /** Both output streams. */
  readonly output: string;
}

/** Stops the suite that calls it with one line when this machine has no Pulumi CLI. */
export function skipWithoutPulumi(suite: Mocha.Context): void {
  if (findPulumi()) return;
  console.log("      skipped: no pulumi on PATH or in ~/.pulumi/versions");
  suite.skip();
}

/** A throw-away project with one stack, `dev`, run by the real engine against the sandbox. */
export class EngineProject {
  readonly directory: string;
  readonly journal: string;
  readonly #state: string;

  private constructor() {
    this.directory = mkdtempSync(join(tmpdir(), "sandbox-engine-"));
    this.#state = join(this.directory, "state");
    mkdirSync(this.#state);
    this.journal = journalPath(this.#state);
    symlinkSync(join(root, "node_modules"), join(this.directory, "node_modules"));
    writeFileSync(join(this.directory, "package.json"), '{ "type": "module", "main": "index.ts" }');
    writeFileSync(join(this.directory, "Pulumi.yaml"), projectFile);
  }

  /** @param program the text of index.ts */
  static async create(
    program: string,
    config: EngineOptions["config"] = {},
  ): Promise<EngineProject> {
    const project = new EngineProject();
    project.write(program);
    makeStack(project.#state, "sandbox-test", "dev");
    quickHome(join(project.directory, "home"));
    const values = { "aws:region": "eu-west-1", ...config };
    project.write(JSON.stringify({ config: values }), "Pulumi.dev.yaml");
    return project;
  }

  /** Changes the program, or another file of the project. */
  write(text: string, file = "index.ts"): void {
    writeFileSync(join(this.directory, file), text);
  }

  up(options?: EngineOptions): Promise<EngineResult> {
    return this.run(["up", "--yes", "--skip-preview"], options);
  }

  preview(options?: EngineOptions): Promise<EngineResult> {
    return this.run(["preview", "--expect-no-changes", "--diff"], options);
  }

  destroy(options?: EngineOptions): Promise<EngineResult> {
    return this.run(["destroy", "--yes", "--skip-preview"], options);
  }

  /** `pulumi` with these arguments. */
  async run(args: readonly string[], options: EngineOptions = {}): Promise<EngineResult> {
    const { own = String(options.faults).includes("Crash") } = options;
    takeStandingProviders(join(this.directory, "Pulumi.yaml"));
    if (own) return await this.#run(args, options, {});
    return await standing((host) => this.#run(args, options, host));
  }

  async #run(
    args: readonly string[],
    options: EngineOptions,
    host: Readonly<Record<string, string>>,
  ): Promise<EngineResult> {
    const { organization = devOrganization, latency = 0, faults, outstandingLimit } = options;
    const settings = sandboxEnvironment({
      stateDirectory: this.#state,
      organization,
      latency,
      ...(faults === undefined ? {} : { faults }),
      ...(outstandingLimit === undefined ? {} : { outstandingLimit }),
    });
    const node = dirname(process.execPath);
    const secrets = await vault();
    const child = spawn(STANDING_PULUMI, [...args, "--non-interactive"], {
      cwd: this.directory,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        ...settings,
        ...host,
        PATH: [node, process.env.PATH].join(delimiter),
        PULUMI_HOME: join(this.directory, "home"),
        PULUMI_STACK: "dev",
        ...secrets,
        PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
        NO_COLOR: "1",
      },
    });
    const [[code], ...said] = await Promise.all([
      once(child, "close") as Promise<[number | null]>,
      text(child.stdout),
      text(child.stderr),
    ]);
    return { code, output: said.join("") };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

const projectFile = `name: sandbox-test
main: index.ts
runtime:
  name: nodejs
  options: { typescript: false }
plugins:
  providers:
    - { name: aws, path: ${join(root, "sandbox/aws")} }
    - { name: awsx, path: ${join(root, "sandbox/awsx")} }
`;

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import {
  journalPath,
  type SandboxSettings,
  sandboxEnvironment,
} from "../../sandbox/environment.ts";
import { findPulumi } from "../../sandbox/pulumiCli.ts";

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
  readonly #pulumi: string;
  readonly #state: string;

  /** `program` is the text of index.ts. */
  constructor(program: string, config: EngineOptions["config"] = {}) {
    const pulumi = findPulumi();
    if (!pulumi) throw new Error("no pulumi on PATH or in ~/.pulumi/versions");
    this.#pulumi = pulumi;
    this.directory = mkdtempSync(join(tmpdir(), "sandbox-engine-"));
    this.#state = join(this.directory, "state");
    mkdirSync(this.#state);
    this.journal = journalPath(this.#state);
    symlinkSync(join(root, "node_modules"), join(this.directory, "node_modules"));
    writeFileSync(join(this.directory, "package.json"), '{ "type": "module", "main": "index.ts" }');
    writeFileSync(join(this.directory, "Pulumi.yaml"), projectFile);
    this.write(program);
    this.run(["stack", "init", "dev"]);
    for (const [key, value] of Object.entries({ "aws:region": "eu-west-1", ...config })) {
      this.run(["config", "set", key, value]);
    }
  }

  /** Changes the program, or another file of the project. */
  write(text: string, file = "index.ts"): void {
    writeFileSync(join(this.directory, file), text);
  }

  up(options?: EngineOptions): EngineResult {
    return this.run(["up", "--yes", "--skip-preview"], options);
  }

  preview(options?: EngineOptions): EngineResult {
    return this.run(["preview", "--expect-no-changes", "--diff"], options);
  }

  destroy(options?: EngineOptions): EngineResult {
    return this.run(["destroy", "--yes", "--skip-preview"], options);
  }

  /** `pulumi` with these arguments. */
  run(args: readonly string[], options: EngineOptions = {}): EngineResult {
    const { organization = devOrganization, latency = 0, faults, outstandingLimit } = options;
    const settings = sandboxEnvironment({
      stateDirectory: this.#state,
      organization,
      latency,
      ...(faults === undefined ? {} : { faults }),
      ...(outstandingLimit === undefined ? {} : { outstandingLimit }),
    });
    const node = dirname(process.execPath);
    const { status, stdout, stderr } = spawnSync(this.#pulumi, [...args, "--non-interactive"], {
      cwd: this.directory,
      encoding: "utf8",
      env: {
        ...process.env,
        ...settings,
        PATH: [node, process.env.PATH].join(delimiter),
        PULUMI_HOME: join(this.directory, "home"),
        NO_COLOR: "1",
      },
    });
    return { code: status, output: `${stdout}${stderr}` };
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

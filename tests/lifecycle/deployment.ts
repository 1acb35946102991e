import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { Engine, type EngineEvent } from "../../commands/engine.ts";
import { organizationPath } from "../../commands/organizationFile.ts";
import { PROJECT_ROOT } from "../../components/projectFiles.ts";
import { journalPath } from "../../sandbox/environment.ts";
import { findPulumi } from "../../sandbox/pulumiCli.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { type AccessAfterCall, effectiveAccessHistory } from "../../sandbox/world/history.ts";
import type { StackConfig } from "./acme.ts";

/** What one run of the engine did. */
export interface Run {
  readonly ok: boolean;
  /** All that was said: diagnostics and plain output. */
  readonly said: string;
  /** Steps other than `same`, such as `create AccountAssignment engineers/read-only/222222222222`. */
  readonly steps: readonly string[];
  /** The calls of this run, each with the access that was effective right after it. */
  readonly history: readonly AccessAfterCall[];
}

export interface RunOptions {
  readonly faults?: readonly FaultSwitch[];
  /** An organization file's text. Default: the one of stack dev. */
  readonly organization?: string;
  readonly latency?: number;
  /** Interrupts the engine, as Ctrl-C does, once it has begun this many steps. */
  readonly interruptAfter?: number;
  /** More flags for the engine. */
  readonly flags?: readonly string[];
}

/** Stops the suite with one line when this machine has no Pulumi CLI. */
export function needsPulumi(suite: Mocha.Suite): void {
  suite.beforeAll(function () {
    if (findPulumi()) return;
    console.log("      skipped: no pulumi on PATH or in ~/.pulumi/versions");
    this.skip();
  });
}

/** The program on Pulumi's real engine, against a sandbox of its own. */
export class Deployment {
  readonly #directory: string;
  readonly #engine: Engine;
  #seen = 0;

  private constructor() {
    const parent = join(PROJECT_ROOT, ".sandbox");
    mkdirSync(parent, { recursive: true });
    this.#directory = mkdtempSync(join(parent, "test-"));
    this.#engine = new Engine({
      pulumi: findPulumi() as string,
      directory: this.#directory,
      stack: "test",
      organization: organizationPath("dev"),
      latency: 0,
      checkpoints: true,
    });
  }

  static async create(): Promise<Deployment> {
    const deployment = new Deployment();
    await deployment.#engine.run(["stack", "init", "test"]);
    return deployment;
  }

  /** Another one that goes on from where this one is now. */
  copy(): Deployment {
    const copy = new Deployment();
    cpSync(join(this.#directory, "state"), join(copy.#directory, "state"), { recursive: true });
    copy.#seen = this.#seen;
    return copy;
  }

  up(config: StackConfig, options?: RunOptions): Promise<Run> {
    return this.#run(["up", "--yes", "--skip-preview"], config, options);
  }

  preview(config: StackConfig, options?: RunOptions): Promise<Run> {
    return this.#run(["preview"], config, options);
  }

  destroy(config: StackConfig, ...flags: string[]): Promise<Run> {
    return this.#run(["destroy", "--yes", "--skip-preview", ...flags], config);
  }

  /** Any other command, such as `refresh`. */
  command(config: StackConfig, ...args: string[]): Promise<Run> {
    return this.#run(args, config);
  }

  /** Every call since the beginning. */
  get history(): readonly AccessAfterCall[] {
    return effectiveAccessHistory(journalPath(join(this.#directory, "state")));
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #run(args: readonly string[], config: StackConfig, options: RunOptions = {}): Promise<Run> {
    // Quoted, since Pulumi reads an unquoted 2012-10-17 as a time.
    this.#engine.configure(stringify({ config }, { defaultStringType: "QUOTE_DOUBLE" }));
    const said: string[] = [];
    const steps: string[] = [];
    const interrupt = new AbortController();
    const onEvent = ({ diagnosticEvent, resourcePreEvent }: EngineEvent) => {
      if (diagnosticEvent && diagnosticEvent.severity !== "debug") {
        said.push(diagnosticEvent.message);
      }
      const { op, urn } = resourcePreEvent?.metadata ?? { op: "same", urn: "" };
      const [, , types = "", name = ""] = urn.split("::");
      if (op !== "same") steps.push(`${op} ${types.split(":").at(-1)} ${name}`);
      if (steps.length === options.interruptAfter) interrupt.abort();
    };
    const { code, output } = await this.#engine.run(
      [...args, ...(options.flags ?? []), "--stack", "test", "--json"],
      onEvent,
      {
        ...(options.faults ? { faults: JSON.stringify(options.faults) } : {}),
        ...(options.organization ? { organization: this.#write(options.organization) } : {}),
        ...(options.latency === undefined ? {} : { latency: options.latency }),
        interrupt: interrupt.signal,
        environment: { IDENTITY_CENTER_RETRY_SECONDS: "0.01" },
      },
    );
    const all = this.history;
    const history = all.slice(this.#seen);
    this.#seen = all.length;
    return { ok: code === 0, said: [...said, output].join("\n"), steps, history };
  }

  #write(organization: string): string {
    const path = join(this.#directory, "organization.yaml");
    writeFileSync(path, organization);
    return path;
  }
}

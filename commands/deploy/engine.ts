import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stringify } from "yaml";
import {
  journalPath,
  type SandboxSettings,
  sandboxEnvironment,
} from "../../sandbox/environment.ts";
import { type JournalEntry, readJournal } from "../../sandbox/world/journal.ts";
import { compileCache } from "../cli/compileCache.ts";
import { nodeFirst } from "./nodeFirst.ts";
import { type Program, projectSettings } from "./projectSettings.ts";

interface AskedRules {
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
}

/** The part of Pulumi's engine events (`--json`) that is read here. */
export interface EngineEvent {
  readonly diagnosticEvent?: {
    readonly severity: string;
    readonly message: string;
    readonly urn?: string;
  };
  /** What a person is told, such as that an interrupt was received. */
  readonly stdoutEvent?: { readonly message: string };
  readonly resourcePreEvent?: { readonly metadata: StepMetadata };
  readonly resOutputsEvent?: { readonly metadata: StepMetadata };
  readonly resOpFailedEvent?: { readonly metadata: StepMetadata };
  /** Names of the policies that were asked about one resource. */
  readonly policyAnalyzeSummaryEvent?: AskedRules;
  /** Of those that were asked about the stack as a whole. */
  readonly policyAnalyzeStackSummaryEvent?: AskedRules;
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly message: string;
    readonly policyName: string;
    readonly policyPackName: string;
    readonly policyPackVersion: string;
    readonly enforcementLevel: string;
    readonly severity?: string;
  };
  /** That the engine is through. */
  readonly cancelEvent?: object;
  readonly summaryEvent?: {
    readonly resourceChanges?: Readonly<Record<string, number>>;
    readonly policyPacks?: Readonly<Record<string, string>>;
  };
}

/** A step of the engine: what it does with a resource. */
export interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly old?: StepState;
  readonly new?: StepState;
  /** Names of the properties that differ. */
  readonly diffs?: readonly string[];
}

/** A resource before or after a step. */
export interface StepState {
  readonly parent?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

export interface EngineOptions extends Partial<Omit<SandboxSettings, "stateDirectory">> {
  /** Path of the Pulumi CLI. */
  readonly pulumi: string;
  /** Holds the project, the state and the sandbox's journal; kept between runs. Inside this repository. */
  readonly directory: string;
  readonly stack: string;
  readonly organization: string;
  /** Which of the two programs runs: that of the main stacks, or of those in `emergency/`. @default the main one */
  readonly program?: Program;
  /**
   * Writes the state after each step, as for real stacks, so that it survives an engine that is killed. Default:
   * false, the state is written once, when the engine ends; also when it failed or was interrupted. Of 500 people's
   * deployment, checkpoints are nine tenths of the time.
   */
  readonly checkpoints?: boolean;
}

export interface EngineResult {
  readonly code: number;
  /** All that was said beside events. */
  readonly output: string;
  /** What of it stood on standard output. */
  readonly stdout: string;
}

export interface RunSettings {
  /** Added to the environment of the engine and the program. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Interrupts the engine as Ctrl-C does: it ends what it began and keeps its state. */
  readonly interrupt?: AbortSignal;
  /** Is told the engine's process id. */
  readonly onStart?: (pid: number) => void;
}

/** This program on Pulumi's own engine, against the sandbox: no AWS account, no Pulumi login. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #project: string;
  /** Of the project. */
  readonly name: string;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#project = join(options.directory, options.program ?? "project");
    mkdirSync(this.#project, { recursive: true });
    mkdirSync(this.#stateDirectory, { recursive: true });
    const settings = projectSettings(options.program);
    this.name = settings.name;
    writeFileSync(join(this.#project, "Pulumi.yaml"), stringify(settings));
  }

  /**
   * The stack's configuration from now on. The engine rewrites its file, so it gets a copy.
   *
   * @param stack another one of the project, whose file this one reads. Default: this one
   */
  configure(stackFile: string, stack = this.#options.stack): void {
    writeFileSync(join(this.#project, `Pulumi.${stack}.yaml`), stackFile);
  }

  get stack(): string {
    return this.#options.stack;
  }

  /** PULUMI_HOME. */
  get home(): string {
    return join(this.#options.directory, "home");
  }

  get isNew(): boolean {
    const stacks = join(this.#stateDirectory, ".pulumi", "stacks", this.name);
    return !existsSync(join(stacks, `${this.#options.stack}.json`));
  }

  /** What was called in the sandbox so far. */
  journal(): JournalEntry[] {
    return readJournal(journalPath(this.#stateDirectory));
  }

  /** Runs `pulumi` with these arguments; `onEvent` hears the engine's events when they hold `--json`. */
  async run(
    args: readonly string[],
    onEvent: (event: EngineEvent) => void = () => {},
    settings: Partial<SandboxSettings> & RunSettings = {},
  ): Promise<EngineResult> {
    const { environment, interrupt, onStart, ...sandbox } = settings;
    const always = { NO_COLOR: "1", ...environment };
    const child = spawn(this.#options.pulumi, [...args, "--non-interactive"], {
      cwd: this.#project,
      stdio: ["ignore", "pipe", "pipe"],
      // Without streaming `preview --json` gives one document at the end instead of events.
      env: this.#environment(sandbox, { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true", ...always }),
    });
    const output: string[] = [];
    const stdout: string[] = [];
    // Heard from the start: an engine that was interrupted may be gone before its last line is read.
    const closed = new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status, signal) => {
        if (signal) output.push(`pulumi was ended by ${signal}`);
        resolve(status ?? 1);
      });
    });
    if (child.pid !== undefined) onStart?.(child.pid);
    interrupt?.addEventListener("abort", () => child.kill("SIGINT"), { once: true });
    createInterface({ input: child.stderr }).on("line", (line) => output.push(line));
    const read = async () => {
      for await (const line of createInterface({ input: child.stdout })) {
        const event = parseEvent(line);
        if (event) onEvent(event);
        else {
          output.push(line);
          stdout.push(line);
        }
      }
    };
    const [code] = await Promise.all([closed, read()]);
    return { code, output: output.join("\n"), stdout: stdout.join("\n") };
  }

  /** Runs `pulumi` with these arguments on this terminal, and variables of the environment. @returns its exit code */
  async attach(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    onStart: (pid: number) => void = () => {},
  ): Promise<number> {
    const child = spawn(this.#options.pulumi, args, {
      cwd: this.#project,
      stdio: "inherit",
      env: this.#environment({}, environment),
    });
    if (child.pid !== undefined) onStart(child.pid);
    // A terminal sends Ctrl-C to both: pulumi says how it ends.
    const wait = () => {};
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.on("SIGINT", wait).on("SIGTERM", pass);
    try {
      return await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code, signal) => {
          resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
        });
      });
    } finally {
      process.off("SIGINT", wait).off("SIGTERM", pass);
    }
  }

  get #stateDirectory(): string {
    return join(this.#options.directory, "state");
  }

  #environment(
    sandbox: Partial<SandboxSettings>,
    more: Readonly<Record<string, string>>,
  ): NodeJS.ProcessEnv {
    const { checkpoints = false } = this.#options;
    const stateDirectory = this.#stateDirectory;
    // Who wants checkpoints writes PULUMI_SKIP_CHECKPOINTS=false.
    const skip = checkpoints ? "false" : (process.env.PULUMI_SKIP_CHECKPOINTS ?? "true");
    return {
      ...process.env,
      ...sandboxEnvironment({ ...this.#options, ...sandbox, stateDirectory }),
      // Taken by every command that is about a stack, unless --stack says another.
      PULUMI_STACK: this.#options.stack,
      PULUMI_HOME: this.home,
      PATH: nodeFirst(),
      PULUMI_SKIP_CHECKPOINTS: skip,
      // How secrets are kept, where the stack file says nothing: with another salt each run would derive two keys.
      PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
      // Pulumi takes the one only together with the other, and plans more with it.
      ...(skip === "false" ? {} : { PULUMI_EXPERIMENTAL: "true" }),
      ...compileCache(),
      ...more,
    };
  }
}

function parseEvent(line: string): EngineEvent | undefined {
  if (!line.startsWith('{"sequence":')) return undefined;
  return JSON.parse(line) as EngineEvent;
}

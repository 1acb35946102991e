import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { Engine, type EngineEvent } from "../../commands/deploy/engine.ts";
import { PlanFile } from "../../commands/deploy/planFile.ts";
import { organizationPath } from "../../commands/organization/organizationFile.ts";
import { walkAdopting } from "../../commands/up/adopt.ts";
import { look } from "../../commands/up/look.ts";
import type { Pulumi } from "../../commands/up/pulumi.ts";
import { leaveReplaced } from "../../commands/up/replaced.ts";
import { walk } from "../../commands/up/walk.ts";
import { memoize } from "../../policies/memoize.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import { journalPath } from "../../sandbox/environment.ts";
import { findPulumi } from "../../sandbox/pulumiCli.ts";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { isChange } from "../../sandbox/world/gate.ts";
import { type AccessAfterCall, grantsAfterEachCall } from "../../sandbox/world/history.ts";
import { FileJournal, type JournalEntry, readJournal } from "../../sandbox/world/journal.ts";
import type { OperationName } from "../../sandbox/world/operations.ts";
import { World } from "../../sandbox/world/world.ts";
import { emptyState, quickHome } from "../support/quickPulumi.ts";
import { STANDING_PULUMI, standing, takeStandingProviders } from "../support/standing/standing.ts";
import { IN_STACK_FILE, vault } from "../support/vault.ts";
import type { StackConfig } from "./acme.ts";
import { awsCall, words } from "./advice.ts";
import { Gate } from "./gate.ts";
import { type Killed, killTree } from "./killTree.ts";
import { staleRoles } from "./staleRoles.ts";

const STACK = ["identity-center", "test"] as const;

/** What a deployment left: its state, and the journal of its sandbox. */
export interface Kept {
  readonly stack: string;
  readonly journal: string;
}

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
  /** The same, once this many calls that change something were made and the next one waits. */
  readonly interruptAfterCalls?: number;
  /** The same, but kills the engine, the program and the plugins with SIGKILL instead. */
  readonly killAfterCalls?: number;
  /** Who is killed then. Default: the engine, and all that it started. */
  readonly killed?: Killed;
  /** More flags for the engine. */
  readonly flags?: readonly string[];
  /** More variables for the engine and the program. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Is told the engine's process id. */
  readonly onStart?: (pid: number) => void;
  /** Program and provider in processes of their own, as users have them. Default: where one of them is ended. */
  readonly own?: boolean;
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
  /** Whether an update failed since `npm run up` last looked at AWS. */
  #isToLook = false;

  private constructor(organization = organizationPath("dev")) {
    const parent = join(PROJECT_ROOT, ".sandbox");
    mkdirSync(parent, { recursive: true });
    this.#directory = mkdtempSync(join(parent, "test-"));
    this.#engine = new Engine({
      pulumi: STANDING_PULUMI,
      directory: this.#directory,
      stack: "test",
      organization,
      latency: 0,
      checkpoints: true,
    });
    takeStandingProviders(this.file("Pulumi.yaml"));
    quickHome(this.#engine.home);
  }

  /**
   * A new stack.
   *
   * @param journal of a sandbox that holds something already. Default: an empty one.
   * @param organization path of its file, which may change between runs. Default: that of stack dev.
   */
  static create(journal = "", organization?: string): Deployment {
    return new Deployment(organization).#holding({ stack: emptyState(...STACK), journal });
  }

  /** Goes on from what was kept of another. */
  static from(kept: Kept): Deployment {
    const deployment = new Deployment().#holding(kept);
    deployment.#seen = deployment.journal.length;
    return deployment;
  }

  /** What another one can go on from. */
  get kept(): Kept {
    const [stack, journal] = [this.#stackFile, this.journalFile].map((file) =>
      readFileSync(file, "utf8"),
    ) as [string, string];
    return { stack, journal };
  }

  /** Starts from this state, as `pulumi stack init` and later updates leave it. */
  #holding({ stack, journal }: Kept): Deployment {
    mkdirSync(dirname(this.#stackFile), { recursive: true });
    writeFileSync(join(this.#directory, "state/.pulumi/meta.yaml"), "version: 1\n");
    writeFileSync(this.#stackFile, stack);
    writeFileSync(this.journalFile, journal);
    return this;
  }

  get #stackFile(): string {
    return join(this.#directory, "state/.pulumi/stacks/identity-center/test.json");
  }

  /** Of its sandbox. */
  get journalFile(): string {
    return journalPath(join(this.#directory, "state"));
  }

  async up(config: StackConfig, options?: RunOptions): Promise<Run> {
    const run = await this.#run(["up", "--yes", "--skip-preview"], config, options);
    // What is refused leaves everything as it was.
    if (!run.ok && run.steps.length > 0) this.#isToLook = true;
    return run;
  }

  /** As many updates as the plan takes, as `npm run up` makes them. */
  async planned(config: StackConfig, options: RunOptions = {}): Promise<Run[]> {
    const file = new PlanFile();
    const runs: Run[] = [];
    try {
      const engine = async (args: readonly string[]) => ((await this.#runEngine(args)).ok ? 0 : 1);
      const pulumi = { run: engine, exported: () => this.exported() };
      if (this.#isToLook) {
        await this.preview(config, { environment: file.environment });
        await look(file, engine, pulumi);
        leaveReplaced(file, await this.exported());
      }
      const up = async () => {
        const run = await this.up(config, { ...options, environment: file.environment });
        runs.push(run);
        return run.ok ? 0 : 1;
      };
      await walkAdopting(
        () => walk({ updates: [[], [], []] }, file, up, () => {}),
        file,
        pulumi,
        async () => true,
      );
      if (runs.at(-1)?.ok) this.#isToLook = false;
      return runs;
    } finally {
      file.remove();
    }
  }

  /** The CLI as `npm run up` takes it. @param onRun is told each run that somebody would see */
  pulumi(config: StackConfig, options: RunOptions, onRun: (run: Run) => void): Pulumi {
    this.configure(config);
    return {
      ...{ project: "identity-center", stack: "test", home: this.#engine.home },
      skipsCheckpoints: false,
      show: async (args, environment, onStart) => {
        const flags = args[0] === "up" ? ["--json"] : [];
        const merged = { ...options.environment, ...environment };
        const run = await this.#runEngine([...args, ...flags], {
          ...options,
          environment: merged,
          ...(onStart ? { onStart } : {}),
        });
        onRun(run);
        return run.ok ? 0 : 1;
      },
      read: (args, environment) => this.#ask(args, environment),
      ask: (args, environment) => this.#ask(args, environment),
      display: async (args, environment) => {
        return await this.#engine.attach(args, { ...(await vault()), ...environment });
      },
      attempt: async (args) => (await this.#ask(args, {})).code,
    };
  }

  async #ask(args: readonly string[], environment: Readonly<Record<string, string>>) {
    const settings = { environment: { ...(await vault()), ...environment } };
    return await this.#engine.run(args, undefined, settings);
  }

  preview(config: StackConfig, options?: RunOptions): Promise<Run> {
    return this.#run(["preview"], config, options);
  }

  /** What `pulumi preview --json` prints: one document, at the end. */
  async previewJson(config: StackConfig, ...flags: readonly string[]): Promise<string> {
    this.configure(config);
    const args = ["preview", "--json", ...flags, "--stack", "test"];
    const environment = {
      PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "false",
      // All of it, also where one update couldn't do it safely.
      IDENTITY_CENTER_PLAN: join(this.#directory, "plan.json"),
    };
    return await standing(async (host) => {
      return (await this.#ask(args, { ...environment, ...host })).stdout;
    });
  }

  /** `pulumi destroy --run-program` with more options. */
  destroyed(config: StackConfig, options: RunOptions = {}): Promise<Run> {
    return this.#run(["destroy", "--yes", "--skip-preview", "--run-program"], config, options);
  }

  destroy(config: StackConfig, ...flags: string[]): Promise<Run> {
    return this.#run(["destroy", "--yes", "--skip-preview", ...flags], config);
  }

  /** Any other command, such as `refresh`. */
  command(config: StackConfig, ...args: string[]): Promise<Run> {
    return this.#run(args, config);
  }

  /**
   * Runs a command line that a message advised, as a person would, on the configuration as it is now; what is
   * for the AWS CLI is done in the sandbox.
   */
  async advised(command: string, options?: RunOptions): Promise<Run> {
    const [program, ...args] = words(command);
    if (program === "aws") {
      const answer = this.call(...awsCall(args));
      return { ok: true, said: JSON.stringify(answer), steps: [], history: [] };
    }
    const flags = {
      up: ["--yes", "--skip-preview", "--json"],
      cancel: ["--yes"],
      state: ["--yes"],
      import: ["--yes"],
    };
    return this.#runEngine([...args, ...(flags[args[0] as keyof typeof flags] ?? [])], options);
  }

  /** Calls AWS past Pulumi, as somebody in the console or an identity provider would. */
  call(operation: OperationName, request: object, organization?: string): unknown {
    const answer = this.world(organization).call(operation, request as never, "eu-west-1");
    this.#seen = this.journal.length;
    return answer;
  }

  /** Its AWS. @param organization an organization file's text. Default: the one of stack dev. */
  world(organization?: string): World {
    const path = organization === undefined ? organizationPath("dev") : this.#write(organization);
    return new World({
      snapshot: loadSnapshot(path),
      journal: new FileJournal(this.journalFile),
    });
  }

  /** A file beside the project, where commands find it by its name. */
  file(name: string): string {
    return join(this.#directory, "project", name);
  }

  /** The state as `pulumi stack export` gives it. */
  async exported(): Promise<string> {
    const { ok, said } = await this.#runEngine(["stack", "export"]);
    if (!ok) throw new Error(`pulumi stack export failed: ${said}`);
    return said;
  }

  /** Every call since the beginning. */
  get history(): readonly AccessAfterCall[] {
    return historyOf(this.journal);
  }

  /** The same, as the sandbox wrote it down. */
  get journal(): readonly JournalEntry[] {
    return readJournal(this.journalFile);
  }

  /** Roles that AWS didn't bring up to date, such as `reader 333333333333`. */
  get staleRoles(): string[] {
    return staleRoles(this.journalFile);
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #run(args: readonly string[], config: StackConfig, options: RunOptions = {}): Promise<Run> {
    this.configure(config);
    return this.#runEngine([...args, ...(options.flags ?? []), "--json"], options);
  }

  /** Writes the stack file, for commands that are run on it as it is. */
  configure(config: StackConfig): void {
    this.#engine.configure(stackFileText(config));
  }

  /** The same as somebody wrote it. */
  write(stackFile: string): void {
    this.#engine.configure(stackFile);
  }

  async #runEngine(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    const said: string[] = [];
    const steps: string[] = [];
    const interrupt = new AbortController();
    let engine = 0;
    const stop = () => {
      if (options.killAfterCalls === undefined) interrupt.abort();
      else killTree(engine, options.killed);
      // Whoever is left goes on.
      if (options.killed !== undefined) gate?.open();
    };
    const gate = this.#gate(options.interruptAfterCalls ?? options.killAfterCalls, stop);
    const onEvent = ({ diagnosticEvent, resourcePreEvent, stdoutEvent }: EngineEvent) => {
      // "^C received; cancelling": it begins nothing more, and waits for what it began.
      if (interrupt.signal.aborted && stdoutEvent) gate?.open();
      if (diagnosticEvent && diagnosticEvent.severity !== "debug") {
        said.push(diagnosticEvent.message);
      }
      const { op, urn } = resourcePreEvent?.metadata ?? { op: "same", urn: "" };
      const [, , types = "", name = ""] = urn.split("::");
      if (op !== "same") steps.push(`${op} ${types.split(":").at(-1)} ${name}`);
      if (steps.length === options.interruptAfter) interrupt.abort();
    };
    const secrets = await vault();
    const run = (host: Readonly<Record<string, string>>) =>
      this.#engine.run([...args, "--stack", "test"], onEvent, {
        ...(options.faults ? { faults: JSON.stringify(options.faults) } : {}),
        ...(options.organization ? { organization: this.#write(options.organization) } : {}),
        ...(options.latency === undefined ? {} : { latency: options.latency }),
        interrupt: interrupt.signal,
        onStart: (pid) => {
          engine = pid;
          options.onStart?.(pid);
        },
        environment: {
          IDENTITY_CENTER_RETRY_SECONDS: "0.01",
          ...secrets,
          ...options.environment,
          ...(gate ? { SANDBOX_GATE: gate.path } : {}),
          ...host,
        },
      });
    const { code, output } = await ((options.own ?? isEnded(options)) ? run({}) : standing(run));
    gate?.open();
    const entries = this.journal;
    const first = this.#seen;
    this.#seen = entries.length;
    return {
      ...{ ok: code === 0, said: [...said, output].join("\n"), steps },
      get history() {
        return historyOf(entries).slice(first);
      },
    };
  }

  #gate(calls: number | undefined, onWaiting: () => void): Gate | undefined {
    if (calls === undefined) return undefined;
    const made = this.journal.filter(({ operation }) => isChange(operation)).length;
    return new Gate(join(this.#directory, "gate"), made + calls, onWaiting);
  }

  #write(organization: string): string {
    const path = join(this.#directory, "organization.yaml");
    writeFileSync(path, organization);
    return path;
  }
}

/** A stack file as a person has it after the first update. */
export function stackFileText(config: StackConfig): string {
  // Quoted, since Pulumi reads an unquoted 2012-10-17 as a time.
  return stringify({ config }, { defaultStringType: "QUOTE_DOUBLE" }) + IN_STACK_FILE;
}

/** Worked out where a test asks for it: of long journals it takes as long as the update. */
const historyOf = memoize((entries: readonly JournalEntry[]) => grantsAfterEachCall(entries));

/** Whether the engine, the program or the provider is to end before its time: they have processes of their own then. */
function isEnded(options: RunOptions): boolean {
  const { interruptAfter, interruptAfterCalls, killAfterCalls, faults = [] } = options;
  const ends = [interruptAfter, interruptAfterCalls, killAfterCalls];
  return ends.some((end) => end !== undefined) || faults.some(({ error }) => error === "Crash");
}

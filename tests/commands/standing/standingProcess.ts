import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import type { CommandResult } from "../project.ts";

const HOST = join(import.meta.dirname, "host.ts");
const STREAMS = ["stdout", "stderr"] as const;

export type Environment = Readonly<Record<string, string>>;

/** A call of a command, by its file. */
export interface FileCall {
  readonly file: string;
  readonly args: readonly string[];
  /** All of it. */
  readonly environment: Environment;
}

/** As the process is told of it. */
export interface StandingCall extends FileCall {
  /** What follows on both streams once the call is made. */
  readonly end: string;
}

/** A process in which one call is made after the other, since most of each is the start of Node.js. */
export class StandingProcess {
  readonly #child: ChildProcess;
  readonly #closed: Promise<void>;
  readonly #said = { stdout: "", stderr: "" };
  #end = "";
  #code: number | undefined;
  #answer: ((result: CommandResult) => void) | undefined;
  #isGone = false;
  /** That it ended while nobody called it. */
  #failure: Error | undefined;

  /** @param environment with which it starts; each call brings its own */
  constructor(directory: string, environment: Environment) {
    const child = spawn(process.execPath, [HOST], {
      cwd: directory,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: environment,
    });
    this.#child = child;
    for (const name of STREAMS) {
      child[name]?.setEncoding("utf8").on("data", (text: string) => {
        this.#said[name] += text;
        this.#look();
      });
    }
    child.on("message", (code) => {
      this.#code = code as number;
      this.#look();
    });
    this.#closed = this.#close(child);
  }

  get isIdle(): boolean {
    return !this.#isGone && this.#answer === undefined;
  }

  /** @returns what it said; where it ended the process, the process's code */
  async call(call: FileCall): Promise<CommandResult> {
    this.#end = `\0${randomUUID()}\0`;
    this.#code = undefined;
    for (const name of STREAMS) this.#said[name] = "";
    return await new Promise((answer) => {
      this.#answer = answer;
      const message: StandingCall = { ...call, end: this.#end };
      // One that is about to end hears nothing any more, and answers by its end.
      this.#child.send(message, () => {});
    });
  }

  /**
   * Lets it end, or ends it within a call that nobody waits for.
   *
   * @throws where it ended otherwise while nobody called it
   */
  async end(): Promise<void> {
    if (this.#answer) this.#child.kill("SIGKILL");
    else if (this.#child.connected) this.#child.disconnect();
    await this.#closed;
    if (this.#failure) throw this.#failure;
  }

  #look(): void {
    if (
      this.#code === undefined ||
      !STREAMS.every((name) => this.#said[name].includes(this.#end))
    ) {
      return;
    }
    this.#give(this.#code);
  }

  /** Its end. Node.js gives no event "close" for a child whose channel was closed here. */
  async #close(child: ChildProcess): Promise<void> {
    const streams = [child.stdout, child.stderr].map((one) => one && once(one, "close"));
    const [code, signal] = await once(child, "exit");
    await Promise.all(streams);
    this.#isGone = true;
    if (this.#answer) this.#give(code);
    else if (code !== 0) {
      const said = this.#said.stdout + this.#said.stderr;
      this.#failure = new Error(
        `the standing process ended with ${code ?? signal} after a call: ${said}`,
      );
    }
  }

  #give(code: number | null): void {
    const [stdout, stderr] = STREAMS.map((name) => this.#said[name].replace(this.#end, "")) as [
      string,
      string,
    ];
    const answer = this.#answer;
    this.#answer = undefined;
    for (const name of STREAMS) this.#said[name] = "";
    answer?.({ code, stdout, stderr });
  }
}

/** Standing processes in a folder: calls at the same time have one each. */
export class StandingProcesses {
  readonly #all = new Set<StandingProcess>();
  readonly #directory: string;
  readonly #environment: Environment;

  constructor(directory: string, environment: Environment) {
    this.#directory = directory;
    this.#environment = environment;
  }

  async call(call: FileCall): Promise<CommandResult> {
    const idle = [...this.#all].find((one) => one.isIdle);
    const process = idle ?? new StandingProcess(this.#directory, this.#environment);
    this.#all.add(process);
    return await process.call(call);
  }

  /** Has all of them end by themselves: what a call left open keeps its process, and whoever awaits this. */
  async end(): Promise<void> {
    await Promise.all([...this.#all].map((one) => one.end()));
    this.#all.clear();
  }
}

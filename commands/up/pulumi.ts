import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import type { Engine } from "../deploy/engine.ts";
import { nodeFirst } from "../deploy/nodeFirst.ts";

type Environment = Readonly<Record<string, string>>;

/** `pulumi` on one stack. */
export interface Pulumi {
  readonly project: string;
  readonly stack: string;
  /** URL of its backend; undefined where that of this terminal counts. */
  readonly backend?: string;
  /** PULUMI_HOME; undefined where that of this terminal counts. */
  readonly home?: string;
  /** Whether the state is written once, at the end of an update, whatever is asked for. */
  readonly skipsCheckpoints: boolean;
  /**
   * Runs it on this terminal.
   *
   * @param onStart is told its process id
   * @returns its exit code
   */
  show(
    args: readonly string[],
    environment: Environment,
    onStart?: (pid: number) => void,
  ): Promise<number>;
  /** Runs on this terminal what is about no stack. @returns its exit code */
  display(args: readonly string[], environment: Environment): Promise<number>;
  /** Runs it for what it prints on standard output; what it says besides goes to this terminal. */
  read(args: readonly string[], environment: Environment): Promise<Read>;
  /** The same of what is about no stack. */
  ask(args: readonly string[], environment: Environment): Promise<Read>;
  /** Runs what may well fail, and says nothing. @returns its exit code */
  attempt(args: readonly string[]): Promise<number>;
}

interface Read {
  readonly code: number;
  readonly stdout: string;
}

/**
 * On this project, with the credentials of this terminal.
 *
 * @param backend where the stack's state is. Default: the backend of this terminal
 */
export function pulumiHere(pulumi: string, stack: string, backend?: string): Pulumi {
  const start = (
    args: readonly string[],
    environment: Environment,
    stdout: "inherit" | "pipe" | "ignore",
    stderr: "inherit" | "ignore" = "inherit",
  ) => {
    const child = spawn(pulumi, args, {
      cwd: PROJECT_ROOT,
      stdio: ["inherit", stdout, stderr],
      env: {
        ...process.env,
        PATH: nodeFirst(),
        ...(backend === undefined ? {} : { PULUMI_BACKEND_URL: backend }),
        ...environment,
      },
    });
    // A terminal sends Ctrl-C to both: pulumi says how it ends.
    const wait = () => {};
    process.on("SIGINT", wait);
    const ended = new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? 1));
    }).finally(() => process.off("SIGINT", wait));
    return { child, ended };
  };
  const onStack = (args: readonly string[]) => [...args, "--stack", stack];
  const read = async (args: readonly string[], environment: Environment) => {
    const { child, ended } = start(args, environment, "pipe");
    const [code, stdout] = await Promise.all([ended, child.stdout ? text(child.stdout) : ""]);
    return { code, stdout };
  };
  return {
    project: projectName(PROJECT_ROOT),
    stack,
    ...(backend === undefined ? {} : { backend }),
    skipsCheckpoints: /^(true|1)$/i.test(process.env.PULUMI_SKIP_CHECKPOINTS ?? ""),
    show: (args, environment, onStart = () => {}) => {
      const { child, ended } = start(onStack(args), environment, "inherit");
      if (child.pid !== undefined) onStart(child.pid);
      return ended;
    },
    display: (args, environment) => start(args, environment, "inherit").ended,
    read: (args, environment) => read(onStack(args), environment),
    ask: read,
    attempt: (args) => start(onStack(args), {}, "ignore", "ignore").ended,
  };
}

/** On the sandbox. */
export function pulumiOnSandbox(engine: Engine): Pulumi {
  const read = async (args: readonly string[], environment: Environment) => {
    const { code, stdout, output } = await engine.run(args, undefined, { environment });
    const printed = new Set(stdout.split("\n"));
    const said = output.split("\n").filter((line) => !printed.has(line));
    if (code !== 0 && said.length > 0) console.error(said.join("\n"));
    return { code, stdout };
  };
  return {
    project: projectName(join(PROJECT_ROOT, "sandbox")),
    stack: engine.stack,
    home: engine.home,
    skipsCheckpoints: true,
    show: (args, environment, onStart) => engine.attach(args, environment, onStart),
    display: (args, environment) => engine.attach(args, environment),
    read,
    ask: read,
    attempt: async (args) => (await engine.run(args)).code,
  };
}

function projectName(folder: string): string {
  const { name } = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as { name: string };
  return name;
}

import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import type { Engine } from "../deploy/engine.ts";
import { nodeFirst } from "../deploy/nodeFirst.ts";

type Environment = Readonly<Record<string, string>>;

/** `pulumi` on one stack. */
export interface Pulumi {
  /** Runs it on this terminal. @returns its exit code */
  show(args: readonly string[], environment: Environment): Promise<number>;
  /** Runs on this terminal what is about no stack. @returns its exit code */
  display(args: readonly string[], environment: Environment): Promise<number>;
  /** Runs it for what it prints on standard output; what it says besides goes to this terminal. */
  read(
    args: readonly string[],
    environment: Environment,
  ): Promise<{ readonly code: number; readonly stdout: string }>;
  /** Runs what may well fail, and says nothing. @returns its exit code */
  attempt(args: readonly string[]): Promise<number>;
}

/** On this project, with the backend and the credentials of this terminal. */
export function pulumiHere(pulumi: string, stack: string): Pulumi {
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
  return {
    show: (args, environment) => start(onStack(args), environment, "inherit").ended,
    display: (args, environment) => start(args, environment, "inherit").ended,
    read: async (args, environment) => {
      const { child, ended } = start(onStack(args), environment, "pipe");
      const [code, stdout] = await Promise.all([ended, child.stdout ? text(child.stdout) : ""]);
      return { code, stdout };
    },
    attempt: (args) => start(onStack(args), {}, "ignore", "ignore").ended,
  };
}

/** On the sandbox. */
export function pulumiOnSandbox(engine: Engine): Pulumi {
  return {
    show: (args, environment) => engine.attach(args, environment),
    display: (args, environment) => engine.attach(args, environment),
    read: async (args, environment) => {
      const { code, stdout, output } = await engine.run(args, undefined, { environment });
      const printed = new Set(stdout.split("\n"));
      const said = output.split("\n").filter((line) => !printed.has(line));
      if (code !== 0 && said.length > 0) console.error(said.join("\n"));
      return { code, stdout };
    },
    attempt: async (args) => (await engine.run(args)).code,
  };
}

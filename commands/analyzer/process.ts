import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import analyzerService from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import { compileCache } from "../cli/compileCache.ts";
import { serveEngineLog } from "./log.ts";
import { packFolder } from "./packFolder.ts";

/** What the pack is told about the operation, as the language host tells it: through its environment. */
export interface Operation {
  readonly project: string;
  readonly stack: string;
  /** Whether it is a preview. */
  readonly dryRun: boolean;
}

/** As in the engine, which sends whole stacks at once. */
const MAXIMUM_MESSAGE_BYTES = 400 * 1024 * 1024;

type Client = InstanceType<typeof analyzerService.AnalyzerClient>;
type Call<Response> = [
  grpc.Metadata,
  grpc.CallOptions,
  (error: grpc.ServiceError | null, response: Response) => void,
];

/** A policy pack at work: Pulumi's own host for Node.js packs, and a connection to it. */
export class PolicyAnalyzerProcess {
  readonly #child: ChildProcess;
  readonly #engine: grpc.Server;
  readonly #client: Client;
  readonly #output: string[];
  readonly #onExit: () => void;

  private constructor(child: ChildProcess, engine: grpc.Server, port: number, output: string[]) {
    this.#child = child;
    this.#engine = engine;
    this.#output = output;
    this.#client = new analyzerService.AnalyzerClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
      {
        "grpc.max_receive_message_length": MAXIMUM_MESSAGE_BYTES,
        "grpc.max_send_message_length": MAXIMUM_MESSAGE_BYTES,
      },
    );
    this.#onExit = () => child.kill("SIGKILL");
    process.once("exit", this.#onExit);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /**
   * @param pack folder of the pack, with its PulumiPolicy.yaml
   * @param timeLimit milliseconds until it must be ready
   * @throws when it doesn't start, with all that it said
   */
  static async start(
    pack: string,
    operation: Operation,
    timeLimit: number,
  ): Promise<PolicyAnalyzerProcess> {
    const folder = packFolder(path.resolve(pack));
    const output: string[] = [];
    const engine = new grpc.Server();
    const address = await serveEngineLog(engine, output);
    let child: ChildProcess | undefined;
    try {
      child = spawnHost(folder, address, operation);
      child.stderr?.setEncoding("utf8").on("data", (text: string) => output.push(text));
      return new PolicyAnalyzerProcess(child, engine, await readPort(child, timeLimit), output);
    } catch (error) {
      child?.kill("SIGKILL");
      engine.forceShutdown();
      const said = output.join("").trim() || "nothing";
      throw new Error(
        `policy pack ${pack} did not start: ${(error as Error).message}; it said: ${said}`,
      );
    }
  }

  /**
   * Makes one call of the analyzer protocol.
   *
   * @param timeLimit milliseconds
   */
  async call<Response>(
    invoke: (client: Client, ...call: Call<Response>) => void,
    timeLimit: number,
  ): Promise<Response> {
    return await new Promise((resolve, reject) => {
      const deadline = { deadline: Date.now() + timeLimit };
      invoke(this.#client, new grpc.Metadata(), deadline, (error, response) => {
        if (!error) return resolve(response);
        const said = this.#output.join("").trim();
        reject(
          new Error(`the policy pack failed: ${error.details}${said && `; it said: ${said}`}`),
        );
      });
    });
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    process.off("exit", this.#onExit);
    this.#client.close();
    this.#engine.forceShutdown();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGKILL");
    await ended;
  }
}

/**
 * Room for young objects, in MiB of each half. V8 takes up to 64 by itself: with 16 the peak of a pack with much to judge
 * is about a fifth lower, for about a twentieth more time (bench/README.md).
 */
const YOUNG_SPACE = "--max-semi-space-size=16";

/** Starts the host as Pulumi's Node.js language host does (pulumi sdk/nodejs/cmd/pulumi-language-nodejs, RunPlugin). */
function spawnHost(pack: string, engine: string, operation: Operation): ChildProcess {
  return spawn(process.execPath, [YOUNG_SPACE, findHost(pack), engine, pack], {
    cwd: pack,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...compileCache(),
      PULUMI_NODEJS_ENGINE: engine,
      PULUMI_NODEJS_PROJECT: operation.project,
      PULUMI_NODEJS_STACK: operation.stack,
      PULUMI_NODEJS_DRY_RUN: String(operation.dryRun),
    },
  });
}

function findHost(pack: string): string {
  const host = "@pulumi/pulumi/cmd/run-policy-pack/index.js";
  try {
    return createRequire(path.join(pack, "package.json")).resolve(host);
  } catch {
    throw new Error(`its dependencies are not installed; run npm install in ${pack}`);
  }
}

/** The first line that the host prints is its port. */
async function readPort(child: ChildProcess, timeLimit: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no port within ${timeLimit / 1000} seconds`)),
      timeLimit,
    );
    const settle = (decide: () => void) => {
      clearTimeout(timer);
      decide();
    };
    let said = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const line = /^(.*)\r?\n/.exec(said)?.[1];
      if (line === undefined) return;
      if (/^\d+$/.test(line)) settle(() => resolve(Number(line)));
      else settle(() => reject(new Error(`its first line is no port: ${line}`)));
    });
    child.once("error", (error) => settle(() => reject(error)));
    // "close", not "exit": only then everything on stderr has been read.
    child.once("close", (code, signal) =>
      settle(() => reject(new Error(`it ended with ${signal ?? `code ${code}`}`))),
    );
  });
}

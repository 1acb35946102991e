import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { log, ResourceError, RunError, runtime } from "@pulumi/pulumi";
import messages from "@pulumi/pulumi/proto/language_pb.js";
import pluginMessages from "@pulumi/pulumi/proto/plugin_pb.js";
import * as state from "@pulumi/pulumi/runtime/state.js";
import { whileCapturing } from "../../../sandbox/engine/uncaught.ts";
import type { Handler } from "../../../sandbox/grpc.ts";

let runs = 0;

/** Of the SDK: programs may leave it out. */
const { debug } = log;

/** Runs a program in this process for an engine, and ends it as Pulumi's own host for Node.js does (cmd/run). */
export class LanguageHost {
  readonly #environment: NodeJS.ProcessEnv;
  /** Messages for the engine, and those that it took. */
  #told = 0;
  #heard = 0;
  /** Whether the SDK can tell the engine something: after a message that failed it tells nothing more in this process. */
  #canTell = false;
  #running = false;

  /** @param environment of the program */
  constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
  }

  /** Whether another program can run in this process: nothing of this one goes on. */
  get isOver(): boolean {
    return !this.#running && this.#canTell && this.#told === this.#heard;
  }

  get handlers(): Readonly<Record<string, Handler>> {
    return {
      getPluginInfo() {
        const info = new pluginMessages.PluginInfo();
        info.setVersion("1.0.0");
        return info;
      },
      getRequiredPlugins: () => new messages.GetRequiredPluginsResponse(),
      run: (request: messages.RunRequest) => this.#run(request),
    };
  }

  async #run(request: messages.RunRequest): Promise<messages.RunResponse> {
    process.env = { ...this.#environment };
    process.chdir(request.getPwd());
    const [engine = ""] = request.getArgsList();
    const failures = new Set<unknown>();
    let hasEnded = false;
    const fail = async (error: unknown) => {
      if (failures.has(error)) return;
      failures.add(error);
      // As the engine goes, connections are lost. What is told now may fail, and then all that the next run tells.
      if (hasEnded) this.#canTell = false;
      await tell(error, main);
    };
    const main = mainModule(request);
    const monitor = request.getMonitorAddress();
    this.#running = true;
    await whileCapturing(fail, async () => {
      runtime.resetOptions(
        ...([request.getProject(), request.getStack(), request.getParallel()] as const),
        ...([engine, monitor, request.getDryrun(), request.getOrganization()] as const),
      );
      this.#countMessages();
      settings().options.rootDirectory = request.getInfo()?.getRootDirectory();
      runtime.setAllConfig(
        Object.fromEntries(request.getConfigMap().toObject()),
        request.getConfigsecretkeysList(),
      );
      try {
        await runtime.runInPulumiStack(() => imported(main));
      } catch (error) {
        await fail(error);
      }
      const heard = this.#heard;
      // Which the engine drops.
      await debug("the program has ended");
      this.#canTell = this.#heard > heard;
      hasEnded = true;
      await runtime.disconnect(failures.size === 0);
    });
    this.#running = false;
    const response = new messages.RunResponse();
    // They are told already.
    response.setBail(failures.size > 0 || log.hasErrors());
    return response;
  }

  #countMessages(): void {
    const engine = runtime.getEngine() as unknown as { log: Log };
    const log = engine.log.bind(engine);
    engine.log = (request, done) => {
      this.#told += 1;
      return log(request, (error, ...more) => {
        if (!error) this.#heard += 1;
        done(error, ...more);
      });
    };
  }
}

type Log = (request: unknown, done: (error: unknown, ...more: unknown[]) => void) => unknown;

function mainModule(request: messages.RunRequest): string {
  const info = request.getInfo();
  return resolve(
    join(info?.getProgramDirectory() ?? request.getPwd(), info?.getEntryPoint() ?? ""),
  );
}

/** The SDK has no other way to say where the project is, once it is loaded. */
function settings(): { readonly options: { rootDirectory?: string | undefined } } {
  const { getStore } = state as unknown as {
    getStore(): { settings: ReturnType<typeof settings> };
  };
  return getStore().settings;
}

/** Evaluated for each run. */
async function imported(main: string): Promise<unknown> {
  return { ...(await import(`${pathToFileURL(main).href}?run=${++runs}`)) };
}

async function tell(error: unknown, main: string): Promise<void> {
  if (RunError.isInstance(error)) return await log.error(error.message);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (!ResourceError.isInstance(error)) {
    return await log.error(
      `Running program '${main}' failed with an unhandled exception:\n${text}`,
    );
  }
  await log.error(error.hideStack ? error.message : text, error.resource);
}

import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { log, ResourceError, RunError, runtime } from "@pulumi/pulumi";
import messages from "@pulumi/pulumi/proto/language_pb.js";
import pluginMessages from "@pulumi/pulumi/proto/plugin_pb.js";
import * as state from "@pulumi/pulumi/runtime/state.js";
import { whileCapturing } from "../../../sandbox/engine/uncaught.ts";
import type { Handler } from "../../../sandbox/grpc.ts";

let runs = 0;

/** Runs a program in this process for an engine, and ends it as Pulumi's own host for Node.js does (cmd/run). */
export class LanguageHost {
  readonly #environment: NodeJS.ProcessEnv;
  #running = false;
  #abandon: () => void = () => {};
  /** Whether its engine went while it asked something: answers to that may still come, and be taken for the next run's. */
  wasAbandoned = false;
  #run: Promise<unknown> = Promise.resolve();

  /** @param environment of the program */
  constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
  }

  /** Whether its program has come to its end, so that another one can run in this process. */
  get isOver(): boolean {
    return !this.#running;
  }

  /**
   * Ends a program whose engine went while it asked something: the SDK leaves it waiting, and Pulumi's own host ends
   * as Node.js does when nothing goes on.
   */
  async abandon(): Promise<void> {
    if (!this.#running || !store().terminated) return;
    this.wasAbandoned = true;
    this.#abandon();
    await this.#run;
  }

  get handlers(): Readonly<Record<string, Handler>> {
    return {
      getPluginInfo() {
        const info = new pluginMessages.PluginInfo();
        info.setVersion("1.0.0");
        return info;
      },
      getRequiredPlugins: () => new messages.GetRequiredPluginsResponse(),
      run: (request: messages.RunRequest) => {
        const run = this.#start(request);
        this.#run = run;
        return run;
      },
    };
  }

  async #start(request: messages.RunRequest): Promise<messages.RunResponse> {
    process.env = { ...this.#environment };
    process.chdir(request.getPwd());
    const [engine = ""] = request.getArgsList();
    const failures = new Set<unknown>();
    const fail = async (error: unknown) => {
      if (failures.has(error)) return;
      failures.add(error);
      await tell(error, main);
    };
    const main = mainModule(request);
    const monitor = request.getMonitorAddress();
    this.#running = true;
    const abandoned = new Promise<void>((resolve) => {
      this.#abandon = resolve;
    });
    startMessages();
    await whileCapturing(fail, async () => {
      runtime.resetOptions(
        ...([request.getProject(), request.getStack(), request.getParallel()] as const),
        ...([engine, monitor, request.getDryrun(), request.getOrganization()] as const),
      );
      store().terminated = false;
      store().settings.options.rootDirectory = request.getInfo()?.getRootDirectory();
      runtime.setAllConfig(
        Object.fromEntries(request.getConfigMap().toObject()),
        request.getConfigsecretkeysList(),
      );
      const ended = async () => {
        try {
          await runtime.runInPulumiStack(() => imported(main));
        } catch (error) {
          await fail(error);
        }
        await runtime.disconnect(failures.size === 0);
      };
      await Promise.race([ended(), abandoned]);
    });
    this.#running = false;
    const response = new messages.RunResponse();
    // They are told already.
    response.setBail(failures.size > 0 || log.hasErrors());
    return response;
  }
}

function mainModule(request: messages.RunRequest): string {
  const info = request.getInfo();
  return resolve(
    join(info?.getProgramDirectory() ?? request.getPwd(), info?.getEntryPoint() ?? ""),
  );
}

interface Store {
  readonly settings: { readonly options: { rootDirectory?: string | undefined } };
  /** Whether the engine went while something was asked of it. */
  terminated: boolean;
}

/** What the SDK has no other way to know or to say, once it is loaded. */
function store(): Store {
  return (state as unknown as { getStore(): Store }).getStore();
}

const { error: sayError } = console;

// What the SDK can't tell an engine that is gone it says to whoever reads this, as Pulumi's own host does: nobody.
console.error = (...said: unknown[]) => {
  if (!store().terminated) sayError(...said);
};

const require = createRequire(import.meta.url);
const LOG = require.resolve("@pulumi/pulumi/log");

/** The SDK tells each message after the one before. After one about a resource that failed it tells nothing more. */
function startMessages(): void {
  const loaded = require.cache[LOG];
  delete require.cache[LOG];
  Object.assign(log, require(LOG));
  require.cache[LOG] = loaded;
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

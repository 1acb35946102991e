import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type engineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import { setAllConfig } from "@pulumi/pulumi/runtime/config.js";
import { setMockOptions } from "@pulumi/pulumi/runtime/settings.js";
import { runInPulumiStack } from "@pulumi/pulumi/runtime/stack.js";
import { type Diagnostic, Diagnostics } from "./inProcess/diagnostics.ts";
import { Monitor } from "./inProcess/monitor.ts";
import { Providers } from "./inProcess/providers.ts";
import type { RegisteredResource } from "./inProcess/registeredResource.ts";
import { Registration } from "./inProcess/registration.ts";
import { getStore, waitForRPCs, withLocalStorage } from "./inProcess/sdk.ts";
import { whileListening } from "./inProcess/unhandled.ts";
import { displayed } from "./inProcess/values.ts";
import type { World } from "./world/world.ts";

export interface InProcessRun {
  /** The program's main module: a file URL or a path. Its default export is called when it is a function. */
  readonly program: URL | string;
  readonly project: string;
  readonly stack: string;
  /** Stack configuration: `namespace:key` to a text, or to JSON text. Configures the providers, too. */
  readonly config: Readonly<Record<string, string>>;
  /** What `pulumi.runtime.isDryRun()` answers. */
  readonly preview: boolean;
  /** Leaves whatever AWS decides unknown, as a preview does. Default: false, all is made in the world. */
  readonly unknownOutputs?: boolean;
  /** Keeps what the run makes. */
  readonly world: World;
}

export interface InProcessResult {
  /** In the order in which they were registered, the stack first. */
  readonly resources: readonly RegisteredResource[];
  /** The stack's outputs; secrets as `[secret]`, unknown ones as `[unknown]`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly Diagnostic[];
}

let runs = 0;

/**
 * Runs a Pulumi program in this process as a first deployment, for machines without a Pulumi CLI.
 * Hooks and transforms do not run. Errors of the program are diagnostics, not exceptions.
 */
export async function runInProcess(run: InProcessRun): Promise<InProcessResult> {
  const diagnostics = new Diagnostics();
  const providers = new Providers(run.world, run.config);
  const registration = new Registration(run, providers, diagnostics, run.unknownOutputs ?? false);
  const monitor = new Monitor(run.world, providers, registration, diagnostics);
  let outputs: Record<string, unknown> = {};
  await whileListening(
    (error) => diagnostics.addError(error),
    () =>
      withLocalStorage(async () => {
        prepare(run, monitor, diagnostics);
        try {
          await runInPulumiStack(() => importProgram(run.program));
        } catch (error) {
          await diagnostics.addError(error);
        }
        await waitForRPCs();
        outputs = displayed(registration.stackOutputs);
      }),
  );
  return {
    resources: [...registration.resources.values()],
    outputs,
    diagnostics: diagnostics.list,
  };
}

function prepare(run: InProcessRun, monitor: Monitor, diagnostics: Diagnostics): void {
  setMockOptions(monitor, run.project, run.stack, run.preview, "organization");
  getStore().settings.engine = engine(diagnostics);
  setAllConfig({ ...run.config }, []);
}

/** The part of the engine's service that the SDK uses: it logs. */
function engine(diagnostics: Diagnostics) {
  const severities = ["debug", "info", "warning", "error"] as const;
  return {
    log(request: engineMessages.LogRequest, done: () => void) {
      const severity = severities[request.getSeverity()] ?? "info";
      if (severity !== "debug") diagnostics.add(severity, request.getMessage(), request.getUrn());
      done();
    },
    setRootResource(_request: unknown, done: (error: null) => void) {
      done(null);
    },
    close() {},
  };
}

async function importProgram(program: URL | string): Promise<unknown> {
  const url = program instanceof URL ? program : pathToFileURL(resolve(program));
  // Another address makes Node evaluate the module again.
  const module = await import(`${url.href}?run=${++runs}`);
  const exported = "default" in module ? module.default : { ...module };
  return typeof exported === "function" ? exported() : exported;
}
